package dev.rialto.alerts;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The doors of silences. The form shows what it would hold before it holds anything. */
public final class SilencesWeb {
  static final int ROWS = 100;

  private final Database db;
  private final Silences silences;
  private final InstantSource clock;
  private final Pages pages;

  SilencesWeb(Database db, Silences silences, InstantSource clock, Pages pages) {
    this.db = db;
    this.silences = silences;
    this.clock = clock;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get("/silences", Access.VIEWER, this::list);
    doors.get(
        "/silences/rows", Access.VIEWER, ctx -> pages.show(ctx, new SilenceLines(listed(ctx))));
    export().open(doors, "/silences", Access.VIEWER);
    doors.get("/silences/new", Access.MEMBER, this::blank);
    doors.post("/silences", Access.MEMBER, this::create);
    doors.post("/silences/{id}/expiry", Access.MEMBER, this::expire);

    doors.get("/api/v1/silences", Access.VIEWER, this::apiList);
    doors.post("/api/v1/silences", Access.MEMBER, this::apiCreate);
    doors.post("/api/v1/silences/reach", Access.MEMBER, this::apiReach);
    doors.get(
        "/api/v1/silences/{id}",
        Access.VIEWER,
        ctx -> ctx.json(SilenceJson.of(found(ctx), clock.instant())));
    doors.delete("/api/v1/silences/{id}", Access.MEMBER, this::apiExpire);
  }

  private void list(Context ctx) {
    pages.show(ctx, listed(ctx));
  }

  private SilencesPage listed(Context ctx) {
    boolean expired = expired(ctx);
    return db.read(
        tx -> {
          var rows = silences.page(tx, !expired, expired, ROWS, 0);
          return new SilencesPage(
              rows, silences.held(tx, rows), expired, Caller.of(ctx).mayWrite(), clock.instant());
        });
  }

  private static boolean expired(Context ctx) {
    return "expired".equals(ctx.queryParam("state"));
  }

  private Export<SilenceJson> export() {
    return Export.ofFew(
            "silences",
            SilenceJson.class,
            (ctx, most) ->
                db.read(tx -> silences.page(tx, !expired(ctx), expired(ctx), most, 0)).stream()
                    .map(silence -> SilenceJson.of(silence, clock.instant()))
                    .toList())
        .column("id", SilenceJson::id)
        .column("state", SilenceJson::state)
        .column("matchers", silence -> silence.matchers().stream().map(Matcher::toString).toList())
        .column("starts_at", SilenceJson::startsAt)
        .column("ends_at", SilenceJson::endsAt)
        .column("comment", SilenceJson::comment)
        .column("created_by", SilenceJson::createdBy)
        .column("created_at", SilenceJson::createdAt);
  }

  private void blank(Context ctx) {
    var conditions = Scrutiny.tidy(ctx.queryParam("matchers"));
    var alert = Digits.of(ctx.queryParam("alert"));
    var replaces = uuid(ctx.queryParam("replaces"));
    var comment = "";
    if (alert.isPresent()) {
      conditions =
          db.read(tx -> tx.attach(AlertReadSql.class).byId(alert.get()))
              .map(row -> SilenceTyped.conditions(Labels.of(row.labels())))
              .orElse("");
    } else if (replaces != null) {
      var old = db.read(tx -> silences.byId(tx, replaces)).orElse(null);
      if (old != null) {
        conditions = SilenceTyped.conditions(old.matchers());
        comment = old.comment();
      }
    }
    form(ctx, new SilenceTyped(conditions, "", "120", comment, replaces), List.of(), false);
  }

  private void create(Context ctx) {
    var typed =
        new SilenceTyped(
            Scrutiny.tidy(ctx.formParam("matchers")),
            Scrutiny.tidy(ctx.formParam("starts_at")),
            Scrutiny.tidy(ctx.formParam("minutes")),
            Scrutiny.tidy(ctx.formParam("comment")),
            uuid(ctx.formParam("replaces")));
    var wrongs = new ArrayList<Wrong>();
    var draft = typed.draft(clock.instant(), Frame.of(ctx).zone(), wrongs);
    if (draft != null) {
      wrongs.addAll(draft.wrongs(clock.instant()));
    }
    if (draft == null || !wrongs.isEmpty()) {
      ctx.status(422);
      form(ctx, typed, wrongs, false);
      return;
    }
    if (!"yes".equals(ctx.formParam("confirmed"))) {
      form(ctx, typed, List.of(), true);
      return;
    }
    try {
      db.inTransaction(tx -> silences.create(tx, Caller.of(ctx), draft));
      ctx.redirect("/silences", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422 && problem.status() != 403) {
        throw problem;
      }
      ctx.status(problem.status());
      form(
          ctx,
          typed,
          problem.status() == 403
              ? List.of(new Wrong("matchers", problem.detail()))
              : problem.errors(),
          false);
    }
  }

