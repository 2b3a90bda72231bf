package dev.rialto.front;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;

/** What is broken, since when, who has it. The rows come from the room that keeps them. */
public record RunPage(List<OpenCount> open, Instant now) {

  public String title() {
    long all = open.stream().mapToLong(OpenCount::count).sum();
    if (all == 0) return "No alert is open";
    var worst = open.getFirst();
    if (worst.count() == all) {
      return worst.rank() == 3
          ? Show.plural(all, "alert is open, for information", "alerts are open, for information")
          : Show.plural(all, worst.word() + " alert is open", worst.word() + " alerts are open");
    }
    return "%s, %d of them %s"
        .formatted(
            Show.plural(all, "alert is open", "alerts are open"), worst.count(), worst.word());
  }

  public String sub() {
    if (open.isEmpty()) return "That is what the sources say; a silent source says nothing";
    long acknowledged = open.stream().mapToLong(OpenCount::acknowledged).sum();
    long held = open.stream().mapToLong(OpenCount::held).sum();
    var oldest = open.stream().map(OpenCount::since).min(Instant::compareTo).orElse(now);
    return "%d acknowledged, %d silenced · the oldest began %s"
        .formatted(acknowledged, held, Show.ago(oldest, now));
  }
}
