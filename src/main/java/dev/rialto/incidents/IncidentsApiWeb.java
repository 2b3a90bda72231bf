package dev.rialto.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Set;

/** The JSON doors of incidents and their roles. */
final class IncidentsApiWeb {
  private static final String ONE = "/api/v1/incidents/{id}";

  private static final IncidentDraft NOTHING = new IncidentDraft("", 0, List.of(), List.of(), null);

  private final Incidents incidents;
  private final Belonging belonging;
  private final Roles roles;
  private final Database db;

  IncidentsApiWeb(Incidents incidents, Belonging belonging, Roles roles, Database db) {
    this.incidents = incidents;
    this.belonging = belonging;
    this.roles = roles;
    this.db = db;
  }

  void open(Doors doors) {
    doors.get("/api/v1/incidents", Access.VIEWER, this::list);
    doors.post("/api/v1/incidents", Access.MEMBER, this::declare);
    doors.get(ONE, Access.VIEWER, ctx -> ctx.json(IncidentJson.of(found(ctx))));
    doors.patch(ONE, Access.MEMBER, this::change);
    for (var step : Step.values()) {
      doors.post(ONE + "/" + step.path(), Access.MEMBER, take(step));
    }
    doors.get(ONE + "/roles", Access.VIEWER, this::roles);
    doors.post(ONE + "/roles", Access.MEMBER, this::give);
    doors.delete(ONE + "/roles/{role}", Access.MEMBER, this::leave);
    doors.post(ONE + "/services", Access.MEMBER, this::addService);
    doors.delete(
        ONE + "/services/{slug}",
        Access.MEMBER,
        ctx -> json(ctx, belonging.removeService(Caller.of(ctx), id(ctx), ctx.pathParam("slug"))));
    doors.post(ONE + "/alerts", Access.MEMBER, this::addAlert);
    doors.delete(
        ONE + "/alerts/{alert}",
        Access.MEMBER,
        ctx -> json(ctx, belonging.removeAlert(Caller.of(ctx), id(ctx), number(ctx, "alert"))));
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var filter = IncidentsWeb.filter(ctx);
    long below = listing.after(Long.MAX_VALUE);
    var rows =
        db.read(tx -> tx.attach(IncidentReadSql.class).below(filter, below, listing.limit() + 1));
    ctx.json(
        listing.answer(
            rows,
            row -> IncidentJson.of(Incidents.incident(row)),
            row -> String.valueOf(row.id())));
  }

  private void declare(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = IncidentJson.merge(NOTHING, Json.parse(ctx.bodyAsBytes()), scrutiny);
    var incident = incidents.declare(Caller.of(ctx), draft, scrutiny);
    ctx.status(201).header("Location", "/api/v1" + incident.path()).json(IncidentJson.of(incident));
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var now = found(ctx);
    var base =
        new IncidentDraft(
            now.title(), now.severity().number(), List.of(), List.of(), now.beganAt());
    var draft = IncidentJson.merge(base, body, scrutiny);
    scrutiny
        .holds(!body.has("services"), "services", "Services have a door of their own: …/services.")
        .holds(!body.has("alerts"), "alerts", "Alerts have a door of their own: …/alerts.");
    json(
        ctx,
        incidents.change(Caller.of(ctx), now.id(), Fields.version(ctx, body), draft, scrutiny));
  }

  private Handler take(Step step) {
    return ctx -> {
      var scrutiny = new Scrutiny();
      var at =
          IncidentJson.moment(
              new Fields(body(ctx), scrutiny, Set.of("at")).text("at", ""), "at", null, scrutiny);
      scrutiny.orThrow();
      json(ctx, incidents.take(Caller.of(ctx), id(ctx), step, at));
    };
  }

  private void roles(Context ctx) {
    long id = found(ctx).id();
    ctx.json(RoleJson.of(db.read(tx -> roles.all(tx, id))));
  }

  private void give(Context ctx) {
    var scrutiny = new Scrutiny();
    var caller = Caller.of(ctx);
    var fields = new Fields(body(ctx), scrutiny, Set.of("role", "person"));
    var role = IncidentRole.of(fields.text("role", ""));
    scrutiny.holds(role.isPresent(), "role", roleWords());
    int person = fields.whole("person", Math.toIntExact(caller.id()));
    scrutiny.holds(person > 0, "person", "The number of a person; a token has nobody behind it.");
    scrutiny.orThrow();
    ctx.json(RoleJson.of(roles.give(caller, id(ctx), role.orElseThrow(), person)));
  }

  private void leave(Context ctx) {
    var role =
        IncidentRole.of(ctx.pathParam("role")).orElseThrow(() -> Problem.notFound(roleWords()));
    var caller = Caller.of(ctx);
    var person = ctx.queryParam("person");
    long personId =
        person == null
            ? caller.id()
            : Digits.of(person)
                .orElseThrow(() -> Problem.badRequest("person is the number of a person."));
    ctx.json(RoleJson.of(roles.leave(caller, id(ctx), role, personId)));
  }

  private void addService(Context ctx) {
    var scrutiny = new Scrutiny();
    var name = new Fields(body(ctx), scrutiny, Set.of("service")).text("service", "");
    scrutiny.line("service", name, 200).orThrow();
    json(ctx, belonging.addService(Caller.of(ctx), id(ctx), name));
  }

  private void addAlert(Context ctx) {
    var scrutiny = new Scrutiny();
    int alert = new Fields(body(ctx), scrutiny, Set.of("alert")).whole("alert", 0);
    scrutiny.orThrow();
    json(ctx, belonging.addAlert(Caller.of(ctx), id(ctx), alert));
  }

  static String roleWords() {
    return "One of commander, deputy, scribe, communications, expert, observer.";
  }

  private Incident found(Context ctx) {
    return db.read(tx -> incidents.must(tx, id(ctx)));
  }

  private static JsonNode body(Context ctx) {
    var bytes = ctx.bodyAsBytes();
    return bytes.length == 0 ? Json.tree("{}") : Json.parse(bytes);
  }

  private static void json(Context ctx, Incident incident) {
    ctx.json(IncidentJson.of(incident));
  }

  private static long id(Context ctx) {
    return IncidentsWeb.id(ctx);
  }

  private static long number(Context ctx, String name) {
    return Digits.of(ctx.pathParam(name).replaceFirst("^[Aa]-", ""))
        .orElseThrow(
            () -> Problem.notFound("There is nothing called " + ctx.pathParam(name) + " here."));
  }
}
