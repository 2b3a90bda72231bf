package dev.rialto.signals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was taken but is worth a word beside the source. */
final class Remarks {
  private Duration ahead = Duration.ZERO;
  private final List<String> others = new ArrayList<>();

  void clockAhead(Duration by) {
    ahead = by.compareTo(ahead) > 0 ? by : ahead;
  }

  void add(String remark) {
    others.add(remark);
  }

  List<String> list() {
    if (!ahead.isZero()) {
      others.add(
          "The sender's clock runs %d min ahead: its alerts were taken to start on arrival."
              .formatted(ahead.toMinutes()));
    }
    return List.copyOf(others);
  }
}
