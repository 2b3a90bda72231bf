package dev.rialto.people;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Guard;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognises whoever comes: a browser by its cookie, a program by its token. */
final class DoorkeeperWeb implements Guard {
  private static final int LONGEST_KEY = 512;

  private final SignIns signIns;
  private final Tokens tokens;
  private final Doors doors;

  DoorkeeperWeb(SignIns signIns, Tokens tokens, Doors doors) {
    this.signIns = signIns;
    this.tokens = tokens;
    this.doors = doors;
  }

  /** A token that is sent counts alone: a bad one is not saved by a cookie that came along. */
  @Override
  public Caller who(Context ctx) {
    var authorization = ctx.header("Authorization");
    if (authorization != null) {
      return bearer(authorization)
          .flatMap(tokens::bearer)
          .map(
              bearer -> {
                if (bearer.zone() != null) Frame.zone(ctx, Zones.of(bearer.zone()));
                return Tokens.caller(bearer);
              })
          .orElse(Caller.NOBODY);
    }
    var cookie = session(ctx);
    if (cookie == null) return Caller.NOBODY;
    return signIns
        .holder(cookie)
        .map(
            holder -> {
              Frame.zone(ctx, Zones.of(holder.zone()));
              return Caller.person(holder.personId(), holder.name(), holder.role());
            })
        .orElse(Caller.NOBODY);
  }

  SignIns.Browser browser(Context ctx) {
    var agent = ctx.header("User-Agent");
    return new SignIns.Browser(
        doors.address(ctx),
        agent == null ? "" : agent,
        session(ctx),
        key(ctx, name("rialto-device")));
  }

  @Nullable String session(Context ctx) {
    return key(ctx, name("rialto"));
  }

  void letIn(Context ctx, SignIns.Entry entry) {
    give(ctx, name("rialto"), entry.session(), SignIns.LONGEST);
    give(ctx, name("rialto-device"), entry.device(), SignIns.DEVICE_REMEMBERED);
  }

  /** The device stays known: signing out is not forgetting where one works. */
  void letOut(Context ctx) {
    var cookie = cookie(name("rialto"), "");
    cookie.setMaxAge(0);
    ctx.cookie(cookie);
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(authorization.substring(7).strip())
        : Optional.empty();
  }

  private void give(Context ctx, String name, Key key, Duration lasts) {
    var cookie = cookie(name, key.text());
    cookie.setMaxAge((int) lasts.toSeconds());
    ctx.cookie(cookie);
  }

  private Cookie cookie(String name, String value) {
    var cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(doors.secure());
    cookie.setSameSite(SameSite.LAX);
    return cookie;
  }

  /**
   * With https the browser itself makes sure that no neighbour on the domain planted the cookie.
   */
  private String name(String plain) {
    return doors.secure() ? "__Host-" + plain : plain;
  }

  private static @Nullable String key(Context ctx, String name) {
    var value = ctx.cookie(name);
    return value == null || value.isEmpty() || value.length() > LONGEST_KEY ? null : value;
  }
}
