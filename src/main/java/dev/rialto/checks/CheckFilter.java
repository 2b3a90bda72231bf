package dev.rialto.checks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which checks a list shows and in which order; every null asks nothing. */
public record CheckFilter(
    @Nullable String state,
    @Nullable String service,
    @Nullable String team,
    @Nullable String type,
    @Nullable String q,
    String sort) {
  public static final List<String> SORTS = List.of("worst", "name", "service");
  public static final CheckFilter ALL = new CheckFilter(null, null, null, null, null, "worst");

  /** Down, degraded or not known, and not because somebody paused it. */
  static final CheckFilter TROUBLE = new CheckFilter("trouble", null, null, null, null, "worst");

  public CheckFilter ofService(String slug) {
    return new CheckFilter(state, slug, team, type, q, sort);
  }

  public CheckFilter inAnyState() {
    return new CheckFilter(null, service, team, type, q, sort);
  }

  /** The address of this list with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    var parts = new ArrayList<String>();
    add(parts, "state", name, value, state);
    add(parts, "service", name, value, service);
    add(parts, "team", name, value, team);
    add(parts, "type", name, value, type);
    add(parts, "q", name, value, q);
    add(parts, "sort", name, value, "worst".equals(sort) ? null : sort);
    add(parts, "page", name, value, null);
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
  }

  private static void add(
      List<String> parts, String key, String changed, @Nullable String to, @Nullable String now) {
    var value = key.equals(changed) ? to : now;
    if (value != null && !value.isEmpty()) {
      parts.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
