package dev.rialto.people;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URISyntaxException;

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

  static int page(Context ctx, int last) {
    var text = query(ctx, "page");
    return text.matches("[0-9]{1,6}") ? Math.clamp(Integer.parseInt(text), 1, last) : 1;
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
