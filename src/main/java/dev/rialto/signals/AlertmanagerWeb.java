package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rialto.alerts.AlertQuery;
import dev.rialto.alerts.Alerts;
import dev.rialto.alerts.Matcher;
import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers as Alertmanager's API v2 does, so that amtool, karma and Grafana's data source work
 * unchanged. Fields are spelled as theirs, not as ours.
 */
public final class AlertmanagerWeb {
  /** The release whose API these doors were held against; tools look at it to choose a dialect. */
  static final String SPOKEN_VERSION = "0.25.0";

  private static final List<String> PREFIXES = List.of("", "/in/{token}");

  private final Database db;
  private final Alerts alerts;
  private final SendersWeb senders;
  private final Sources sources;
  private final InstantSource clock;
  private final Instant startedAt;

  public AlertmanagerWeb(Database db, Signals signals, Alerts alerts, InstantSource clock) {
    this.db = db;
    this.alerts = alerts;
    this.senders = signals.senders();
    this.sources = signals.sources();
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  public void open(Doors doors) {
    var silences = new AlertmanagerSilencesWeb(db, alerts, senders, clock);
    for (var prefix : PREFIXES) {
      doors.get(prefix + "/api/v2/status", Access.SIGNAL, this::status);
      doors.get(prefix + "/api/v2/receivers", Access.SIGNAL, this::receivers);
      doors.get(prefix + "/api/v2/alerts", Access.SIGNAL, this::alerts);
      doors.get(prefix + "/api/v2/alerts/groups", Access.SIGNAL, this::groups);
      silences.open(doors, prefix + "/api/v2");
    }
    for (var path : List.of("/in/{token}/-/ready", "/in/{token}/-/healthy")) {
      doors.get(path, Access.SIGNAL, this::fine);
    }
  }

  private void fine(Context ctx) {
    senders.must(ctx);
    ctx.result("OK");
  }

  private void status(Context ctx) {
    senders.must(ctx);
    var version = new LinkedHashMap<String, String>();
    version.put("version", SPOKEN_VERSION);
    version.put("revision", "rialto");
    version.put("branch", "rialto");
    version.put("buildUser", "");
    version.put("buildDate", "");
    version.put("goVersion", "");
    answer(
        ctx,
        Map.of(
            "cluster", Map.of("status", "disabled", "peers", List.of()),
            "versionInfo", version,
            "config", Map.of("original", "# Rialto routes by its catalog; see /services.\n"),
            "uptime", startedAt.toString()));
  }

  private void receivers(Context ctx) {
    senders.must(ctx);
    var all = new ArrayList<Map<String, String>>();
    sources.receivers().forEach(name -> all.add(Map.of("name", name)));
    all.add(Map.of("name", AlertQuery.NOBODY));
    answer(ctx, all);
  }

  /** Written as it is read: tens of thousands of alerts never stand in memory together. */
  private void alerts(Context ctx) {
    senders.must(ctx);
    var query = query(ctx);
    ctx.contentType("application/json");
    try (var json = Json.MAPPER.createGenerator(ctx.outputStream())) {
      json.writeStartArray();
      db.run(tx -> alerts.query(tx, query, found -> write(json, found)));
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By receiver and name: what people mean by "the same problem" when they fold a list. */
  private void groups(Context ctx) {
    senders.must(ctx);
    var query = query(ctx);
    record Group(String receiver, String alertname) {}
    var groups = new LinkedHashMap<Group, List<AlertQuery.Found>>();
    db.run(
        tx ->
            alerts.query(
                tx,
                query,
                found ->
                    groups
                        .computeIfAbsent(
                            new Group(
                                found.receiver(), found.labelMap().getOrDefault("alertname", "")),
                            group -> new ArrayList<>())
                        .add(found)));
    ctx.contentType("application/json");
    try (var json = Json.MAPPER.createGenerator(ctx.outputStream())) {
      json.writeStartArray();
      for (var group : groups.entrySet()) {
        json.writeStartObject();
        json.writeObjectFieldStart("labels");
        if (!group.getKey().alertname().isEmpty()) {
          json.writeStringField("alertname", group.getKey().alertname());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("receiver");
        json.writeStringField("name", group.getKey().receiver());
        json.writeEndObject();
        json.writeArrayFieldStart("alerts");
        group.getValue().forEach(found -> write(json, found));
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, AlertQuery.Found alert) {
    try {
      json.writeStartObject();
      json.writeFieldName("annotations");
      json.writeRawValue(alert.annotations());
      json.writeStringField("endsAt", alert.endsAt().toString());
      json.writeStringField("fingerprint", alert.fingerprint());
      json.writeArrayFieldStart("receivers");
      json.writeStartObject();
      json.writeStringField("name", alert.receiver());
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("startsAt", alert.startsAt().toString());
      json.writeObjectFieldStart("status");
      json.writeArrayFieldStart("inhibitedBy");
      json.writeEndArray();
      json.writeArrayFieldStart("silencedBy");
      for (var silence : alert.silences()) {
        json.writeString(silence);
      }
      json.writeEndArray();
      json.writeStringField("state", alert.state());
      json.writeEndObject();
      json.writeStringField("updatedAt", alert.updatedAt().toString());
      if (!alert.generatorUrl().isEmpty()) {
        json.writeStringField("generatorURL", alert.generatorUrl());
      }
      json.writeFieldName("labels");
      json.writeRawValue(alert.labels());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AlertQuery query(Context ctx) {
    return new AlertQuery(
        matchers(ctx),
        asked(ctx, "active"),
        asked(ctx, "silenced"),
        asked(ctx, "inhibited"),
        asked(ctx, "unprocessed"),
        receiver(ctx.queryParam("receiver")));
  }

  static List<Matcher> matchers(Context ctx) {
    var matchers = new ArrayList<Matcher>();
    for (var filter : ctx.queryParams("filter")) {
      try {
        matchers.addAll(Matcher.parseAll(filter));
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest("filter: " + e.getMessage());
      }
    }
    return matchers;
  }

  private static boolean asked(Context ctx, String name) {
    var value = ctx.queryParam(name);
    if (value == null || value.isEmpty() || value.equals("true") || value.equals("1")) {
      return true;
    }
    if (value.equals("false") || value.equals("0")) {
      return false;
    }
    throw Problem.badRequest(name + " is true or false.");
  }

  private static @Nullable Pattern receiver(@Nullable String pattern) {
    if (pattern == null || pattern.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile("^(?:" + pattern + ")$");
    } catch (PatternSyntaxException e) {
      throw Problem.badRequest("receiver is no pattern that can be used: " + e.getDescription());
    }
  }

  /** Maps, since the keys of records would be spelled our way. */
  static void answer(Context ctx, Object value) {
    ctx.contentType("application/json").result(Json.bytes(value));
  }
}
