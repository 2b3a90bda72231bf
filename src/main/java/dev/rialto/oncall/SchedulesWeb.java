package dev.rialto.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The JSON doors of schedules, their rotations, overrides and shifts. */
public final class SchedulesWeb {
  static final Duration LONGEST_LISTING = Duration.ofDays(400);
  private static final Duration USUAL_LISTING = Duration.ofDays(28);
  private static final String NAMED = "[0-9]{1,18}";

  private final OnCall onCall;
  private final Schedules schedules;

  public SchedulesWeb(OnCall onCall, Schedules schedules) {
    this.onCall = onCall;
    this.schedules = schedules;
  }

  public void open(Doors doors) {
    doors.get("/api/v1/schedules", Access.VIEWER, this::list);
    doors.post("/api/v1/schedules", Access.MEMBER, this::create);
    doors.get("/api/v1/schedules/{id}", Access.VIEWER, ctx -> ctx.json(json(id(ctx, "id"))));
    doors.patch("/api/v1/schedules/{id}", Access.MEMBER, this::rename);
    doors.delete("/api/v1/schedules/{id}", Access.MEMBER, this::remove);
    doors.put("/api/v1/schedules/{id}/rotation", Access.MEMBER, this::rotate);
    doors.get("/api/v1/schedules/{id}/shifts", Access.VIEWER, this::shifts);
    doors.get("/api/v1/schedules/{id}/overrides", Access.VIEWER, this::overrides);
    doors.post("/api/v1/schedules/{id}/overrides", Access.MEMBER, this::override);
    doors.get("/api/v1/schedules/{id}/overrides/{override}", Access.VIEWER, this::oneOverride);
    doors.delete("/api/v1/schedules/{id}/overrides/{override}", Access.MEMBER, this::endOverride);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var now = onCall.now();
    ctx.json(
        onCall.read(
            tx -> {
              var rows =
                  tx.attach(OnCallSql.class)
                      .page(ctx.queryParam("team"), listing.after(0), listing.limit() + 1);
              var ids = rows.stream().map(TeamSchedule::id).toList();
              var roster = onCall.roster(tx, ids, now, now.plus(LONGEST_LISTING));
              return listing.answer(
                  rows, row -> OnCallJson.of(row, roster, now), row -> String.valueOf(row.id()));
            }));
  }

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = body(ctx, scrutiny, Set.of("team", "name", "layer"));
    var team = body.text("team", "");
    var name = body.text("name", "On call");
    int layer = body.whole("layer", 1);
    scrutiny.holds(!team.isEmpty(), "team", "Name the team whose schedule this is, by its slug.");
    scrutiny.orThrow();
    var schedule = schedules.create(Caller.of(ctx), team, name, layer);
    ctx.status(201)
        .header("Location", "/api/v1/schedules/" + schedule.id())
        .json(json(schedule.id()));
  }

  private void rename(Context ctx) {
    var scrutiny = new Scrutiny();
    var json = Json.parse(ctx.bodyAsBytes());
    var body = new Fields(json, scrutiny, Set.of("name", "version"));
    long id = id(ctx, "id");
    var name = body.text("name", onCall.read(tx -> onCall.schedule(tx, id)).name());
    scrutiny.orThrow();
    schedules.rename(Caller.of(ctx), id, Fields.version(ctx, json), name);
    ctx.json(json(id));
  }

  private void remove(Context ctx) {
    schedules.remove(Caller.of(ctx), id(ctx, "id"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void rotate(Context ctx) {
    var scrutiny = new Scrutiny();
    var json = Json.parse(ctx.bodyAsBytes());
    var body =
        new Fields(
            json,
            scrutiny,
            Set.of("handover", "weekday", "first_day", "every", "people", "version"));
    long id = id(ctx, "id");
    var draft =
        new RotationDraft(
            body.text("handover", ""),
            body.text("weekday", ""),
            body.text("first_day", ""),
            String.valueOf(body.whole("every", 1)),
            people(json, scrutiny));
    scrutiny.orThrow();
    schedules.rotate(Caller.of(ctx), id, Fields.version(ctx, json), draft);
    ctx.json(json(id));
  }

  private void shifts(Context ctx) {
    long id = id(ctx, "id");
    var from = OnCallWeb.instant(ctx.queryParam("from"), "from", onCall.now());
    var to = OnCallWeb.instant(ctx.queryParam("to"), "to", from.plus(USUAL_LISTING));
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_LISTING) > 0) {
      throw Problem.badRequest(
          "to must be after from, by at most %d days.".formatted(LONGEST_LISTING.toDays()));
    }
    ctx.json(
        onCall.read(
            tx -> {
              onCall.schedule(tx, id);
              var roster = onCall.roster(tx, List.of(id), from, to);
              return OnCallJson.of(roster.of(id).shifts(from, to), roster);
            }));
  }

  private void overrides(Context ctx) {
    var listing = Listing.of(ctx);
    long id = id(ctx, "id");
    ctx.json(
        onCall.read(
            tx -> {
              onCall.schedule(tx, id);
              return listing.answer(
                  tx.attach(OnCallSql.class)
                      .overridePage(id, listing.after(0), listing.limit() + 1),
                  OnCallJson::of,
                  entry -> String.valueOf(entry.id()));
            }));
  }

  private void override(Context ctx) {
    var scrutiny = new Scrutiny();
    var json = Json.parse(ctx.bodyAsBytes());
    var body = new Fields(json, scrutiny, Set.of("from", "to", "person", "replaces"));
    long id = id(ctx, "id");
    var replaces = json.path("replaces");
    var draft =
        new OverrideDraft(
            body.text("from", ""),
            body.text("to", ""),
            ZoneOffset.UTC,
            whole(json.path("person"), "person", scrutiny),
            replaces.isMissingNode() || replaces.isNull()
                ? null
                : (Long) whole(replaces, "replaces", scrutiny));
    scrutiny.orThrow();
    var entry = schedules.override(Caller.of(ctx), id, draft);
    ctx.status(201)
        .header("Location", "/api/v1/schedules/%d/overrides/%d".formatted(id, entry.id()))
        .json(OnCallJson.of(entry));
  }

  private void oneOverride(Context ctx) {
    var entry =
        onCall.read(tx -> tx.attach(OnCallSql.class).override(id(ctx, "id"), id(ctx, "override")));
    ctx.json(
        OnCallJson.of(
            entry.orElseThrow(() -> Problem.notFound("There is no such override here."))));
  }

  private void endOverride(Context ctx) {
    schedules.removeOverride(Caller.of(ctx), id(ctx, "id"), id(ctx, "override"));
    ctx.status(204);
  }

  private OnCallJson.ScheduleJson json(long id) {
    Instant now = onCall.now();
    return onCall.read(
        tx -> {
          var schedule = onCall.schedule(tx, id);
          return OnCallJson.of(
              schedule, onCall.roster(tx, List.of(id), now, now.plus(LONGEST_LISTING)), now);
        });
  }

  private static Fields body(Context ctx, Scrutiny scrutiny, Set<String> known) {
    return new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, known);
  }

  private static List<Long> people(JsonNode json, Scrutiny scrutiny) {
    var people = new ArrayList<Long>();
    if (!json.path("people").isArray()) {
      scrutiny.wrong("people", "A list of person numbers, in the order in which they take turns.");
    }
    for (var item : json.path("people")) people.add(whole(item, "people", scrutiny));
    return people;
  }

  private static long whole(JsonNode node, String field, Scrutiny scrutiny) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0) {
      return node.longValue();
    }
    scrutiny.wrong(field, "The number of a person, such as 7.");
    return 0;
  }

  /** A number from the path; anything else names nothing. */
  static long id(Context ctx, String parameter) {
    var text = ctx.pathParam(parameter);
    if (!text.matches(NAMED)) throw Problem.notFound("There is nothing at this address.");
    return Long.parseLong(text);
  }
}
