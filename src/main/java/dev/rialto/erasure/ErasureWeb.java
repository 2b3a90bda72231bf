package dev.rialto.erasure;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of erasing somebody: what it would reach first, then the act. */
public final class ErasureWeb {
  private final Erasures erasures;
  private final InstantSource clock;
  private final Pages pages;

  public ErasureWeb(Erasures erasures, InstantSource clock, Doors doors) {
    this.erasures = erasures;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/people/{id}/erasure", Access.ADMIN, ctx -> show(ctx, null));
    doors.post("/people/{id}/erasure", Access.ADMIN, this::erase);
    doors.get(
        "/api/v1/people/{id}/erasure",
        Access.ADMIN,
        ctx -> ctx.json(ReachJson.of(erasures.reach(id(ctx)))));
    doors.post("/api/v1/people/{id}/erasure", Access.ADMIN, this::apiErase);
  }

  private void show(Context ctx, @Nullable String refused) {
    pages.show(ctx, new ErasurePage(erasures.reach(id(ctx)), refused, clock.instant()));
  }

  private void erase(Context ctx) {
    try {
      erasures.erase(Caller.of(ctx), id(ctx), Fields.version(ctx, null));
      ctx.redirect("/people/" + id(ctx) + "/erasure", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      show(ctx, problem.detail());
    }
  }

  private void apiErase(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    erasures.erase(Caller.of(ctx), id(ctx), Fields.version(ctx, body));
    ctx.status(202).json(ReachJson.of(erasures.reach(id(ctx))));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.notFound("A person is known by a number."));
  }

  /** What the API promises about an erasure. */
  record ReachJson(
      long personId,
      int version,
      List<Holding> holdings,
      Map<String, Long> places,
      @Nullable ProgressJson progress) {
    record ProgressJson(Instant askedAt, boolean done, long places, List<String> leftover) {}

    static ReachJson of(Erasures.Reach reach) {
      return new ReachJson(
          reach.person().id(),
          reach.person().version(),
          reach.holdings(),
          reach.places(),
          reach
              .progress()
              .map(it -> new ProgressJson(it.askedAt(), it.done(), it.places(), it.leftover()))
              .orElse(null));
    }
  }
}
