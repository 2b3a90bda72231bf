package dev.rialto.paging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.paging.EscalationPage.Form;
import dev.rialto.paging.EscalationPage.Line;
import dev.rialto.paging.Policies.Policy;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a team's escalation policy: who is paged, in which order, and how that is changed.
 */
final class PolicyWeb {
  private static final int SPARE_LINES = 2;
  private static final Set<String> FIELDS =
      Set.of("levels", "repeats", "version", "team", "usual", "changed_at", "changed_by");

  private final Database db;
  private final Policies policies;
  private final Views views;
  private final Doors doors;

  PolicyWeb(Database db, Policies policies, Views views, Doors doors) {
    this.db = db;
    this.policies = policies;
    this.views = views;
    this.doors = doors;
  }

  void open() {
    doors.get("/teams/{slug}/escalation", Access.VIEWER, this::page);
    doors.get("/teams/{slug}/escalation/now", Access.VIEWER, ctx -> rings(ctx, false));
    doors.post("/teams/{slug}/escalation", Access.MEMBER, this::write);
    doors.get("/api/v1/teams/{slug}/escalation-policy", Access.VIEWER, this::apiRead);
    doors.put("/api/v1/teams/{slug}/escalation-policy", Access.MEMBER, this::apiWrite);
  }

  /** Another room's page includes who would be rung; asked for by itself it is a whole page. */
  private void page(Context ctx) {
    if (ctx.header("HX-Request") != null) {
      rings(ctx, true);
    } else {
      doors.pages().show(ctx, shown(ctx, null, List.of(), null));
    }
  }

  private void rings(Context ctx, boolean elsewhere) {
    doors.pages().show(ctx, new EscalationRings(shown(ctx, null, List.of(), null), elsewhere));
  }

  private void write(Context ctx) {
    var typed = typed(ctx);
    var scrutiny = new Scrutiny();
    try {
      var plan = plan(typed, ctx.formParam("repeats"), scrutiny);
      scrutiny.orThrow();
      var seen = Fields.version(ctx, null);
      db.inTransaction(tx -> policies.write(tx, Caller.of(ctx), ctx.pathParam("slug"), plan, seen));
      ctx.redirect("/teams/" + ctx.pathParam("slug") + "/escalation", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      var faster = again.faster();
      doors.pages().show(ctx, shown(ctx, typed, again.wrongs(), faster));
    }
  }

  private void apiRead(Context ctx) {
    ctx.json(PolicyJson.of(db.read(tx -> policies.of(tx, ctx.pathParam("slug")))));
  }

  private void apiWrite(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, FIELDS);
    var repeats = fields.whole("repeats", Escalation.USUAL_REPEATS);
    var levels = new ArrayList<Level>();
    var nodes = fields.objects("levels");
    for (int i = 0; i < nodes.size(); i++) {
      level(nodes.get(i), "levels[" + i + "]", scrutiny, levels);
    }
    scrutiny.holds(
        !nodes.isEmpty(), "levels", "Give at least one level, such as {\"to\": \"team\"}.");
    scrutiny.orThrow();
    var seen = Fields.version(ctx, body);
    var plan = new Escalation(levels, repeats);
    ctx.json(
        PolicyJson.of(
            db.inTransaction(
                tx -> policies.write(tx, Caller.of(ctx), ctx.pathParam("slug"), plan, seen))));
  }

  private EscalationPage shown(
      Context ctx, @Nullable List<Line> typed, List<Wrong> wrongs, @Nullable String faster) {
    return db.read(tx -> shown(tx, ctx, typed, wrongs, faster));
  }

