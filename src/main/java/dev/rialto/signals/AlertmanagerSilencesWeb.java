package dev.rialto.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.alerts.Alerts;
import dev.rialto.alerts.Matcher;
import dev.rialto.alerts.Silence;
import dev.rialto.alerts.SilenceDraft;
import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Silences as amtool and karma ask for them; what a silence is stays with the alerts. */
final class AlertmanagerSilencesWeb {
  static final int MOST = 5_000;

  private final Database db;
  private final Alerts alerts;
  private final SendersWeb senders;
  private final InstantSource clock;

  AlertmanagerSilencesWeb(Database db, Alerts alerts, SendersWeb senders, InstantSource clock) {
    this.db = db;
    this.alerts = alerts;
    this.senders = senders;
    this.clock = clock;
  }

  void open(Doors doors, String prefix) {
    doors.get(prefix + "/silences", Access.SIGNAL, this::list);
    doors.post(prefix + "/silences", Access.SIGNAL, this::create);
    doors.get(prefix + "/silence/{id}", Access.SIGNAL, this::one);
    doors.delete(prefix + "/silence/{id}", Access.SIGNAL, this::expire);
  }

  private void list(Context ctx) {
    senders.must(ctx);
    var wanted = AlertmanagerWeb.matchers(ctx);
    var now = clock.instant();
    var all = db.read(tx -> alerts.silences().page(tx, true, true, MOST, 0));
    AlertmanagerWeb.answer(
        ctx,
        all.stream().filter(silence -> asked(silence, wanted)).map(s -> json(s, now)).toList());
  }

  /** A filter asks about the conditions of a silence, as if they were labels. */
  private static boolean asked(Silence silence, List<Matcher> wanted) {
    var conditions = new LinkedHashMap<String, String>();
    silence.matchers().forEach(each -> conditions.put(each.name(), each.value()));
    return Matcher.all(wanted, conditions);
  }

  private void one(Context ctx) {
    senders.must(ctx);
    var silence = id(ctx).flatMap(id -> db.read(tx -> alerts.silences().byId(tx, id)));
    AlertmanagerWeb.answer(
        ctx, json(silence.orElseThrow(() -> unknown(ctx.pathParam("id"))), clock.instant()));
  }

  private void create(Context ctx) {
    var tool = senders.must(ctx);
    try {
      var draft = draft(Json.parse(ctx.bodyAsBytes()));
      var replaced = draft.replaces();
      if (replaced != null && db.read(tx -> alerts.silences().byId(tx, replaced)).isEmpty()) {
        throw unknown(replaced.toString());
      }
      var silence =
          db.inTransaction(tx -> alerts.silences().createFor(tx, draft, "source:" + tool.name()));
      AlertmanagerWeb.answer(ctx, Map.of("silenceID", silence.id().toString()));
    } catch (Problem problem) {
      if (problem.status() != 400 && problem.status() != 422) {
        throw problem;
      }
      ctx.status(400).contentType("application/json").result(Json.write(problem.detail()));
    }
  }

  private void expire(Context ctx) {
    var tool = senders.must(ctx);
    var id = id(ctx).orElseThrow(() -> unknown(ctx.pathParam("id")));
    boolean done =
        db.inTransaction(
            tx ->
                alerts.silences().expireFor(tx, id, "source:" + tool.name())
                    || alerts.silences().byId(tx, id).isPresent());
    if (!done) {
      throw unknown(id.toString());
    }
    ctx.status(200);
  }

  private static SilenceDraft draft(JsonNode json) {
    if (!json.isObject()) {
      throw Problem.badRequest("Send a silence as a JSON object.");
    }
    var matchers = new ArrayList<Matcher>();
    for (var each : json.path("matchers")) {
      try {
        matchers.add(
            Matcher.of(
                each.path("name").textValue(),
                each.path("value").textValue(),
                each.path("isRegex").asBoolean(false),
                each.path("isEqual").asBoolean(true)));
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest("matchers: " + e.getMessage());
      }
    }
    return new SilenceDraft(
        matchers,
        time(json, "startsAt"),
        time(json, "endsAt"),
        json.path("comment").asText(""),
        json.path("createdBy").asText(null),
        replaced(json.path("id").asText("")));
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    var text = json.path(field).asText("");
    try {
      return text.isEmpty() ? null : Timestamps.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest(field + " is no time. Write it as 2026-11-20T14:05:00Z.");
    }
  }

  private static @Nullable UUID replaced(String id) {
    if (id.isEmpty()) {
      return null;
    }
    return parse(id).orElseThrow(() -> unknown(id));
  }

  private static Optional<UUID> id(Context ctx) {
    return parse(ctx.pathParam("id"));
  }

  private static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem unknown(String id) {
    return Problem.notFound("There is no silence " + id + ".");
  }

  private static Map<String, Object> json(Silence silence, Instant now) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", silence.id().toString());
    json.put("status", Map.of("state", silence.state(now).name().toLowerCase(Locale.ROOT)));
    json.put("updatedAt", silence.updatedAt().toString());
    json.put("comment", silence.comment());
    json.put("createdBy", silence.createdBy());
    json.put("endsAt", silence.endsAt().toString());
    json.put("matchers", silence.matchers().stream().map(AlertmanagerSilencesWeb::json).toList());
    json.put("startsAt", silence.startsAt().toString());
    return json;
  }

  private static Map<String, Object> json(Matcher matcher) {
    var json = new LinkedHashMap<String, Object>();
    json.put("isEqual", matcher.isEqual());
    json.put("isRegex", matcher.isRegex());
    json.put("name", matcher.name());
    json.put("value", matcher.value());
    return json;
  }
}
