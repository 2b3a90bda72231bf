package dev.rialto.people;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What a request asks for, read so that no odd character reaches a statement or a header. */
final class AskedWeb {
  private AskedWeb() {}

  static long id(Context ctx, String name) {
    var text = ctx.pathParam(name);
    if (!text.matches("[0-9]{1,18}")) throw Problem.notFound("There is nothing at this address.");
    return Long.parseLong(text);
  }

  /** A form field; PostgreSQL takes no NUL, and nobody types one. */
  static String field(Context ctx, String name) {
    var text = ctx.formParam(name);
    return text == null ? "" : text.replace("\0", "\uFFFD");
  }

  static String query(Context ctx, String name) {
    var text = ctx.queryParam(name);
    return text == null ? "" : text.replace("\0", "\uFFFD").strip();
  }

  static int whole(Context ctx, String field) {
    var text = field(ctx, field);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  /** The version in {@code If-Match: "3"}, or null when the header was left out. */
  static @Nullable Integer ifMatch(Context ctx) {
    var header = ctx.header("If-Match");
    if (header == null) return null;
    var number = header.strip().replaceFirst("^W/", "").replace("\"", "");
    if (!number.matches("[0-9]{1,9}")) {
      throw Problem.badRequest("If-Match holds the version in quotes, such as If-Match: \"3\".");
    }
    return Integer.valueOf(number);
  }

  /** Where to go after signing in: a page of ours, never another site's. */
  static String next(String wished) {
    try {
      var uri = new URI(wished);
      boolean ours =
          wished.startsWith("/")
              && !wished.startsWith("//")
              && uri.getHost() == null
              && uri.getScheme() == null;
      return ours && !wished.contains("\\") && !wished.startsWith("/sign-") ? wished : "/";
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  static void seeOther(Context ctx, String path) {
    ctx.redirect(path, HttpStatus.SEE_OTHER);
  }

  static void json(Context ctx, int status, Object body) {
    ctx.status(status).contentType("application/json").result(Json.bytes(body));
  }

  /** Reading one's own needs no more than reading; changing it by token needs the scope for it. */
  static Caller writer(Context ctx) {
    var caller = Caller.of(ctx);
    if (caller.kind() == Caller.Kind.TOKEN && !caller.hasScope("write")) {
      throw Problem.forbidden("This token may read only. Make one with the scope “write”.");
    }
    return caller;
  }

  /** Pages about oneself need a self: a token of nobody has none. */
  static Caller self(Context ctx) {
    var caller = Caller.of(ctx);
    if (caller.id() == 0) throw Problem.forbidden("This token belongs to nobody. Sign in instead.");
    return caller;
  }
}
