package dev.rialto.platform;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a door says no: {@code application/problem+json} to programs, a page to people. Javalin's own
 * answers are plain words without a next step.
 */
final class Refusals {
  static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Set<String> PLAIN_PREFIXES = Set.of("/api/", "/in/", "/ping/", "/v2/");

  private final Pages pages;

  Refusals(Pages pages) {
    this.pages = pages;
  }

  void problem(Problem problem, Context ctx) {
    var retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      ctx.header("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }
    if (problem.status() == 401 && !plain(ctx) && ctx.header("HX-Request") == null) {
      String next = ctx.method().equals(HandlerType.GET) ? ctx.path() + query(ctx) : "/";
      ctx.redirect(
          "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
          io.javalin.http.HttpStatus.SEE_OTHER);
      return;
    }
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"rialto\"");
    }
    answer(ctx, problem.status(), problem.title(), problem.detail(), problem.errors());
  }

  void unroutable(HttpResponseException e, Context ctx) {
    switch (e.getStatus()) {
      case 404 -> answer(ctx, 404, "Not found", "There is nothing at this address.", List.of());
      case 405 ->
          answer(
              ctx,
              405,
              "Method not allowed",
              "This address does not take " + ctx.method().name() + ".",
              List.of());
      case 413 ->
          answer(
              ctx,
              413,
              "Too large",
              "The body is over " + Doors.MAX_BODY + " bytes; send it in parts.",
              List.of());
      default ->
          answer(ctx, e.getStatus(), "Not possible", String.valueOf(e.getMessage()), List.of());
    }
  }

  void bug(Exception e, Context ctx) {
    if (Database.isAway(e)) {
      // No bug of ours: a sender tries a 503 again, and Prometheus and browsers know what it means.
      LOG.warn("Request {} {} met no database: {}", ctx.method(), ctx.path(), e.getMessage());
      problem(
          Problem.unavailable("The database does not answer now; try again.", DATABASE_PAUSE), ctx);
      return;
    }
    String id = UUID.randomUUID().toString();
    LOG.error("Request {} {} failed, id {}", ctx.method(), ctx.path(), id, e);
    answer(
        ctx,
        500,
        "Something broke in Rialto",
        "It is in the log under the id " + id + ".",
        List.of());
  }

  private void answer(Context ctx, int status, String title, String detail, List<Wrong> errors) {
    Body.drop(ctx);
    ctx.status(status);
    if (plain(ctx)) {
      ctx.contentType("application/problem+json");
      ctx.result(Json.bytes(new ProblemJson("about:blank", title, status, detail, errors)));
    } else {
      pages.show(ctx, new ErrorPage(status, title, detail));
    }
  }

  private static String query(Context ctx) {
    String query = ctx.queryString();
    return query == null ? "" : "?" + query;
  }

  private static boolean plain(Context ctx) {
    String accept = ctx.header("Accept");
    return PLAIN_PREFIXES.stream().anyMatch(ctx.path()::startsWith)
        || (accept != null && !accept.contains("text/html") && !accept.contains("*/*"));
  }

  private record ProblemJson(
      String type, String title, int status, String detail, List<Wrong> errors) {}
}
