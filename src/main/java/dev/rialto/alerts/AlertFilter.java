package dev.rialto.alerts;

import dev.rialto.platform.ListAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which alerts a list shows and in which order; every null asks nothing. */
public record AlertFilter(
    @Nullable String state,
    @Nullable Integer severity,
    @Nullable String service,
    @Nullable String team,
    @Nullable String text,
    @Nullable Boolean answered,
    @Nullable Boolean held,
    @Nullable Boolean owned,
    String sort) {
  public static final List<String> SORTS = List.of("worst", "newest", "oldest", "service");
  public static final AlertFilter OPEN =
      new AlertFilter("firing", null, null, null, null, null, null, null, "worst");

  public AlertFilter ofService(String slug) {
    return new AlertFilter(state, severity, slug, team, text, answered, held, owned, sort);
  }

  /** The URL that shows this list, with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    return new ListAddress(path, name, value)
        .ask("state", state == null ? "all" : state)
        .ask("severity", severityWord())
        .ask("service", service)
        .ask("team", team)
        .ask("q", text)
        .ask("answered", answered == null ? null : answered ? "yes" : "no")
        .ask("held", held == null ? null : held ? "yes" : "no")
        .ask("owned", owned == null ? null : owned ? "yes" : "no")
        .ask("sort", "worst".equals(sort) ? null : sort)
        .ask("page", null)
        .toString();
  }

  public @Nullable String severityWord() {
    return severity == null ? null : Severity.values()[severity].word();
  }

  public boolean asksNothing() {
    return equals(OPEN);
  }

  static @Nullable Integer rank(@Nullable String word) {
    for (var severity : Severity.values()) {
      if (severity.name().equals(word == null ? null : word.toUpperCase(Locale.ROOT))) {
        return severity.ordinal();
      }
    }
    return null;
  }
}
