package dev.rialto.beginning;

import dev.rialto.catalog.ServiceDraft;
import dev.rialto.catalog.Services;
import dev.rialto.checks.CheckDraft;
import dev.rialto.checks.Checks;
import dev.rialto.checks.Tries;
import dev.rialto.oncall.Schedules;
import dev.rialto.people.ContactMethods;
import dev.rialto.people.People;
import dev.rialto.people.TeamDraft;
import dev.rialto.people.Teams;
import dev.rialto.people.Typed;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.probes.Outcome;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doors of the first steps: each form comes back to the path, whatever becomes of it. */
public final class BeginningWeb {
  private static final String PATH = "/first-steps";
  private static final int TOPIC_BYTES = 8;
  private static final int TRIED_FOR_SECONDS = 10;

  private final Beginning beginning;
  private final Practice practice;
  private final Verbs verbs;
  private final boolean canMail;
  private final Database db;
  private final InstantSource clock;
  private final Doors doors;
  private final SecureRandom random = new SecureRandom();

  /** What the steps do, in the rooms where it is done. */
  public record Verbs(
      People people,
      ContactMethods contactMethods,
      Teams teams,
      Services services,
      Checks checks,
      Tries tries,
      Schedules schedules) {}

  public BeginningWeb(
      Beginning beginning,
      Practice practice,
      Verbs verbs,
      boolean canMail,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.beginning = beginning;
    this.practice = practice;
    this.verbs = verbs;
    this.canMail = canMail;
    this.db = db;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get(PATH, Access.MEMBER, ctx -> show(ctx, asked(ctx), Typed.NOTHING, null));
    doors.get(
        PATH + "/now",
        Access.MEMBER,
        ctx ->
            doors
                .pages()
                .show(ctx, new FirstStepsBody(page(ctx, asked(ctx), Typed.NOTHING, null))));
    doors.post(PATH + "/contact-methods", Access.MEMBER, this::reach);
    doors.post(PATH + "/contact-methods/{id}/code", Access.MEMBER, this::sendCode);
    doors.post(PATH + "/contact-methods/{id}/verification", Access.MEMBER, this::verify);
    doors.post(PATH + "/team", Access.MEMBER, this::team);
    doors.post(PATH + "/service", Access.MEMBER, this::service);
    doors.post(PATH + "/check", Access.MEMBER, this::check);
    doors.post(PATH + "/check/try", Access.MEMBER, this::tryIt);
    doors.post(PATH + "/schedule", Access.MEMBER, this::schedule);
    doors.post(PATH + "/page", Access.MEMBER, this::practise);
    doors.post(PATH + "/page/acknowledgement", Access.MEMBER, this::answer);
    doors.post(PATH + "/aside/{step}", Access.MEMBER, ctx -> setAside(ctx, true));
    doors.post(PATH + "/aside/{step}/removal", Access.MEMBER, ctx -> setAside(ctx, false));
    doors.post(PATH + "/hidden", Access.MEMBER, ctx -> hide(ctx, true));
    doors.post(PATH + "/hidden/removal", Access.MEMBER, ctx -> hide(ctx, false));
  }

  // ── the page ───────────────────────────────────────────────────────────────────────────────

  private void show(Context ctx, @Nullable Step wished, Typed typed, @Nullable Outcome tried) {
    doors.pages().show(ctx, page(ctx, wished, typed, tried));
  }

  private FirstStepsPage page(
      Context ctx, @Nullable Step wished, Typed typed, @Nullable Outcome tried) {
    var reader = person(ctx);
    var steps = db.read(tx -> beginning.of(tx, reader));
    return new FirstStepsPage(
        steps,
        wished == null ? steps.current() : wished,
        typed,
        verbs.contactMethods().of(reader.id()),
        canMail,
        topic(),
        Frame.of(ctx).zone().getId(),
        tried,
        reader,
        clock.instant());
  }

  /** The step somebody opened by its link; else the one that is next. */
  private static @Nullable Step asked(Context ctx) {
    var word = new Asked(ctx).oneOf("step", Arrays.stream(Step.values()).map(Step::word).toList());
    return word == null ? null : Step.of(word).orElse(null);
  }

  private String topic() {
    var bytes = new byte[TOPIC_BYTES];
    random.nextBytes(bytes);
    return "https://ntfy.sh/rialto-" + HexFormat.of().formatHex(bytes);
  }

  /** Does what a form asks and goes on to the next step. */
  private void step(Context ctx, Step step, String form, Runnable act) {
    mendable(
        ctx,
        step,
        form,
        () -> {
          act.run();
          ctx.redirect(PATH, HttpStatus.SEE_OTHER);
        });
  }

  /** What can be mended comes back with what was typed. */
  private void mendable(Context ctx, Step step, String form, Runnable act) {
    try {
      act.run();
    } catch (Problem problem) {
      if (!Typed.mendable(problem)) throw problem;
      ctx.status(problem.status());
      show(ctx, step, Typed.of(form, ctx.formParamMap(), problem), null);
    }
  }

  // ── the steps ──────────────────────────────────────────────────────────────────────────────

