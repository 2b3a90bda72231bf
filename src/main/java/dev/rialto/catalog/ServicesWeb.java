package dev.rialto.catalog;

import dev.rialto.capabilities.Capabilities;
import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The doors of services: pages and JSON side by side. The list of them all is a screen of the
 * front.
 */
public final class ServicesWeb {
  private static final int ENTRIES_SHOWN = 8;
  private static final int SHOWN_OF_A_TEAM = 50;
  private static final int MOST_OWNERS = 500;

  private static final int MOST_PEOPLE = 500;
  private static final int SHOWN_OF_A_CAPABILITY = 100;

  private final Services services;
  private final Ownerships ownerships;
  private final Capabilities capabilities;
  private final Teams teams;
  private final People people;
  private final Journal journal;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public ServicesWeb(
      Services services,
      Ownerships ownerships,
      Capabilities capabilities,
      Teams teams,
      People people,
      Journal journal,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.services = services;
    this.ownerships = ownerships;
    this.capabilities = capabilities;
    this.teams = teams;
    this.people = people;
    this.journal = journal;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services/new", Access.MEMBER, this::blank);
    doors.post("/services", Access.MEMBER, this::create);
    doors.get("/services/{slug}", Access.VIEWER, this::page);
    doors.get("/services/{slug}/edit", Access.MEMBER, this::edit);
    doors.post("/services/{slug}", Access.MEMBER, this::change);
    doors.get("/services/{slug}/remove", Access.MEMBER, this::askRemoval);
    doors.post("/services/{slug}/removal", Access.MEMBER, this::remove);
    doors.post("/services/{slug}/detachment", Access.MEMBER, this::detach);
    doors.get("/capabilities/{slug}/services", Access.VIEWER, this::ofCapability);
    doors.get("/teams/{slug}/services", Access.VIEWER, this::ofTeam);

    doors.get("/api/v1/services", Access.VIEWER, this::apiList);
    doors.post("/api/v1/services", Access.MEMBER, this::apiCreate);
    doors.get(
        "/api/v1/services/{slug}", Access.VIEWER, ctx -> ctx.json(ServiceJson.of(named(ctx))));
    doors.get("/api/v1/services/{slug}/owners", Access.VIEWER, this::apiOwners);
    doors.patch("/api/v1/services/{slug}", Access.MEMBER, this::apiChange);
    doors.delete("/api/v1/services/{slug}", Access.MEMBER, this::apiRemove);
    doors.post("/api/v1/services/{slug}/detachment", Access.MEMBER, this::apiDetach);
  }

  private void page(Context ctx) {
    var service = named(ctx);
    var entries = db.read(tx -> journal.of(tx, "service", service.id(), ENTRIES_SHOWN));
    pages.show(
        ctx,
        new ServicePage(
            service, mayEdit(ctx, service), ownerships.of(service.id()), entries, clock.instant()));
  }

  private void blank(Context ctx) {
    var owner = Scrutiny.tidy(ctx.queryParam("owner"));
    form(ctx, ServiceDraft.empty(Slug.fits(owner) ? owner : ""), null, List.of(), null);
  }

  private void form(
      Context ctx,
      ServiceDraft draft,
      @Nullable Service service,
      List<Wrong> wrongs,
      @Nullable String faster) {
    var caller = Caller.of(ctx);
    var owners = teams.page("", caller.isAdmin() ? null : caller.id(), "", MOST_OWNERS);
    pages.show(
        ctx,
        new ServiceFormPage(
            draft,
            service,
            owners,
            capabilities.names(),
            people.choices(MOST_PEOPLE),
            wrongs,
            faster));
  }

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = ServiceTypedWeb.read(ctx, scrutiny);
    try {
      var service = services.create(Caller.of(ctx), draft, scrutiny);
      ctx.redirect("/services/" + service.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      form(ctx, draft, null, problem.errors(), null);
    }
  }

  private void edit(Context ctx) {
    var service = editable(ctx);
    form(ctx, ServiceDraft.of(service), service, List.of(), null);
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = ServiceTypedWeb.read(ctx, scrutiny);
    try {
      var service =
          services.change(
              Caller.of(ctx), ctx.pathParam("slug"), Fields.version(ctx, null), draft, scrutiny);
      ctx.redirect("/services/" + service.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, draft, named(ctx), again.wrongs(), again.faster());
    }
  }

  private void askRemoval(Context ctx) {
    pages.show(ctx, new ServiceRemovalPage(editable(ctx), null));
  }

