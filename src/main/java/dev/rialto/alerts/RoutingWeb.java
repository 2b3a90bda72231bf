package dev.rialto.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who would be paged? The very decision that real alerts get, and the team that gets the rest. */
public final class RoutingWeb {
  static final int MOST_LABELS = 100;
  static final int LONGEST_VALUE = 2_000;
  private static final int MOST_TEAMS = 500;

  private final Database db;
  private final Alerts alerts;
  private final Teams teams;
  private final Pages pages;

  RoutingWeb(Database db, Alerts alerts, Teams teams, Pages pages) {
    this.db = db;
    this.alerts = alerts;
    this.teams = teams;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get("/routing", Access.VIEWER, this::page);
    doors.post("/routing/last-resort", Access.ADMIN, this::lastResort);
    doors.post("/api/v1/routing/test", Access.VIEWER, this::apiTest);
    doors.get("/api/v1/routing/last-resort", Access.VIEWER, this::apiLastResort);
    doors.put("/api/v1/routing/last-resort", Access.ADMIN, this::apiLastResortIs);
  }

  private void page(Context ctx) {
    var typed = Scrutiny.tidy(ctx.queryParam("labels"));
    var wrongs = new ArrayList<Wrong>();
    var labels = labels(typed, wrongs);
    if (!wrongs.isEmpty()) {
      ctx.status(422);
    }
    pages.show(
        ctx,
        db.read(
            tx -> {
              var route =
                  labels.isEmpty() || !wrongs.isEmpty() ? null : alerts.test(tx, labels, null);
              var holding = labels.isEmpty() ? List.<Silence>of() : alerts.holding(tx, labels);
              var rung = route == null || !route.pages() ? null : route.teamId();
              return new RoutingPage(
                  typed,
                  wrongs,
                  route,
                  rung == null ? null : teams.byId(tx, rung).map(Team::slug).orElse(null),
                  labels.containsKey("severity") || labels.containsKey("priority"),
                  holding,
                  alerts.lastResort(tx).map(AlertSql.Setting::teamName).orElse(null),
                  Caller.of(ctx).isAdmin() ? teams.page("", null, "", MOST_TEAMS) : List.of());
            }));
  }

  private void lastResort(Context ctx) {
    choose(ctx, Scrutiny.tidy(ctx.formParam("team")));
    ctx.redirect("/routing", HttpStatus.SEE_OTHER);
  }

  private void apiTest(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var labels = labels(body.path("labels"));
    ctx.json(
        db.read(
            tx -> {
              var route = alerts.test(tx, labels, null);
              return new RouteJson(
                  route.serviceName().isEmpty() ? null : route.serviceName(),
                  route.teamName().isEmpty() ? null : route.teamName(),
                  route.owned(),
                  route.pages() && alerts.holding(tx, labels).isEmpty(),
                  AlertJson.ReasonJson.of(route),
                  alerts.holding(tx, labels).stream().map(s -> s.id().toString()).toList());
            }));
  }

  private void apiLastResort(Context ctx) {
    ctx.json(lastResortJson());
  }

  private void apiLastResortIs(Context ctx) {
    var team = Json.parse(ctx.bodyAsBytes()).path("team");
    choose(ctx, team.isTextual() ? team.asText() : "");
    ctx.json(lastResortJson());
  }

  private void choose(Context ctx, String slug) {
    db.run(
        tx -> {
          var team =
              teams
                  .bySlug(tx, slug)
                  .orElseThrow(
                      () -> Problem.invalid("team", "There is no team with this short name."));
          alerts.lastResortIs(tx, Caller.of(ctx), team.id(), team.name());
        });
  }

  private LastResortJson lastResortJson() {
    return db.read(
        tx -> {
          var team =
              alerts
                  .lastResort(tx)
                  .flatMap(setting -> teams.byId(tx, setting.teamId()))
                  .orElse(null);
          return new LastResortJson(
              team == null ? null : new AlertJson.NamedJson(team.slug(), team.name()));
        });
  }

  record LastResortJson(AlertJson.@Nullable NamedJson team) {}

  record RouteJson(
      @Nullable String service,
      @Nullable String team,
      boolean owned,
      boolean pages,
      List<AlertJson.ReasonJson> because,
      List<String> silencedBy) {}

  private static Map<String, String> labels(JsonNode node) {
    var labels = new LinkedHashMap<String, String>();
    if (!node.isObject() || node.isEmpty() || node.size() > MOST_LABELS) {
      throw Problem.invalid(
          "labels",
          "Send 1 to %d labels, such as {\"service\": \"payments\"}.".formatted(MOST_LABELS));
    }
    node.properties()
        .forEach(
            each -> {
              if (!each.getValue().isTextual()
                  || each.getValue().asText().length() > LONGEST_VALUE) {
                throw Problem.invalid(
                    "labels." + each.getKey(),
                    "A label is text of at most %d characters.".formatted(LONGEST_VALUE));
              }
              labels.put(each.getKey(), each.getValue().asText());
            });
    return labels;
  }

  /** One {@code name=value} a line, or several parted by commas. */
  private static Map<String, String> labels(String typed, List<Wrong> wrongs) {
    var labels = new LinkedHashMap<String, String>();
    try {
      for (var matcher : Matcher.parseAll(typed)) {
        if (!matcher.operator().equals("=")) {
          wrongs.add(new Wrong("labels", "Labels are written name=value here."));
        }
        labels.put(matcher.name(), matcher.value());
      }
    } catch (IllegalArgumentException e) {
      wrongs.add(new Wrong("labels", String.valueOf(e.getMessage())));
    }
    if (labels.size() > MOST_LABELS) {
      wrongs.add(new Wrong("labels", "At most " + MOST_LABELS + " labels."));
    }
    return labels;
  }
}