  private void reach(Context ctx) {
    var self = person(ctx);
    step(
        ctx,
        Step.REACH,
        "method",
        () -> {
          var added =
              verbs
                  .contactMethods()
                  .add(self, self.id(), field(ctx, "kind"), "", field(ctx, "address"), "");
          verbs.contactMethods().sendCode(self, added.method().id());
        });
  }

  private void sendCode(Context ctx) {
    long id = id(ctx);
    step(ctx, Step.REACH, "code-" + id, () -> verbs.contactMethods().sendCode(person(ctx), id));
  }

  private void verify(Context ctx) {
    long id = id(ctx);
    step(
        ctx,
        Step.REACH,
        "code-" + id,
        () -> verbs.contactMethods().verify(person(ctx), id, field(ctx, "code")));
  }

  private void team(Context ctx) {
    var self = person(ctx);
    var zone = field(ctx, "zone");
    step(
        ctx,
        Step.TEAM,
        "team",
        () -> {
          verbs
              .teams()
              .create(self, TeamDraft.of(field(ctx, "name"), "", zone, ""), new Scrutiny());
          takeZone(self, zone);
        });
  }

  /** Whoever never said in which zone they live has just said so. */
  private void takeZone(Caller self, String zone) {
    var me = verbs.people().byId(self.id());
    if (me.zone().equals("UTC") && !zone.isEmpty() && !zone.equals("UTC")) {
      verbs.people().change(self, self.id(), me.version(), People.Change.of(me.name(), zone));
    }
  }

  private void service(Context ctx) {
    var self = person(ctx);
    var team = facts(self).team();
    step(
        ctx,
        Step.SERVICE,
        "service",
        () ->
            verbs
                .services()
                .create(
                    self,
                    ServiceDraft.named(field(ctx, "name"), team == null ? "" : team.slug()),
                    new Scrutiny()));
  }

  private void check(Context ctx) {
    step(
        ctx,
        Step.CHECK,
        "check",
        () -> verbs.checks().create(person(ctx), check(ctx, person(ctx)), new Scrutiny()));
  }

  private void tryIt(Context ctx) {
    var self = person(ctx);
    mendable(
        ctx,
        Step.CHECK,
        "check",
        () -> {
          var probe = verbs.checks().probe(check(ctx, self));
          var outcome = verbs.tries().make(self, probe, TRIED_FOR_SECONDS);
          show(ctx, Step.CHECK, typed(ctx, "check"), outcome);
        });
  }

  private CheckDraft check(Context ctx, Caller self) {
    var service = facts(self).service();
    return CheckDraft.ofAddress(
        field(ctx, "name"), service == null ? "" : service.slug(), field(ctx, "address"));
  }

  private void schedule(Context ctx) {
    var self = person(ctx);
    var team = facts(self).team();
    step(
        ctx,
        Step.SCHEDULE,
        "schedule",
        () -> {
          if (team == null) throw Problem.conflict("Make a team first: people take turns in it.");
          verbs.schedules().begin(self, team.slug());
        });
  }

  private void practise(Context ctx) {
    var self = person(ctx);
    var service = facts(self).service();
    mendable(
        ctx,
        Step.PAGE,
        "page",
        () -> {
          if (service == null) throw Problem.conflict("Name a service first: a page is about one.");
          practice.begin(self, service.slug());
          ctx.redirect(Step.PAGE.path(), HttpStatus.SEE_OTHER);
        });
  }

  private void answer(Context ctx) {
    var self = person(ctx);
    var running = facts(self).practice();
    if (running != null) practice.answer(self, running.alertId());
    ctx.redirect(Step.PAGE.path(), HttpStatus.SEE_OTHER);
  }

  // ── what is set aside ──────────────────────────────────────────────────────────────────────

  private void setAside(Context ctx, boolean aside) {
    var word = ctx.pathParam("step");
    var step =
        Step.of(word).orElseThrow(() -> Problem.notFound("There is no step “%s”.".formatted(word)));
    beginning.setAside(person(ctx), step, aside);
    ctx.redirect(aside ? PATH : step.path(), HttpStatus.SEE_OTHER);
  }

  private void hide(Context ctx, boolean hidden) {
    beginning.hide(person(ctx), hidden);
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  // ── what was sent ──────────────────────────────────────────────────────────────────────────

  private Facts facts(Caller self) {
    return db.read(tx -> beginning.of(tx, self)).facts();
  }

  /** The steps are a person's own; a token has no phone. */
  static Caller person(Context ctx) {
    var caller = Caller.of(ctx);
    if (caller.id() <= 0) {
      throw Problem.forbidden(
          "The first steps are a person’s own. Sign in, or use a person’s token.");
    }
    return caller;
  }

  /** Nothing is wrong with it: it only comes back beside what was seen. */
  private static Typed typed(Context ctx, String form) {
    return new Typed(
        form,
        Map.of("name", field(ctx, "name"), "address", field(ctx, "address")),
        List.of(),
        null);
  }

  private static String field(Context ctx, String name) {
    return Scrutiny.tidy(ctx.formParam(name));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.notFound("A contact method has a number, such as 7."));
  }
}
