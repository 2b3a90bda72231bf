package dev.rialto.platform;

import io.javalin.http.Context;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows about its reader: who, in which zone and theme. Templates reach it by
 * {@code Frame.now()}, so that page records carry only what is theirs.
 *
 * @param theme light, dark or system
 * @param query what the address asks besides its path
 * @param guide what the house says of itself; null: nothing
 * @param help where to read about this page; null: nowhere
 */
public record Frame(
    Caller caller,
    ZoneId zone,
    String theme,
    String path,
    Map<String, List<String>> query,
    @Nullable Guide guide,
    @Nullable Help help) {
  static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();

  private static final Set<String> THEMES = Set.of("light", "dark");

  /** What only says which part of a list is on the screen. */
  private static final Set<String> PLACES = Set.of("page", "cursor", "limit", "after");

  static final String ZONE_ATTRIBUTE = "rialto.zone";
  private static final Frame NONE =
      new Frame(Caller.NOBODY, ZoneOffset.UTC, "system", "/", Map.of(), null, null);

  public static Frame now() {
    Frame frame = CURRENT.get();
    return frame == null ? NONE : frame;
  }

  /** The guard tells the reader's zone, since only the people room knows it. */
  public static void zone(Context ctx, ZoneId zone) {
    ctx.attribute(ZONE_ATTRIBUTE, zone);
  }

  public static Frame of(Context ctx) {
    ZoneId zone = ctx.attribute(ZONE_ATTRIBUTE);
    String theme = ctx.cookie("rialto-theme");
    return new Frame(
        Caller.of(ctx),
        zone == null ? ZoneOffset.UTC : zone,
        theme != null && THEMES.contains(theme) ? theme : "system",
        ctx.path(),
        ctx.queryParamMap(),
        null,
        null);
  }

  Frame with(@Nullable Guide guide, @Nullable Help help) {
    return new Frame(caller, zone, theme, path, query, guide, help);
  }

  /** Another address under the filter of this one, from its first row. */
  public String address(String path) {
    var address = new ListAddress(path, "", null);
    query.forEach(
        (name, values) -> {
          if (!PLACES.contains(name)) values.forEach(value -> address.ask(name, value));
        });
    return address.toString();
  }
}
