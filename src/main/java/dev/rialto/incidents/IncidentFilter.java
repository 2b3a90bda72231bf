package dev.rialto.incidents;

import dev.rialto.platform.ListAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which incidents a list shows; every null asks nothing. */
public record IncidentFilter(
    @Nullable String state,
    @Nullable Integer severity,
    @Nullable String service,
    @Nullable String team,
    @Nullable String text) {
  /** “live” is open or mitigated: what somebody works on. */
  public static final List<String> STATES =
      List.of("live", "open", "mitigated", "resolved", "closed", "all");

  static final IncidentFilter EVERYTHING = new IncidentFilter(null, null, null, null, null);

  /** The URL that shows this list, with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    return new ListAddress(path, name, value)
        .ask("state", state)
        .ask("severity", severity == null ? null : severity.toString())
        .ask("service", service)
        .ask("team", team)
        .ask("q", text)
        .ask("page", null)
        .toString();
  }

  public boolean asksNothing() {
    return equals(EVERYTHING);
  }
}
