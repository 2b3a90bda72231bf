package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import dev.rialto.probes.Outcome;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a check: typed, tried, saved. */
public final class CheckFormWeb {
  static final int MOST_SERVICES = 2_000;

  private static final List<String> PROBE_FIELDS =
      List.of(
          "urls",
          "method",
          "headers",
          "secret_headers",
          "auth_user",
          "auth_password",
          "body",
          "redirects",
          "verify_certificate",
          "status",
          "latency_degraded",
          "latency_down",
          "days_degraded",
          "days_down",
          "host",
          "port",
          "tls",
          "send",
          "expect",
          "expect_pattern",
          "name",
          "record",
          "resolver",
          "match",
          "answers",
          "server_name",
          "period_min",
          "grace_min",
          "cron",
          "zone");

  private final Checks checks;
  private final Tries tries;
  private final Database db;
  private final Pages pages;
  private final CheckWeb page;

  CheckFormWeb(Checks checks, Tries tries, Database db, Pages pages, CheckWeb page) {
    this.checks = checks;
    this.tries = tries;
    this.db = db;
    this.pages = pages;
    this.page = page;
  }

  void open(Doors doors) {
    doors.get("/checks/new", Access.MEMBER, this::blank);
    doors.post("/checks", Access.MEMBER, this::create);
    doors.post("/checks/try", Access.MEMBER, this::tryIt);
    doors.get("/checks/{id}/edit", Access.MEMBER, this::edit);
    doors.post("/checks/{id}", Access.MEMBER, this::change);
    doors.post("/checks/{id}/try", Access.MEMBER, this::tryIt);
  }

  private void blank(Context ctx) {
    var type = new Asked(ctx).oneOf("type", What.TYPES);
    var service = new Asked(ctx).textOrNull("service");
    var draft = CheckDraft.empty(service == null ? "" : service, type == null ? "http" : type);
    show(ctx, draft, ProbeForm.of(draft.probe()), null, List.of(), null, null);
  }

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var typed = probe(ctx);
    var draft = draft(ctx, typed, scrutiny);
    try {
      var made = checks.create(Caller.of(ctx), draft, scrutiny);
      var token = made.token();
      if (token == null) {
        ctx.redirect(made.check().path(), HttpStatus.SEE_OTHER);
      } else {
        // Shown with this very answer and never again, so it travels in no address and no cookie.
        ctx.attribute(CheckWeb.TOKEN, token);
        ctx.status(201);
        page.show(ctx, made.check());
      }
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      show(ctx, draft, typed, null, problem.errors(), null, null);
    }
  }

  private void edit(Context ctx) {
    var check = editable(ctx);
    var draft = CheckDraft.of(check);
    show(ctx, draft, ProbeForm.of(draft.probe()), check, List.of(), null, null);
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var typed = probe(ctx);
    var draft = draft(ctx, typed, scrutiny);
    var check = editable(ctx);
    try {
      var after =
          checks.change(Caller.of(ctx), check.id(), Fields.version(ctx, null), draft, scrutiny);
      ctx.redirect(after.path(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, draft, typed, editable(ctx), again.wrongs(), again.faster(), null);
    }
  }

  /** Runs what was typed and shows it beside what was typed; nothing is kept. */
  private void tryIt(Context ctx) {
    var scrutiny = new Scrutiny();
    var typed = probe(ctx);
    var draft = draft(ctx, typed, scrutiny);
    var check = ctx.pathParamMap().containsKey("id") ? editable(ctx) : null;
    try {
      var what =
          db.read(
              tx ->
                  checks.ready(
                      tx,
                      Caller.of(ctx),
                      draft,
                      check == null ? null : check.id(),
                      new Scrutiny()));
      var probe = what.probe();
      if (probe == null) {
        throw Problem.invalid("type", "A heartbeat reports by itself; there is nothing to try.");
      }
      var outcome = tries.make(Caller.of(ctx), probe, draft.timeoutSeconds());
      show(ctx, draft, typed, check, List.of(), null, outcome);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      show(ctx, draft, typed, check, problem.errors(), null, null);
    }
  }

  private void show(
      Context ctx,
      CheckDraft draft,
      ProbeForm probe,
      @Nullable Check check,
      List<Wrong> wrongs,
      @Nullable String faster,
      @Nullable Outcome tried) {
    var services = db.read(tx -> tx.attach(CheckSql.class).services(MOST_SERVICES));
    pages.show(ctx, new CheckFormPage(draft, probe, check, services, wrongs, faster, tried));
  }

  private Check editable(Context ctx) {
    return db.read(tx -> checks.editable(tx, Caller.of(ctx), CheckWeb.id(ctx)));
  }

  private static ProbeForm probe(Context ctx) {
    var type = Scrutiny.tidy(ctx.formParam("type"));
    if (!What.TYPES.contains(type)) {
      throw Problem.badRequest("type is one of " + String.join(", ", What.TYPES) + ".");
    }
    var kinds = ctx.formParams("expect_kind");
    var ofs = ctx.formParams("expect_of");
    var iss = ctx.formParams("expect_is");
    var values = ctx.formParams("expect_value");
    var rows = new ArrayList<ProbeForm.Row>();
    for (int i = 0; i < kinds.size(); i++) {
      rows.add(
          new ProbeForm.Row(kinds.get(i), Scrutiny.tidy(at(ofs, i)), at(iss, i), at(values, i)));
    }
    return ProbeForm.typed(type, PROBE_FIELDS, ctx::formParam, rows);
  }

  private static CheckDraft draft(Context ctx, ProbeForm probe, Scrutiny scrutiny) {
    return new CheckDraft(
        Scrutiny.tidy(ctx.formParam("name")),
        Scrutiny.tidy(ctx.formParam("service")),
        Scrutiny.tidy(ctx.formParam("environment")),
        probe.json(),
        number(ctx, "interval_s", CheckDraft.USUAL_INTERVAL, scrutiny),
        number(ctx, "timeout_s", CheckDraft.USUAL_TIMEOUT, scrutiny),
        number(ctx, "confirm_failures", 2, scrutiny),
        number(ctx, "confirm_of", 3, scrutiny),
        Scrutiny.tidy(ctx.formParam("severity")),
        Scrutiny.tidy(ctx.formParam("must_hold")),
        Scrutiny.tidy(ctx.formParam("how_probed")),
        ctx.formParam("badge") != null);
  }

  private static int number(Context ctx, String field, int usual, Scrutiny scrutiny) {
    var typed = Scrutiny.tidy(ctx.formParam(field));
    if (typed.matches("\\d{1,6}")) {
      return Integer.parseInt(typed);
    }
    scrutiny.holds(typed.isEmpty(), field, "This has to be a whole number.");
    return usual;
  }

  private static String at(List<String> values, int i) {
    return i < values.size() ? values.get(i) : "";
  }
}
