package dev.rialto.changes;

import dev.rialto.platform.Asked;
import dev.rialto.platform.ListAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which changes a list shows; every null asks nothing. */
public record ChangeFilter(
    @Nullable String kind,
    @Nullable String service,
    @Nullable String team,
    @Nullable String state,
    @Nullable String q) {
  public static final List<String> KINDS = List.of("commit", "request");
  public static final List<String> STATES = List.of("pushed", "open", "merged", "closed");

  static ChangeFilter of(Asked asked) {
    return new ChangeFilter(
        asked.oneOf("kind", KINDS),
        asked.slug("service"),
        asked.slug("team"),
        asked.oneOf("state", STATES),
        asked.textOrNull("q"));
  }

  public boolean asksNothing() {
    return kind == null && service == null && team == null && state == null && q == null;
  }

  /** The address of this list with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    return new ListAddress(path, name, value)
        .ask("kind", kind)
        .ask("service", service)
        .ask("team", team)
        .ask("state", state)
        .ask("q", q)
        .ask("page", null)
        .toString();
  }
}