  private void remove(Context ctx) {
    var service = editable(ctx);
    try {
      services.remove(Caller.of(ctx), service.slug(), Fields.version(ctx, null));
      ctx.redirect("/services", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      pages.show(ctx, new ServiceRemovalPage(named(ctx), problem.detail()));
    }
  }

  private void detach(Context ctx) {
    var slug = ctx.pathParam("slug");
    services.detach(Caller.of(ctx), slug, Fields.version(ctx, null));
    ctx.redirect("/services/" + slug, HttpStatus.SEE_OTHER);
  }

  private void apiDetach(Context ctx) {
    ctx.json(
        ServiceJson.of(
            services.detach(Caller.of(ctx), ctx.pathParam("slug"), Fields.version(ctx, null))));
  }

  private void ofCapability(Context ctx) {
    var slug = ctx.pathParam("slug");
    var capability =
        capabilities
            .bySlug(slug)
            .orElseThrow(() -> Problem.notFound("No capability “%s”.".formatted(slug)));
    var all =
        services.page(
            new ServicesQuery("", "", 0, capability.slug()), "", SHOWN_OF_A_CAPABILITY + 1);
    boolean more = all.size() > SHOWN_OF_A_CAPABILITY;
    pages.show(
        ctx,
        new CapabilityServices(
            capability, more ? all.subList(0, SHOWN_OF_A_CAPABILITY) : all, more));
  }

  private void ofTeam(Context ctx) {
    var slug = ctx.pathParam("slug");
    var team =
        teams.bySlug(slug).orElseThrow(() -> Problem.notFound("No team “%s”.".formatted(slug)));
    var caller = Caller.of(ctx);
    var owned = services.page(new ServicesQuery("", team.slug(), 0, ""), "", SHOWN_OF_A_TEAM + 1);
    boolean more = owned.size() > SHOWN_OF_A_TEAM;
    pages.show(
        ctx,
        new TeamServices(
            team,
            more ? owned.subList(0, SHOWN_OF_A_TEAM) : owned,
            more,
            caller.mayWrite() && teams.mayActFor(caller, team.id())));
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = services.page(query(ctx), Slug.cursor(listing.cursor()), listing.limit() + 1);
    ctx.json(listing.answer(rows, ServiceJson::of, Service::slug));
  }

  record OwnershipJson(
      String service,
      String name,
      @Nullable String owner,
      @Nullable String ownerName,
      @Nullable String serviceOwnerName,
      Instant validFrom,
      @Nullable Instant validTo) {
    static OwnershipJson of(Ownership o) {
      return new OwnershipJson(
          o.serviceSlug(),
          o.serviceName(),
          o.teamSlug(),
          o.teamName(),
          o.serviceOwner(),
          o.validFrom(),
          o.validTo());
    }
  }

  /** The owners of one moment, or all there ever were; a service that is gone still answers. */
  private void apiOwners(Context ctx) {
    var slug = ctx.pathParam("slug");
    var on = ctx.queryParam("on");
    var spans =
        on == null || on.isEmpty()
            ? ownerships.of(named(ctx).id())
            : ownerships.at(slug, moment(on));
    if (spans.isEmpty()) {
      throw Problem.notFound("Nothing called “%s” was in the catalog then.".formatted(slug));
    }
    ctx.json(new Listing.Answer<>(spans.stream().map(OwnershipJson::of).toList(), null));
  }

  /** A day means its end: who owned it when that day was over; a moment means itself. */
  private Instant moment(String on) {
    try {
      if (!on.matches("\\d{4}-\\d{2}-\\d{2}")) return Instant.parse(on);
      var end = LocalDate.parse(on).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      var last = end.minusMillis(1);
      return last.isAfter(clock.instant()) ? clock.instant() : last;
    } catch (DateTimeException e) {
      throw Problem.badRequest(
          "on is a day such as 2026-11-01, or a moment such as 2026-11-01T12:00:00Z.");
    }
  }

  private void apiCreate(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = ServiceJson.merge(ServiceDraft.empty(""), Json.parse(ctx.bodyAsBytes()), scrutiny);
    var service = services.create(Caller.of(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/services/" + service.slug())
        .json(ServiceJson.of(service));
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var draft = ServiceJson.merge(ServiceDraft.of(named(ctx)), body, scrutiny);
    int version = Fields.version(ctx, body);
    var service = services.change(Caller.of(ctx), ctx.pathParam("slug"), version, draft, scrutiny);
    ctx.json(ServiceJson.of(service));
  }

  private void apiRemove(Context ctx) {
    services.remove(Caller.of(ctx), ctx.pathParam("slug"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private static ServicesQuery query(Context ctx) {
    var tier = Scrutiny.tidy(ctx.queryParam("tier"));
    if (!tier.matches("[1-4]?")) throw Problem.badRequest("tier is a number from 1 to 4.");
    return new ServicesQuery(
        new Asked(ctx).text("q"),
        new Asked(ctx).text("owner"),
        tier.isEmpty() ? 0 : Integer.parseInt(tier),
        new Asked(ctx).text("capability"));
  }

  private Service named(Context ctx) {
    var slug = ctx.pathParam("slug");
    return services.bySlug(slug).orElseThrow(() -> Services.unknown(slug));
  }

  /** For pages that lead to a change: who may not make it hears so before typing. */
  private Service editable(Context ctx) {
    var service = named(ctx);
    if (!mayEdit(ctx, service)) throw Services.notTheirs(service);
    return service;
  }

  private boolean mayEdit(Context ctx, Service service) {
    var caller = Caller.of(ctx);
    return caller.mayWrite() && services.mayEdit(caller, service);
  }
}