  /** With the reach as soon as the conditions can be read at all. */
  private void form(Context ctx, SilenceTyped typed, List<Wrong> wrongs, boolean confirm) {
    var matchers = typed.matchers(new ArrayList<>());
    var reach =
        matchers.isEmpty() || matchers.stream().allMatch(Matcher::matchesEmpty)
            ? null
            : db.read(tx -> silences.reach(tx, Caller.of(ctx), matchers));
    pages.show(ctx, new SilenceFormPage(typed, reach, wrongs, confirm, clock.instant()));
  }

  private void expire(Context ctx) {
    var id = id(ctx);
    if (!db.inTransaction(tx -> silences.expire(tx, Caller.of(ctx), id))) {
      found(ctx);
    }
    ctx.redirect("/silences", HttpStatus.SEE_OTHER);
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    long offset = listing.after(0);
    if (offset > Integer.MAX_VALUE / 2) {
      throw Problem.badRequest("cursor is not one that this list handed out.");
    }
    var rows = db.read(tx -> silences.page(tx, true, true, listing.limit() + 1, (int) offset));
    ctx.json(
        listing.answer(
            rows,
            silence -> SilenceJson.of(silence, clock.instant()),
            silence -> String.valueOf(offset + listing.limit())));
  }

  private void apiCreate(Context ctx) {
    var draft = SilenceJson.draft(Json.parse(ctx.bodyAsBytes()));
    var silence = db.inTransaction(tx -> silences.create(tx, Caller.of(ctx), draft));
    ctx.status(201)
        .header("Location", "/api/v1/silences/" + silence.id())
        .json(SilenceJson.of(silence, clock.instant()));
  }

  private void apiReach(Context ctx) {
    var wrongs = new ArrayList<Wrong>();
    var matchers = SilenceJson.matchers(Json.parse(ctx.bodyAsBytes()).path("matchers"), wrongs);
    if (wrongs.isEmpty() && matchers.isEmpty()) {
      wrongs.add(new Wrong("matchers", "Say which alerts: one condition at least."));
    }
    if (!wrongs.isEmpty()) {
      throw Problem.invalid(wrongs);
    }
    var reach = db.read(tx -> silences.reach(tx, Caller.of(ctx), matchers));
    ctx.json(ReachJson.of(reach));
  }

  private void apiExpire(Context ctx) {
    var id = id(ctx);
    if (!db.inTransaction(tx -> silences.expire(tx, Caller.of(ctx), id))) {
      found(ctx);
    }
    ctx.status(204);
  }

  private Silence found(Context ctx) {
    var id = id(ctx);
    return db.read(tx -> silences.byId(tx, id))
        .orElseThrow(() -> Problem.notFound("There is no silence %s.".formatted(id)));
  }

  private static UUID id(Context ctx) {
    var id = uuid(ctx.pathParam("id"));
    if (id == null) {
      throw Problem.notFound("A silence has an id such as 4d6a…, a UUID.");
    }
    return id;
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The reach, as the API promises it. */
  record ReachJson(
      int alerts,
      List<String> services,
      List<String> otherTeams,
      String sentence,
      List<Example> examples) {
    record Example(long id, String title, String severity, Instant startedAt) {}

    static ReachJson of(Reach reach) {
      return new ReachJson(
          reach.alerts(),
          List.copyOf(reach.services()),
          List.copyOf(reach.others()),
          reach.sentence(),
          reach.examples().stream()
              .map(e -> new Example(e.id(), e.title(), e.severity(), e.since()))
              .toList());
    }
  }

  static final List<Duration> USUAL =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(30));
}
