package dev.rialto.alerts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sender's word about one problem at one moment: it has been there since, it is over since, or
 * it will count as over unless said again.
 *
 * @param fingerprint who the problem is; the same for every word about it
 * @param endsAt null while nothing is said about an end
 * @param timeout whether {@code endsAt} is our guess because the sender named none
 * @param serviceId the service its source speaks for when the labels name none
 */
public record Symptom(
    String fingerprint,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    boolean timeout,
    @Nullable String generatorUrl,
    long sourceId,
    @Nullable String groupKey,
    Instant receivedAt,
    @Nullable Long serviceId) {

  /** The source of what a person asked for to see that a page arrives; in no figure. */
  public static final long PRACTICE = -1;

  static final int LONGEST_TITLE = 200;

  /** The labels senders use to name the service, the plainest first. */
  static final List<String> SERVICE_LABELS =
      List.of("service", "app", "application", "app_kubernetes_io_name", "job");

  public Symptom {
    labels = storable(labels);
    annotations = storable(annotations);
    generatorUrl = generatorUrl == null ? null : storable(generatorUrl);
    groupKey = groupKey == null ? null : storable(groupKey);
  }

  public Symptom(
      String fingerprint,
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      @Nullable Instant endsAt,
      boolean timeout,
      @Nullable String generatorUrl,
      long sourceId,
      @Nullable String groupKey,
      Instant receivedAt) {
    this(
        fingerprint,
        labels,
        annotations,
        startsAt,
        endsAt,
        timeout,
        generatorUrl,
        sourceId,
        groupKey,
        receivedAt,
        null);
  }

  public Severity severity() {
    return Severity.of(firstOf(labels, "severity", "priority").orElse(null));
  }

  /** What a person is told first: the summary written for people, else the name of the rule. */
  public String title() {
    return oneLine(
        firstOf(annotations, "summary", "title", "message")
            .or(() -> firstOf(labels, "alertname", "name", "check"))
            .or(() -> firstOf(annotations, "description"))
            .or(() -> firstOf(labels, "dedup_key"))
            .orElseGet(() -> labels.values().stream().sorted().findFirst().orElse("alert")));
  }

  /** What the labels call the service, the plainest label first. */
  public @Nullable String serviceHint() {
    return firstOf(labels, SERVICE_LABELS.toArray(String[]::new)).orElse(null);
  }

  /**
   * An end that has passed when the word arrived is a resolution; one still ahead is a deadline.
   */
  public boolean resolved() {
    return endsAt != null && !endsAt.isAfter(receivedAt);
  }

  /** The sender itself said that it is over; an end reckoned here is only a guess. */
  boolean saysOver() {
    return resolved() && !timeout;
  }

  private static Optional<String> firstOf(Map<String, String> from, String... names) {
    for (var name : names) {
      var value = from.get(name);
      if (value != null && !value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> storable(Map<String, String> words) {
    for (var each : words.entrySet()) {
      if (!isStorable(each.getKey()) || !isStorable(each.getValue())) {
        var clean = new HashMap<String, String>();
        words.forEach((name, value) -> clean.put(storable(name), storable(value)));
        return Map.copyOf(clean);
      }
    }
    return Map.copyOf(words);
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return storable(text).equals(text);
      }
    }
    return true;
  }

  /** PostgreSQL keeps no NUL, and half a surrogate is no character: both get their own sign. */
  private static String storable(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> kept.appendCodePoint(c == 0 ? 0x2400 : c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return kept.toString();
  }

  /** Control and direction-override characters could fake another line or turn a sentence round. */
  static String oneLine(String words) {
    var line = new StringBuilder(Math.min(words.length(), LONGEST_TITLE) + 1);
    var codePoints = words.strip().codePoints().iterator();
    while (codePoints.hasNext()) {
      int c = codePoints.nextInt();
      if (line.length() + Character.charCount(c) > LONGEST_TITLE - 1) {
        return line.append('…').toString();
      }
      line.appendCodePoint(hidden(c) ? ' ' : c);
    }
    return line.isEmpty() ? "alert" : line.toString();
  }

  private static boolean hidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0xD800 && c <= 0xDFFF);
  }
}
