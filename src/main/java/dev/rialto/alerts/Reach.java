package dev.rialto.alerts;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a silence would hold if it began now, shown before anybody saves it.
 *
 * @param others the teams among them that the caller may not act for
 */
public record Reach(
    int alerts, Set<String> services, Set<String> others, List<Example> examples, boolean cut) {
  static final int MOST_EXAMPLES = 20;

  public record Example(
      long id, String title, String severity, Instant since, String serviceName) {}

  public String sentence() {
    if (alerts == 0) {
      return "Would silence nothing that is open now";
    }
    return "Would silence "
        + (cut ? "at least " : "")
        + Show.plural(alerts, "alert", "alerts")
        + (services.isEmpty() ? "" : " of " + Show.plural(services.size(), "service", "services"));
  }
}
