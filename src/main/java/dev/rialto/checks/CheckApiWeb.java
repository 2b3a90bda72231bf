package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.probes.Phase;
import dev.rialto.uptime.History;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks for programs: the same verbs and answers as the screens have. */
final class CheckApiWeb {
  static final Duration USUAL_WINDOW = Duration.ofDays(30);

  private final Checks checks;
  private final Tries tries;
  private final History history;
  private final Database db;
  private final InstantSource clock;

  CheckApiWeb(Checks checks, Tries tries, History history, Database db, InstantSource clock) {
    this.checks = checks;
    this.tries = tries;
    this.history = history;
    this.db = db;
    this.clock = clock;
  }

  void open(Doors doors) {
    doors.get("/api/v1/checks", Access.VIEWER, this::list);
    doors.post("/api/v1/checks", Access.MEMBER, this::create);
    doors.post("/api/v1/checks/tries", Access.MEMBER, this::tryIt);
    doors.get("/api/v1/checks/{id}", Access.VIEWER, ctx -> ctx.json(json(CheckWeb.id(ctx))));
    doors.patch("/api/v1/checks/{id}", Access.MEMBER, this::change);
    doors.delete("/api/v1/checks/{id}", Access.MEMBER, this::remove);
    doors.put("/api/v1/checks/{id}/pause", Access.MEMBER, ctx -> pause(ctx, true));
    doors.delete("/api/v1/checks/{id}/pause", Access.MEMBER, ctx -> pause(ctx, false));
    doors.post("/api/v1/checks/{id}/token", Access.MEMBER, this::renewToken);
    doors.get("/api/v1/checks/{id}/spans", Access.VIEWER, this::spans);
    Export.ofFew("spans", SpanJson.class, (ctx, most) -> newest(spansOf(ctx)))
        .open(doors, "/checks/{id}/spans", Access.VIEWER);
    Export.ofFew(
            "tries", TryJson.class, (ctx, most) -> tries(ctx, clock.instant().plusSeconds(1), most))
        .open(doors, "/checks/{id}/results", Access.VIEWER);
    doors.get("/api/v1/checks/{id}/results", Access.VIEWER, this::results);
    doors.get("/api/v1/checks/{id}/uptime", Access.VIEWER, this::uptime);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    ctx.json(
        db.read(
            tx -> {
              var sql = tx.attach(CheckSql.class);
              var rows =
                  sql.page(
                      new Asked(ctx).textOrNull("service"),
                      new Asked(ctx).textOrNull("q"),
                      listing.after(0),
                      listing.limit() + 1);
              var stands = new HashMap<Long, CheckSql.Stand>();
              sql.stands(rows.stream().map(CheckRow::id).toList())
                  .forEach(stand -> stands.put(stand.checkId(), stand));
              return listing.answer(
                  rows,
                  row -> CheckJson.of(row.check(), stands.get(row.id())),
                  row -> String.valueOf(row.id()));
            }));
  }

  private CheckJson json(long id) {
    return db.read(
        tx ->
            CheckJson.of(
                checks.must(tx, id),
                tx.attach(CheckSql.class).stands(List.of(id)).stream().findFirst().orElse(null)));
  }