  private EscalationPage shown(
      Tx tx, Context ctx, @Nullable List<Line> typed, List<Wrong> wrongs, @Nullable String faster) {
    var policy = policies.of(tx, ctx.pathParam("slug"));
    var sql = tx.attach(PolicySql.class);
    var team = policy.team();
    var caller = Caller.of(ctx);
    var lines = new ArrayList<>(typed == null ? EscalationPage.lines(policy) : typed);
    for (int i = 0; i < SPARE_LINES && lines.size() < Escalation.MOST_LEVELS; i++) {
      lines.add(new Line("", String.valueOf(Escalation.USUAL_PATIENCE.toMinutes())));
    }
    var typedRepeats = ctx.formParam("repeats");
    return new EscalationPage(
        team.slug(),
        team.name(),
        policy.version(),
        policy.usual(),
        policy.changedAt(),
        policy.changedBy(),
        views.rings(tx, team.id(), policy.plan()),
        policy.plan().repeats(),
        new Form(
            caller.mayWrite() && (caller.isAdmin() || sql.isMember(team.id(), caller.id())),
            lines,
            typed == null || typedRepeats == null ? repeats(policy) : typedRepeats,
            EscalationPage.options(sql.schedulesOf(Set.of(team.id())), sql.candidates(team.id())),
            wrongs,
            faster),
        views.now());
  }

  private static String repeats(Policy policy) {
    return String.valueOf(policy.plan().repeats());
  }

  private static List<Line> typed(Context ctx) {
    var to = ctx.formParams("to");
    var minutes = ctx.formParams("minutes");
    var lines = new ArrayList<Line>();
    for (int i = 0; i < Math.min(to.size(), Escalation.MOST_LEVELS); i++) {
      if (!to.get(i).isBlank()) {
        lines.add(new Line(to.get(i), i < minutes.size() ? Scrutiny.tidy(minutes.get(i)) : ""));
      }
    }
    return lines;
  }

  private static Escalation plan(List<Line> lines, @Nullable String repeats, Scrutiny scrutiny) {
    var levels = new ArrayList<Level>();
    for (int i = 0; i < lines.size(); i++) {
      var field = "levels[" + i + "]";
      var target = target(lines.get(i).to());
      var patience = minutes(lines.get(i).minutes());
      scrutiny.holds(target != null, field, "Choose who this level rings.");
      scrutiny.holds(patience != null, field, "Minutes are a number, such as 5.");
      if (target != null && patience != null) {
        levels.add(new Level(target, patience));
      }
    }
    scrutiny.holds(!lines.isEmpty(), "levels", "Choose somebody for the first level.");
    var times = Scrutiny.tidy(repeats);
    scrutiny.holds(times.matches("\\d"), "repeats", "A whole number from 0 to 9.");
    scrutiny.orThrow();
    return new Escalation(levels, Integer.parseInt(times));
  }

  private static @Nullable Target target(String typed) {
    if (typed.equals("team")) {
      return new Target.WholeTeam();
    }
    if (!typed.matches("(schedule|person):\\d{1,18}")) {
      return null;
    }
    var id = Long.parseLong(typed.substring(typed.indexOf(':') + 1));
    return typed.startsWith("person") ? new Target.OnePerson(id) : new Target.OnCall(id);
  }

  private static @Nullable Duration minutes(String typed) {
    return typed.matches("\\d{1,5}([.,]\\d{1,2})?")
        ? Duration.ofSeconds(
            new BigDecimal(typed.replace(',', '.')).multiply(BigDecimal.valueOf(60)).longValue())
        : null;
  }

  private static void level(JsonNode node, String field, Scrutiny scrutiny, List<Level> levels) {
    var to = node.path("to").asText();
    var id = node.path("id");
    var target =
        to.equals("team")
            ? new Target.WholeTeam()
            : id.isIntegralNumber() && id.canConvertToLong()
                ? target(to + ":" + id.asLong())
                : null;
    var patience = node.path("patience_s");
    if (target == null) {
      scrutiny.wrong(
          field,
          "to is “team”, or “schedule” or “person” with the id of one, such as"
              + " {\"to\": \"person\", \"id\": 7, \"patience_s\": 300}.");
    } else if (!patience.isMissingNode() && !patience.canConvertToInt()) {
      scrutiny.wrong(field, "patience_s is a whole number of seconds, such as 300.");
    } else {
      var usual = Escalation.USUAL_PATIENCE.toSeconds();
      levels.add(new Level(target, Duration.ofSeconds(patience.asLong(usual))));
    }
  }
}
