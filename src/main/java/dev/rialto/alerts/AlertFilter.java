package dev.rialto.alerts;

import java.util.ArrayList;
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

  /** For SQL: the text somewhere, whatever it holds. */
  public @Nullable String q() {
    return text == null
        ? null
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** The URL that shows this list, with one thing asked otherwise; a null value asks nothing. */
  public String url(String path, String name, @Nullable String value) {
    var parts = new ArrayList<String>();
    add(parts, "state", name, value, state == null ? "all" : state);
    add(parts, "severity", name, value, severityWord());
    add(parts, "service", name, value, service);
    add(parts, "team", name, value, team);
    add(parts, "q", name, value, text);
    add(parts, "answered", name, value, answered == null ? null : answered ? "yes" : "no");
    add(parts, "held", name, value, held == null ? null : held ? "yes" : "no");
    add(parts, "owned", name, value, owned == null ? null : owned ? "yes" : "no");
    add(parts, "sort", name, value, "worst".equals(sort) ? null : sort);
    add(parts, "page", name, value, null);
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
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

  private static void add(
      List<String> parts,
      String key,
      String changed,
      @Nullable String changedTo,
      @Nullable String now) {
    var value = key.equals(changed) ? changedTo : now;
    if (value != null && !value.isEmpty()) {
      parts.add(
          key + "=" + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
