package dev.rialto.checks;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import dev.rialto.plots.Day;
import dev.rialto.plots.LatencyPlot;
import dev.rialto.plots.UptimeBars;
import dev.rialto.plots.Windows;
import dev.rialto.probes.Prober;
import dev.rialto.uptime.History;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Timekeeping;
import dev.rialto.uptime.Uptime;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of one check: its page and what people do with it. */
public final class CheckWeb {
  static final String TOKEN = "rialto.heartbeat-token";
  static final int TRIES_SHOWN = 12;
  static final int SPANS_SHOWN = 15;
  static final int PINGS_SHOWN = 20;
  static final int ALERTS_SHOWN = 3;
  static final int DAYS_SHOWN = 90;
  static final int CHANGES_LOOKED_AT = 50;

  private static final Map<String, Duration> CHARTS =
      Map.of(
          "3h", Duration.ofHours(3),
          "24h", Duration.ofHours(24),
          "7d", Duration.ofDays(7),
          "30d", Duration.ofDays(30),
          "90d", Duration.ofDays(90));

  private final Checks checks;
  private final Heartbeats heartbeats;
  private final History history;
  private final Journal journal;
  private final Prober prober;
  private final Database db;
  private final InstantSource clock;
  private final Doors doors;
  private final Pages pages;

  public CheckWeb(
      Checks checks,
      Heartbeats heartbeats,
      History history,
      Journal journal,
      Prober prober,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.checks = checks;
    this.heartbeats = heartbeats;
    this.history = history;
    this.journal = journal;
    this.prober = prober;
    this.db = db;
    this.clock = clock;
    this.doors = doors;
    this.pages = doors.pages();
  }

  public void open() {
    var tries = new Tries(prober, clock);
    new CheckFormWeb(checks, tries, db, pages, this).open(doors);
    new CheckApiWeb(checks, tries, history, db, clock).open(doors);
    new BadgeWeb(db, history, checks, clock).open(doors);
    doors.get("/checks/{id}", Access.VIEWER, ctx -> show(ctx, named(ctx)));
    doors.get("/checks/{id}/now", Access.VIEWER, ctx -> pages.show(ctx, body(ctx, named(ctx))));
    doors.post("/checks/{id}/pause", Access.MEMBER, ctx -> pause(ctx, true));
    doors.post("/checks/{id}/pause/removal", Access.MEMBER, ctx -> pause(ctx, false));
    doors.post("/checks/{id}/token", Access.MEMBER, this::renewToken);
    doors.get("/checks/{id}/remove", Access.MEMBER, this::askRemoval);
    doors.post("/checks/{id}/removal", Access.MEMBER, this::remove);
  }

  void show(Context ctx, Check check) {
    pages.show(ctx, new CheckPage(body(ctx, check)));
  }

  private CheckBody body(Context ctx, Check check) {
    var window = new Asked(ctx).oneOf("window", CheckBody.WINDOWS);
    var caller = Caller.of(ctx);
    String token = ctx.attribute(TOKEN);
    return db.read(
        tx ->
            body(
                tx,
                check,
                window == null ? "3h" : window,
                checks.mayEdit(tx, caller, check),
                token,
                Frame.of(ctx)));
  }

  private CheckBody body(
      Tx tx, Check check, String window, boolean mayEdit, @Nullable String token, Frame frame) {
    var now = clock.instant();
    var from = now.minus(Duration.ofDays(DAYS_SHOWN + 1));
    var spans = history.spans(tx, check.id(), from, now.plusNanos(1_000));
    var present = spans.isEmpty() ? null : spans.getLast();
    var shown = tx.attach(CheckSql.class).state(check.id()).map(State::of).orElse(State.UNKNOWN);
    var chartFrom = now.minus(CHARTS.getOrDefault(window, Duration.ofHours(3)));
    var beat = check.isHeartbeat() ? heartbeats.beat(tx, check.id()) : null;
    return new CheckBody(
        check,
        shown,
        present == null ? check.createdAt() : present.from(),
        present != null && shown == present.state()
            ? present.cause()
            : "No node of Rialto looks at it",
        flapping(tx, check.id()),
        Windows.of(spans, check.createdAt(), now, frame.zone()),
        uptime(spans, check.createdAt(), now, Duration.ofDays(30)),
        new UptimeBars(
            check.name(), Day.last(DAYS_SHOWN, spans, check.createdAt(), now, frame.zone())),
        new LatencyPlot(
            check.name(),
            history.latency(tx, check.id(), chartFrom, now),
            spans,
            markers(tx, check.id()),
            frame.zone()),
        window,
        spans.reversed().stream().limit(SPANS_SHOWN).toList(),
        history.tries(tx, check.id(), now.plusSeconds(1), now, TRIES_SHOWN),
        check.isHeartbeat() ? heartbeats.pings(tx, check.id(), PINGS_SHOWN) : List.of(),
        beat == null ? null : beat.dueAt(),
        tx.attach(CheckSql.class).alerts(Timekeeping.identity(check.id()), ALERTS_SHOWN),
        mayEdit,
        token,
        doors.link("/ping/"),
        "/badges/check/" + check.id() + ".json",
        now);
  }

  private static boolean flapping(Tx tx, long id) {
    return tx.attach(CheckSql.class).flapping(id).orElse(false);
  }

  /** From its beginning on, where that is later: a new check has no month behind it. */
  static Uptime uptime(List<Span> spans, Instant begun, Instant now, Duration window) {
    var from = now.minus(window);
    return Uptime.of(spans, from.isBefore(begun) ? begun : from, now);
  }

  /** When somebody changed what is asked, the answer may have changed with it. */
  private List<LatencyPlot.Marker> markers(Tx tx, long id) {
    return journal.of(tx, "check", id, CHANGES_LOOKED_AT).stream()
        .filter(entry -> entry.kind().equals("check.changed"))
        .map(entry -> new LatencyPlot.Marker(entry.at(), "changed"))
        .toList();
  }

  private void pause(Context ctx, boolean pause) {
    var check = checks.pause(Caller.of(ctx), id(ctx), pause);
    ctx.redirect(check.path(), HttpStatus.SEE_OTHER);
  }

  private void renewToken(Context ctx) {
    ctx.attribute(TOKEN, checks.renewToken(Caller.of(ctx), id(ctx)));
    show(ctx, named(ctx));
  }

  private void askRemoval(Context ctx) {
    askRemoval(ctx, editable(ctx), null);
  }

  private void remove(Context ctx) {
    var check = editable(ctx);
    try {
      checks.remove(Caller.of(ctx), check.id(), Fields.version(ctx, null));
      ctx.redirect("/checks", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      askRemoval(ctx, named(ctx), problem.detail());
    }
  }

  private void askRemoval(Context ctx, Check check, @Nullable String faster) {
    var identity = Timekeeping.identity(check.id());
    var alerts = db.read(tx -> tx.attach(CheckSql.class).alerts(identity, 1));
    pages.show(
        ctx,
        new CheckRemovalPage(
            check, alerts.stream().anyMatch(AlertOf::open), faster, clock.instant()));
  }

  private Check editable(Context ctx) {
    return db.read(tx -> checks.editable(tx, Caller.of(ctx), id(ctx)));
  }

  private Check named(Context ctx) {
    return db.read(tx -> checks.must(tx, id(ctx)));
  }

  static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.notFound("Checks have numbers; all are under /checks."));
  }
}
