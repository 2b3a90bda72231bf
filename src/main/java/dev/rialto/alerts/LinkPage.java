package dev.rialto.alerts;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody sees who follows the link of a message: what it is about, and one button. */
public record LinkPage(
    String token,
    String person,
    List<Alert> alerts,
    @Nullable String refusal,
    String detail,
    Instant now) {

  public boolean asks() {
    return alerts.stream().anyMatch(alert -> alert.firing() && !alert.answered());
  }

  public String title() {
    if (refusal != null) {
      return refusal;
    }
    if (alerts.size() == 1) {
      return alerts.getFirst().headline();
    }
    return Show.plural(alerts.size(), "alert", "alerts");
  }
}
