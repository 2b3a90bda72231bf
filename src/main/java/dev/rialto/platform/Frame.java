package dev.rialto.platform;

import io.javalin.http.Context;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows about its reader: who, in which zone and theme. Templates reach it by
 * {@code Frame.now()}, so that page records carry only what is theirs.
 *
 * @param theme light, dark or system
 * @param guide what the house says of itself; null: nothing
 */
public record Frame(Caller caller, ZoneId zone, String theme, String path, @Nullable Guide guide) {
  static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();

  private static final java.util.Set<String> THEMES = java.util.Set.of("light", "dark");
  static final String ZONE_ATTRIBUTE = "rialto.zone";
  private static final Frame NONE = new Frame(Caller.NOBODY, ZoneOffset.UTC, "system", "/", null);

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
        null);
  }

  Frame with(@Nullable Guide guide) {
    return new Frame(caller, zone, theme, path, guide);
  }
}
