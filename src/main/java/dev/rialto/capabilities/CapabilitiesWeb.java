package dev.rialto.capabilities;

import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
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
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of capabilities: pages and JSON side by side. */
public final class CapabilitiesWeb {
  private static final int ENTRIES_SHOWN = 8;
  private static final int MOST_OWNERS = 500;
  private static final int MOST_PEOPLE = 500;

  private final Capabilities capabilities;
  private final Teams teams;
  private final People people;
  private final Journal journal;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public CapabilitiesWeb(
      Capabilities capabilities,
      Teams teams,
      People people,
      Journal journal,
      Database db,
      InstantSource clock,
      Doors doors) {
    this.capabilities = capabilities;
    this.teams = teams;
    this.people = people;
    this.journal = journal;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get(
        "/capabilities/new",
        Access.MEMBER,
        ctx -> form(ctx, CapabilityDraft.EMPTY, null, List.of(), null));
    Export.ofFew("capabilities", CapabilityJson.class, this::all)
        .open(doors, "/capabilities", Access.VIEWER);
    doors.post("/capabilities", Access.MEMBER, this::create);
    doors.get("/capabilities/{slug}", Access.VIEWER, this::page);
    doors.get("/capabilities/{slug}/edit", Access.MEMBER, this::edit);
    doors.post("/capabilities/{slug}", Access.MEMBER, this::change);
    doors.get(
        "/capabilities/{slug}/remove",
        Access.MEMBER,
        ctx -> pages.show(ctx, removal(editable(ctx), null)));
    doors.post("/capabilities/{slug}/removal", Access.MEMBER, this::remove);

    doors.get("/api/v1/capabilities", Access.VIEWER, this::apiList);
    doors.post("/api/v1/capabilities", Access.MEMBER, this::apiCreate);
    doors.get(
        "/api/v1/capabilities/{slug}",
        Access.VIEWER,
        ctx -> ctx.json(CapabilityJson.of(named(ctx))));
    doors.patch("/api/v1/capabilities/{slug}", Access.MEMBER, this::apiChange);
    doors.delete("/api/v1/capabilities/{slug}", Access.MEMBER, this::apiRemove);
  }

  private List<CapabilityJson> all(Context ctx, int most) {
    return capabilities.page(new Asked(ctx).text("q"), "", most).stream()
        .map(CapabilityJson::of)
        .toList();
  }

  private void page(Context ctx) {
    var capability = named(ctx);
    var entries = db.read(tx -> journal.of(tx, "capability", capability.id(), ENTRIES_SHOWN));
    pages.show(
        ctx,
        new CapabilityPage(
            capability,
            capabilities.parts(capability.id()),
            mayEdit(ctx, capability),
            entries,
            clock.instant()));
  }

  private void form(
      Context ctx,
      CapabilityDraft draft,
      @Nullable Capability capability,
      List<Wrong> wrongs,
      @Nullable String faster) {
    var caller = Caller.of(ctx);
    pages.show(
        ctx,
        new CapabilityFormPage(
            draft,
            capability,
            teams.page("", caller.isAdmin() ? null : caller.id(), "", MOST_OWNERS),
            people.choices(MOST_PEOPLE),
            capabilities.names(),
            wrongs,
            faster));
  }

  private void create(Context ctx) {
    var draft = typed(ctx);
    try {
      var made = capabilities.create(Caller.of(ctx), draft, new Scrutiny());
      ctx.redirect("/capabilities/" + made.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      form(ctx, draft, null, problem.errors(), null);
    }
  }

  private void edit(Context ctx) {
    var capability = editable(ctx);
    form(ctx, CapabilityDraft.of(capability), capability, List.of(), null);
  }

  private void change(Context ctx) {
    var draft = typed(ctx);
    try {
      var changed =
          capabilities.change(
              Caller.of(ctx),
              ctx.pathParam("slug"),
              Fields.version(ctx, null),
              draft,
              new Scrutiny());
      ctx.redirect("/capabilities/" + changed.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, draft, named(ctx), again.wrongs(), again.faster());
    }
  }

  private void remove(Context ctx) {
    var capability = editable(ctx);
    try {
      capabilities.remove(Caller.of(ctx), capability.slug(), Fields.version(ctx, null));
      ctx.redirect("/capabilities", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      pages.show(ctx, removal(named(ctx), problem.detail()));
    }
  }

  private CapabilityRemovalPage removal(Capability capability, @Nullable String reason) {
    return new CapabilityRemovalPage(capability, capabilities.parts(capability.id()), reason);
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows =
        capabilities.page(
            new Asked(ctx).text("q"), Slug.cursor(listing.cursor()), listing.limit() + 1);
    ctx.json(listing.answer(rows, CapabilityJson::of, Capability::slug));
  }

  private void apiCreate(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft =
        CapabilityJson.merge(CapabilityDraft.EMPTY, Json.parse(ctx.bodyAsBytes()), scrutiny);
    var made = capabilities.create(Caller.of(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/capabilities/" + made.slug())
        .json(CapabilityJson.of(made));
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var draft = CapabilityJson.merge(CapabilityDraft.of(named(ctx)), body, scrutiny);
    int version = Fields.version(ctx, body);
    ctx.json(
        CapabilityJson.of(
            capabilities.change(Caller.of(ctx), ctx.pathParam("slug"), version, draft, scrutiny)));
  }

  private void apiRemove(Context ctx) {
    capabilities.remove(Caller.of(ctx), ctx.pathParam("slug"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private static CapabilityDraft typed(Context ctx) {
    return new CapabilityDraft(
        Scrutiny.tidy(ctx.formParam("name")),
        Scrutiny.tidy(ctx.formParam("slug")),
        Scrutiny.tidy(ctx.formParam("description")),
        Scrutiny.tidy(ctx.formParam("owner")),
        Scrutiny.tidy(ctx.formParam("owner_person")),
        Scrutiny.tidy(ctx.formParam("part_of")));
  }

  private Capability named(Context ctx) {
    var slug = ctx.pathParam("slug");
    return capabilities.bySlug(slug).orElseThrow(() -> Capabilities.unknown(slug));
  }

  /** For pages that lead to a change: who may not make it hears so before typing. */
  private Capability editable(Context ctx) {
    var capability = named(ctx);
    if (!mayEdit(ctx, capability)) throw Capabilities.notTheirs(capability);
    return capability;
  }

  private boolean mayEdit(Context ctx, Capability capability) {
    var caller = Caller.of(ctx);
    return caller.mayWrite() && capabilities.mayEdit(caller, capability);
  }
}
