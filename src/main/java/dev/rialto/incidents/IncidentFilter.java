package dev.rialto.incidents;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  /** For SQL: the text somewhere, whatever it holds. */
  public @Nullable String q() {
    return text == null
        ? null
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** The URL that shows this list, with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    var parts = new ArrayList<String>();
    add(parts, "state", name, value, state);
    add(parts, "severity", name, value, severity == null ? null : severity.toString());
    add(parts, "service", name, value, service);
    add(parts, "team", name, value, team);
    add(parts, "q", name, value, text);
    add(parts, "page", name, value, null);
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
  }

  public boolean asksNothing() {
    return equals(EVERYTHING);
  }

  private static void add(
      List<String> parts,
      String key,
      String changed,
      @Nullable String changedTo,
      @Nullable String now) {
    var value = key.equals(changed) ? changedTo : now;
    if (value != null && !value.isEmpty()) {
      parts.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
