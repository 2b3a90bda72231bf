package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs report: the addresses of healthchecks.io and of Uptime Kuma, so that a changed host is
 * all a crontab needs.
 */
public final class PingWeb {
  static final int LONGEST_TOKEN = 200;
  static final int LONGEST_RID = 100;
  static final int HIGHEST_EXIT_CODE = 255;

  private final Heartbeats heartbeats;

  public PingWeb(Heartbeats heartbeats) {
    this.heartbeats = heartbeats;
  }

  public void open(Doors doors) {
    for (var path : new String[] {"/ping/{token}", "/ping/{token}/{what}"}) {
      doors.get(path, Access.SIGNAL, this::ping);
      doors.post(path, Access.SIGNAL, this::ping);
      doors.head(path, Access.SIGNAL, this::ping);
    }
    doors.get("/api/push/{token}", Access.SIGNAL, this::push);
    doors.post("/api/push/{token}", Access.SIGNAL, this::push);
  }

  private void ping(Context ctx) {
    var what = ctx.pathParamMap().getOrDefault("what", "");
    var word =
        switch (what) {
          case "" -> word(ctx, Ping.SUCCESS, null);
          case "start" -> word(ctx, Ping.START, null);
          case "fail" -> word(ctx, Ping.FAIL, null);
          case "log" -> word(ctx, Ping.LOG, null);
          default -> word(ctx, exitCode(what) == 0 ? Ping.SUCCESS : Ping.FAIL, exitCode(what));
        };
    hear(ctx, word);
    ctx.contentType("text/plain; charset=utf-8").result("OK\n");
  }

  /** Uptime Kuma says up or down in the query, with a message and a duration of its own. */
  private void push(Context ctx) {
    var status = ctx.queryParam("status");
    var said = cut(ctx.queryParam("msg"));
    boolean down = "down".equals(status);
    if (status != null && !down && !status.equals("up")) {
      throw Problem.badRequest("status is up or down.");
    }
    hear(ctx, new Heartbeats.Word(down ? Ping.FAIL : Ping.SUCCESS, null, null, said));
    ctx.json(Map.of("ok", true));
  }

  private void hear(Context ctx, Heartbeats.Word word) {
    var token = ctx.pathParam("token");
    if (token.length() > LONGEST_TOKEN || !heartbeats.hear(token, word)) {
      throw Problem.unauthorized(
          "No heartbeat has this token. Its page makes a new one; the old one ends with that.");
    }
  }

  private static Heartbeats.Word word(Context ctx, String kind, @Nullable Integer exitCode) {
    var rid = Scrutiny.tidy(ctx.queryParam("rid"));
    if (rid.length() > LONGEST_RID || rid.indexOf('\0') >= 0) {
      throw Problem.badRequest("rid takes at most %d characters.".formatted(LONGEST_RID));
    }
    return new Heartbeats.Word(kind, exitCode, rid.isEmpty() ? null : rid, said(ctx));
  }

  private static int exitCode(String text) {
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > HIGHEST_EXIT_CODE) {
      throw Problem.notFound(
          "After the token comes nothing, start, fail, log or an exit code from 0 to 255.");
    }
    return Integer.parseInt(text);
  }

  private static @Nullable String said(Context ctx) {
    var body = ctx.bodyAsBytes();
    return body.length == 0 ? null : cut(new String(body, StandardCharsets.UTF_8));
  }

  /** PostgreSQL keeps no NUL; what is too long is cut, since a job must not fail for its words. */
  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var clean = text.replace('\0', '␀');
    return clean.length() <= Heartbeats.LONGEST_SAID
        ? clean
        : clean.substring(0, Heartbeats.LONGEST_SAID);
  }
}
