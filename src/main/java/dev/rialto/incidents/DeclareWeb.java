package dev.rialto.incidents;

import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declaring an incident: with one press from its alert, or with a form that proposes most of it.
 */
final class DeclareWeb {
  /** Live incidents of the same service that somebody may mean. */
  static final int NEAR = 3;

  private final Incidents incidents;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  DeclareWeb(Incidents incidents, Database db, InstantSource clock, Pages pages) {
    this.incidents = incidents;
    this.db = db;
    this.clock = clock;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get("/incidents/new", Access.MEMBER, this::blank);
    doors.post("/incidents", Access.MEMBER, this::declare);
    doors.get("/incidents/{id}/edit", Access.MEMBER, this::edit);
    doors.post("/incidents/{id}", Access.MEMBER, this::change);
  }

  private void blank(Context ctx) {
    var alert = ctx.queryParam("alert");
    long alertId = Digits.of(alert).orElse(0L);
    var service = Scrutiny.tidy(ctx.queryParam("service"));
    var fact = fact(alertId);
    if (fact == null) {
      show(ctx, new Typed("", 0, service, "", List.of()), null, List.of(), null);
      return;
    }
    var proposal = proposal(fact);
    show(
        ctx,
        new Typed(
            proposal.title(),
            proposal.severity().number(),
            fact.slug() == null ? service : fact.slug(),
            "",
            List.of(alertId)),
        null,
        List.of(),
        null);
  }

  /** What stands in the fields of the form. */
  private record Typed(
      String title, int severity, String services, String began, List<Long> alerts) {}

  private void declare(Context ctx) {
    var typed = typed(ctx);
    var scrutiny = new Scrutiny();
    try {
      IncidentsWeb.toPage(
          ctx, incidents.declare(Caller.of(ctx), draft(ctx, typed, scrutiny), scrutiny));
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, typed, null, again.wrongs(), again.faster());
    }
  }

  private void edit(Context ctx) {
    var incident = found(ctx);
    show(
        ctx,
        new Typed(
            incident.title(),
            incident.severity().number(),
            "",
            local(ctx, incident.beganAt()),
            List.of()),
        incident,
        List.of(),
        null);
  }

  private void change(Context ctx) {
    var typed = typed(ctx);
    var scrutiny = new Scrutiny();
    var id = IncidentsWeb.id(ctx);
    try {
      var draft = draft(ctx, typed, scrutiny);
      IncidentsWeb.toPage(
          ctx, incidents.change(Caller.of(ctx), id, Fields.version(ctx, null), draft, scrutiny));
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(ctx, typed, found(ctx), again.wrongs(), again.faster());
    }
  }

  /** One press on an alert says neither title nor severity: then its proposal is taken. */
  private Typed typed(Context ctx) {
    var severity = Scrutiny.tidy(ctx.formParam("severity"));
    var alerts =
        IncidentsWeb.names(ctx.formParam("alerts")).stream()
            .flatMap(number -> Digits.of(number).stream())
            .toList();
    var fact =
        "yes".equals(ctx.formParam("quick")) && !alerts.isEmpty() ? fact(alerts.getFirst()) : null;
    if (fact != null) {
      var proposal = proposal(fact);
      return new Typed(
          proposal.title(),
          proposal.severity().number(),
          fact.slug() == null ? "" : fact.slug(),
          "",
          alerts);
    }
    return new Typed(
        Scrutiny.tidy(ctx.formParam("title")),
        severity.matches("\\d") ? Integer.parseInt(severity) : 0,
        Scrutiny.tidy(ctx.formParam("services")),
        Scrutiny.tidy(ctx.formParam("began")),
        alerts);
  }

  private static IncidentDraft draft(Context ctx, Typed typed, Scrutiny scrutiny) {
    return new IncidentDraft(
        typed.title(),
        typed.severity(),
        IncidentsWeb.names(typed.services()),
        typed.alerts(),
        moment(ctx, typed.began(), scrutiny));
  }

  private static @Nullable Instant moment(Context ctx, String typed, Scrutiny scrutiny) {
    if (typed.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(typed).atZone(Frame.of(ctx).zone()).toInstant();
    } catch (DateTimeParseException e) {
      scrutiny.wrong("began_at", "A local date and time, such as 2026-11-24T22:00.");
      return null;
    }
  }

  /** To the second: an edit that leaves the field alone must not move the moment far. */
  private static String local(Context ctx, Instant at) {
    return at.atZone(Frame.of(ctx).zone())
        .toLocalDateTime()
        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
        .toString();
  }

  private void show(
      Context ctx,
      Typed typed,
      @Nullable Incident incident,
      List<Wrong> wrongs,
      @Nullable String faster) {
    pages.show(
        ctx,
        new DeclarePage(
            typed.title(),
            typed.severity(),
            typed.services(),
            typed.began(),
            typed.alerts(),
            incident == null ? near(typed) : List.of(),
            incident,
            wrongs,
            faster,
            clock.instant()));
  }

  private List<Incident> near(Typed typed) {
    var fact = typed.alerts().isEmpty() ? null : fact(typed.alerts().getFirst());
    var serviceId = fact == null ? null : fact.serviceId();
    return serviceId == null
        ? List.of()
        : db.read(tx -> tx.attach(IncidentReadSql.class).liveOfService(serviceId, NEAR)).stream()
            .map(Incidents::incident)
            .toList();
  }

  private IncidentReadSql.@Nullable AlertFact fact(long alertId) {
    return db.read(tx -> tx.attach(IncidentReadSql.class).alerts(List.of(alertId))).stream()
        .findFirst()
        .orElse(null);
  }

  private static Proposal proposal(IncidentReadSql.AlertFact fact) {
    return new Proposal(
        fact.title(),
        fact.severity(),
        fact.service() == null ? "" : fact.service(),
        fact.tier(),
        fact.capability());
  }

  private Incident found(Context ctx) {
    return db.read(tx -> incidents.must(tx, IncidentsWeb.id(ctx)));
  }
}
