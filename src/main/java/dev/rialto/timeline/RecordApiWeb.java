package dev.rialto.timeline;

import dev.rialto.incidents.Incident;
import dev.rialto.incidents.IncidentJson;
import dev.rialto.incidents.Incidents;
import dev.rialto.incidents.IncidentsWeb;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.suspects.Verdict;
import io.javalin.http.Context;
import java.util.Set;

/** The JSON doors of an incident's record: timeline, notes, tasks, suspects. */
final class RecordApiWeb {
  private static final String ONE = "/api/v1/incidents/{id}";

  private final Incidents incidents;
  private final Records records;
  private final Database db;

  RecordApiWeb(Incidents incidents, Records records, Database db) {
    this.incidents = incidents;
    this.records = records;
    this.db = db;
  }

  void open(Doors doors) {
    doors.get(
        ONE + "/timeline",
        Access.VIEWER,
        ctx -> ctx.json(RecordJson.lines(db.read(tx -> records.lines(tx, found(ctx))))));
    doors.get(
        ONE + "/notes",
        Access.VIEWER,
        ctx -> ctx.json(RecordJson.notes(db.read(tx -> records.notes(tx, found(ctx).id())))));
    doors.post(ONE + "/notes", Access.MEMBER, this::note);
    doors.get(
        ONE + "/tasks",
        Access.VIEWER,
        ctx -> ctx.json(RecordJson.tasks(db.read(tx -> records.tasks(tx, found(ctx).id())))));
    doors.post(ONE + "/tasks", Access.MEMBER, this::addTask);
    doors.post(ONE + "/tasks/{task}/completion", Access.MEMBER, ctx -> finish(ctx, true));
    doors.delete(ONE + "/tasks/{task}/completion", Access.MEMBER, ctx -> finish(ctx, false));
    doors.delete(ONE + "/tasks/{task}", Access.MEMBER, this::removeTask);
    doors.get(
        ONE + "/suspects",
        Access.VIEWER,
        ctx -> ctx.json(RecordJson.suspects(db.read(tx -> records.suspects(tx, found(ctx))))));
    doors.put(ONE + "/suspects/{deployment}", Access.MEMBER, this::judge);
    doors.delete(
        ONE + "/suspects/{deployment}",
        Access.MEMBER,
        ctx ->
            ctx.json(
                RecordJson.suspects(
                    records.judge(Caller.of(ctx), id(ctx), number(ctx, "deployment"), null))));
  }

  private void note(Context ctx) {
    var scrutiny = new Scrutiny();
    var fields = new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, Set.of("text", "told", "at"));
    var told = Told.of(fields.text("told", Told.RECORD.word()));
    scrutiny.holds(told.isPresent(), "told", "One of record, inside, public.");
    var at = IncidentJson.moment(fields.text("at", ""), "at", null, scrutiny);
    var note =
        records.note(
            Caller.of(ctx),
            id(ctx),
            fields.text("text", ""),
            told.orElse(Told.RECORD),
            at,
            scrutiny);
    ctx.status(201).json(RecordJson.of(note));
  }

  private void addTask(Context ctx) {
    var scrutiny = new Scrutiny();
    var fields = new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, Set.of("text", "person"));
    var task =
        records.addTask(
            Caller.of(ctx), id(ctx), fields.text("text", ""), fields.text("person", ""), scrutiny);
    ctx.status(201).json(RecordJson.of(task));
  }

  private void finish(Context ctx, boolean done) {
    ctx.json(RecordJson.of(records.finish(Caller.of(ctx), id(ctx), number(ctx, "task"), done)));
  }

  private void removeTask(Context ctx) {
    records.removeTask(Caller.of(ctx), id(ctx), number(ctx, "task"));
    ctx.status(204);
  }

  private void judge(Context ctx) {
    var scrutiny = new Scrutiny();
    var word =
        new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, Set.of("verdict")).text("verdict", "");
    scrutiny
        .holds(
            word.equals("confirmed") || word.equals("rejected"),
            "verdict",
            "One of confirmed, rejected; DELETE takes it back.")
        .orThrow();
    var verdict = word.equals("confirmed") ? Verdict.CONFIRMED : Verdict.REJECTED;
    ctx.json(
        RecordJson.suspects(
            records.judge(Caller.of(ctx), id(ctx), number(ctx, "deployment"), verdict)));
  }

  private Incident found(Context ctx) {
    return db.read(tx -> incidents.must(tx, id(ctx)));
  }

  private static long id(Context ctx) {
    return IncidentsWeb.id(ctx);
  }

  private static long number(Context ctx, String name) {
    var text = ctx.pathParam(name);
    return Digits.of(text)
        .orElseThrow(() -> Problem.notFound("There is nothing called " + text + " here."));
  }
}
