package dev.rialto.checks;

import dev.rialto.platform.ListAddress;
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
    return new ListAddress(path, name, value)
        .ask("state", state)
        .ask("service", service)
        .ask("team", team)
        .ask("type", type)
        .ask("q", q)
        .ask("sort", "worst".equals(sort) ? null : sort)
        .ask("page", null)
        .toString();
  }
}
