package dev.rialto.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which HTTP statuses are fine, as people write them: {@code 2xx, 301, 400-404}. */
record Statuses(String typed, List<Range> ranges) {
  static final int LONGEST = 100;
  static final String DEFAULT = "2xx";

  private static final Pattern PART =
      Pattern.compile("([1-5])xx|([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");

  record Range(int from, int to) {}

  /** Empty when it cannot be read. */
  static Optional<Statuses> of(String typed) {
    var ranges = new ArrayList<Range>();
    for (var part : typed.strip().split("[,\\s]*,\\s*|\\s+(?!-)(?<!-\\s)", -1)) {
      var match = PART.matcher(part.strip());
      if (!match.matches()) return Optional.empty();
      if (match.group(1) != null) {
        int hundred = Integer.parseInt(match.group(1)) * 100;
        ranges.add(new Range(hundred, hundred + 99));
      } else {
        int from = Integer.parseInt(match.group(2));
        int to = match.group(3) == null ? from : Integer.parseInt(match.group(3));
        if (to < from) return Optional.empty();
        ranges.add(new Range(from, to));
      }
    }
    return Optional.of(new Statuses(typed.strip(), List.copyOf(ranges)));
  }

  boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
  }

  @Override
  public String toString() {
    return typed;
  }
}