  private record Made(CheckJson check, @Nullable String token) {}

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var draft = CheckJson.merge(CheckDraft.empty("", ""), body, scrutiny);
    var made = checks.create(Caller.of(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/checks/" + made.check().id())
        .json(new Made(json(made.check().id()), made.token()));
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    long id = CheckWeb.id(ctx);
    var before = db.read(tx -> checks.must(tx, id));
    var draft = CheckJson.merge(CheckDraft.of(before), body, scrutiny);
    checks.change(Caller.of(ctx), id, Fields.version(ctx, body), draft, scrutiny);
    ctx.json(json(id));
  }

  private void remove(Context ctx) {
    checks.remove(Caller.of(ctx), CheckWeb.id(ctx), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void pause(Context ctx, boolean pause) {
    checks.pause(Caller.of(ctx), CheckWeb.id(ctx), pause);
    ctx.json(json(CheckWeb.id(ctx)));
  }

  private void renewToken(Context ctx) {
    ctx.json(Map.of("token", checks.renewToken(Caller.of(ctx), CheckWeb.id(ctx))));
  }

  private void tryIt(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var what = What.read(Tries.probeIn(body), Map.of(), scrutiny);
    scrutiny.orThrow();
    var probe = what == null ? null : what.probe();
    if (probe == null) {
      throw Problem.invalid(
          "probe.type", "A heartbeat reports by itself; there is nothing to try.");
    }
    int timeout = body.path("timeout_s").asInt(CheckDraft.USUAL_TIMEOUT);
    ctx.json(Tries.json(tries.make(Caller.of(ctx), probe, timeout)));
  }

  private record SpanJson(
      Instant from, @Nullable Instant to, String state, String cause, @Nullable String evidence) {
    static SpanJson of(Span span) {
      return new SpanJson(
          span.from(), span.to(), span.state().word(), span.cause(), span.evidence());
    }
  }

  private record Items<T>(List<T> items) {}

  private void spans(Context ctx) {
    ctx.json(new Items<>(spansOf(ctx)));
  }

  private List<SpanJson> spansOf(Context ctx) {
    long id = CheckWeb.id(ctx);
    var to = moment(ctx, "to", clock.instant().plusSeconds(1));
    var from = moment(ctx, "from", to.minus(USUAL_WINDOW));
    return db.read(
        tx -> {
          checks.must(tx, id);
          return history.spans(tx, id, from, to).stream().map(SpanJson::of).toList();
        });
  }

  /** As the page of the check has them. */
  private static List<SpanJson> newest(List<SpanJson> spans) {
    return spans.reversed();
  }

  private record TryJson(
      Instant at,
      String verdict,
      boolean secondTry,
      @Nullable Integer status,
      @Nullable Double tookMs,
      Map<String, Double> phasesMs,
      int lateMs,
      @Nullable Instant certificateEnds,
      String reason) {
    static TryJson of(History.Try tried) {
      var phases = new LinkedHashMap<String, Double>();
      for (var phase : Phase.values()) {
        var took = tried.phases().get(phase);
        if (took != null) {
          phases.put(phase.name().toLowerCase(Locale.ROOT), Tries.millis(took));
        }
      }
      var took = tried.took();
      return new TryJson(
          tried.at(),
          tried.verdict().word(),
          tried.secondTry(),
          tried.status(),
          took == null ? null : Tries.millis(took),
          phases,
          tried.lateMillis(),
          tried.certificateEnds(),
          tried.reason());
    }
  }

  private record Results(List<TryJson> items, @Nullable String next) {}

  /** Newest first; the cursor is the moment of the last one. */
  private void results(Context ctx) {
    var listing = Listing.of(ctx);
    var before =
        listing.cursor() == null
            ? clock.instant().plusSeconds(1)
            : parsed("cursor", listing.cursor());
    var tried = tries(ctx, before, listing.limit());
    ctx.json(
        new Results(
            tried, tried.size() < listing.limit() ? null : tried.getLast().at().toString()));
  }

  private List<TryJson> tries(Context ctx, Instant before, int most) {
    long id = CheckWeb.id(ctx);
    return db.read(
        tx -> {
          checks.must(tx, id);
          return history.tries(tx, id, before, clock.instant(), most).stream()
              .map(TryJson::of)
              .toList();
        });
  }

  private record UptimeJson(
      Instant from,
      Instant to,
      @Nullable Double uptime,
      double coverage,
      Map<String, Double> seconds) {}

  private void uptime(Context ctx) {
    long id = CheckWeb.id(ctx);
    var to = moment(ctx, "to", clock.instant());
    var asked = moment(ctx, "from", to.minus(USUAL_WINDOW));
    ctx.json(
        db.read(
            tx -> {
              var check = checks.must(tx, id);
              var from = asked.isBefore(check.createdAt()) ? check.createdAt() : asked;
              var uptime = dev.rialto.uptime.Uptime.of(history.spans(tx, id, from, to), from, to);
              var seconds = new LinkedHashMap<String, Double>();
              for (var state : State.values()) {
                seconds.put(state.word(), uptime.in(state).toNanos() / 1e9);
              }
              return new UptimeJson(
                  from,
                  to,
                  uptime.ratio().isPresent() ? uptime.ratio().getAsDouble() : null,
                  uptime.coverage(),
                  seconds);
            }));
  }

  private static Instant moment(Context ctx, String name, Instant otherwise) {
    var text = new Asked(ctx).textOrNull(name);
    return text == null ? otherwise : parsed(name, text);
  }

  private static Instant parsed(String name, String text) {
    try {
      var at = Instant.parse(text);
      if (at.isBefore(Instant.parse("2000-01-01T00:00:00Z"))
          || at.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
        throw Problem.badRequest(name + " lies outside of what a calendar here has.");
      }
      return at;
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(name + " is a moment such as 2026-11-21T14:00:00Z.");
    }
  }
}
