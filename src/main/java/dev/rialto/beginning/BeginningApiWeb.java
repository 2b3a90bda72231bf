package dev.rialto.beginning;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;

/** The doors of the API on the first steps, and on practice pages of any service. */
public final class BeginningApiWeb {
  private final Beginning beginning;
  private final Practice practice;
  private final Database db;
  private final Doors doors;

  public BeginningApiWeb(Beginning beginning, Practice practice, Database db, Doors doors) {
    this.beginning = beginning;
    this.practice = practice;
    this.db = db;
    this.doors = doors;
  }

  public void open() {
    doors.get("/api/v1/first-steps", Access.VIEWER, this::steps);
    doors.get("/api/v1/services/{slug}/practice", Access.VIEWER, this::newest);
    doors.post("/api/v1/services/{slug}/practice", Access.MEMBER, this::begin);
  }

  private void steps(Context ctx) {
    var self = BeginningWeb.person(ctx);
    ctx.json(StepsJson.of(db.read(tx -> beginning.of(tx, self))));
  }

  private void newest(Context ctx) {
    var slug = ctx.pathParam("slug");
    ctx.json(
        PracticeJson.of(
            practice
                .newest(slug)
                .orElseThrow(
                    () ->
                        Problem.notFound(
                            "%s has never been paged for practice.".formatted(slug)))));
  }

  private void begin(Context ctx) {
    var begun = practice.begin(Caller.of(ctx), ctx.pathParam("slug"));
    ctx.status(201)
        .header("Location", "/api/v1/alerts/" + begun.alertId())
        .json(PracticeJson.of(begun));
  }
}
