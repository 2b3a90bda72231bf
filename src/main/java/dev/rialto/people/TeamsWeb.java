package dev.rialto.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Frame;
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
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of teams and their members: pages and JSON side by side. */
public final class TeamsWeb {
  private static final int ENTRIES_SHOWN = 8;
  private static final int LONGEST_SEARCH = 200;
  private static final Set<String> FIELDS =
      Set.of("name", "slug", "zone", "description", "version");

  /** Zones named by place: the three-letter ones mean different things to different people. */
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              z ->
                  z.matches(
                      "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .sorted()
          .toList();

  private final Teams teams;
  private final Journal journal;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public TeamsWeb(Teams teams, Journal journal, Database db, InstantSource clock, Doors doors) {
    this.teams = teams;
    this.journal = journal;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/teams", Access.VIEWER, this::list);
    doors.get(
        "/teams/new",
        Access.MEMBER,
        ctx -> form(ctx, TeamDraft.in(Frame.of(ctx).zone()), null, List.of(), null));
    Export.ofFew("teams", TeamJson.class, this::all).open(doors, "/teams", Access.VIEWER);
    Export.ofFew("members", MembershipJson.class, (ctx, most) -> members(ctx))
        .column("person_id", MembershipJson::personId)
        .column("name", MembershipJson::name)
        .column("active", MembershipJson::active)
        .column("role", MembershipJson::role)
        .column("roles", MembershipJson::roles)
        .open(doors, "/teams/{slug}/members", Access.VIEWER);
    doors.post("/teams", Access.MEMBER, this::create);
    doors.get("/teams/{slug}", Access.VIEWER, ctx -> page(ctx, named(ctx), "", List.of()));
    doors.get("/teams/{slug}/edit", Access.MEMBER, this::edit);
    doors.post("/teams/{slug}", Access.MEMBER, this::change);
    doors.get("/teams/{slug}/remove", Access.MEMBER, this::askRemoval);
    doors.post("/teams/{slug}/removal", Access.MEMBER, this::remove);
    doors.post("/teams/{slug}/members", Access.MEMBER, this::add);
    doors.post("/teams/{slug}/members/{person}", Access.MEMBER, this::setRole);
    doors.post("/teams/{slug}/members/{person}/removal", Access.MEMBER, this::takeOut);

    doors.get("/api/v1/teams", Access.VIEWER, this::apiList);
    doors.post("/api/v1/teams", Access.MEMBER, this::apiCreate);
    doors.get("/api/v1/teams/{slug}", Access.VIEWER, ctx -> ctx.json(TeamJson.of(named(ctx))));
    doors.patch("/api/v1/teams/{slug}", Access.MEMBER, this::apiChange);
    doors.delete("/api/v1/teams/{slug}", Access.MEMBER, this::apiRemove);
    doors.get("/api/v1/teams/{slug}/members", Access.VIEWER, this::apiMembers);
    doors.put("/api/v1/teams/{slug}/members/{person}", Access.MEMBER, this::apiAdmit);
    doors.delete("/api/v1/teams/{slug}/members/{person}", Access.MEMBER, this::apiRelease);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var caller = Caller.of(ctx);
    var answer =
        listing.answer(
            page(ctx, Slug.cursor(listing.cursor()), listing.limit() + 1),
            team -> team,
            Team::slug);
    pages.show(
        ctx, new TeamsPage(answer.items(), q(ctx), mine(ctx), answer.next(), caller.mayWrite()));
  }

  private static boolean mine(Context ctx) {
    return "1".equals(ctx.queryParam("mine"));
  }

  private List<Team> page(Context ctx, String after, int limit) {
    return teams.page(q(ctx), mine(ctx) ? Caller.of(ctx).id() : null, after, limit);
  }

  private List<TeamJson> all(Context ctx, int most) {
    return page(ctx, "", most).stream().map(TeamJson::of).toList();
  }

  private void page(Context ctx, Team team, String typed, List<Wrong> wrongs) {
    boolean mayEdit = mayEdit(ctx, team);
    var entries = db.read(tx -> journal.of(tx, "team", team.id(), ENTRIES_SHOWN));
    pages.show(
        ctx,
        new TeamPage(
            team,
            teams.members(team.id()),
            mayEdit ? teams.outsiders(team.id()) : List.of(),
            mayEdit,
            typed,
            wrongs,
            entries,
            clock.instant()));
  }

  private void form(
      Context ctx,
      TeamDraft draft,
      @Nullable Team team,
      List<Wrong> wrongs,
      @Nullable String faster) {
    pages.show(ctx, new TeamFormPage(draft, team, wrongs, faster, ZONES));
  }

  private void create(Context ctx) {
    var draft = typed(ctx);
    try {
      var team = teams.create(Caller.of(ctx), draft, new Scrutiny());
      ctx.redirect("/teams/" + team.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      form(ctx, draft, null, problem.errors(), null);
    }
  }

  private void edit(Context ctx) {
    var team = editable(ctx);
    form(ctx, TeamDraft.of(team), team, List.of(), null);
  }

  private void change(Context ctx) {
    var draft = typed(ctx);
    try {
      var team =
          teams.change(
              Caller.of(ctx),
              ctx.pathParam("slug"),
              Fields.version(ctx, null),
              draft,
              new Scrutiny());
      ctx.redirect("/teams/" + team.slug(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, draft, named(ctx), again.wrongs(), again.faster());
    }
  }

  private void askRemoval(Context ctx) {
    var team = editable(ctx);
    pages.show(ctx, new TeamRemovalPage(team, teams.reasonsToKeep(team.id())));
  }

  private void remove(Context ctx) {
    var team = editable(ctx);
    try {
      teams.remove(Caller.of(ctx), team.slug(), Fields.version(ctx, null));
      ctx.redirect("/teams", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      pages.show(ctx, new TeamRemovalPage(team, List.of(problem.detail())));
    }
  }

  private void add(Context ctx) {
    var team = editable(ctx);
    var typed = Scrutiny.tidy(ctx.formParam("person"));
    var person = teams.personCalled(typed);
    if (person.isEmpty()) {
      ctx.status(422);
      var wrong =
          new Wrong(
              "person",
              "No single active person is called this. Give their e-mail address, or invite them first.");
      page(ctx, team, typed, List.of(wrong));
      return;
    }
    teams.admit(Caller.of(ctx), team.slug(), person.get(), "member", null);
    ctx.redirect("/teams/" + team.slug(), HttpStatus.SEE_OTHER);
  }

  private void setRole(Context ctx) {
    var slug = ctx.pathParam("slug");
    // Two forms come here: one changes who leads, the other what somebody does.
    var role = ctx.formParam("role");
    var roles = ctx.formParam("roles_chosen") == null ? null : roles(ctx.formParams("roles"));
    teams.admit(
        Caller.of(ctx), slug, person(ctx), role == null ? null : role(Scrutiny.tidy(role)), roles);
    ctx.redirect("/teams/" + slug, HttpStatus.SEE_OTHER);
  }

  private void takeOut(Context ctx) {
    var slug = ctx.pathParam("slug");
    teams.release(Caller.of(ctx), slug, person(ctx));
    ctx.redirect("/teams/" + slug, HttpStatus.SEE_OTHER);
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = teams.page(q(ctx), null, Slug.cursor(listing.cursor()), listing.limit() + 1);
    ctx.json(listing.answer(rows, TeamJson::of, Team::slug));
  }

  private void apiCreate(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = merged(TeamDraft.EMPTY, Json.parse(ctx.bodyAsBytes()), scrutiny);
    var team = teams.create(Caller.of(ctx), draft, scrutiny);
    ctx.status(201).header("Location", "/api/v1/teams/" + team.slug()).json(TeamJson.of(team));
  }

  private void apiChange(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var draft = merged(TeamDraft.of(named(ctx)), body, scrutiny);
    int version = Fields.version(ctx, body);
    ctx.json(
        TeamJson.of(teams.change(Caller.of(ctx), ctx.pathParam("slug"), version, draft, scrutiny)));
  }

  private void apiRemove(Context ctx) {
    teams.remove(Caller.of(ctx), ctx.pathParam("slug"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void apiMembers(Context ctx) {
    ctx.json(new Listing.Answer<>(members(ctx), null));
  }

  private List<MembershipJson> members(Context ctx) {
    return teams.members(named(ctx).id()).stream().map(MembershipJson::of).toList();
  }

  private void apiAdmit(Context ctx) {
    var scrutiny = new Scrutiny();
    var bytes = ctx.bodyAsBytes();
    var fields =
        new Fields(
            Json.parse(bytes.length == 0 ? new byte[] {'{', '}'} : bytes),
            scrutiny,
            Set.of("role", "roles"));
    var role = fields.has("role") ? fields.text("role", "member") : null;
    var roles = fields.has("roles") ? fields.texts("roles", List.of()) : null;
    scrutiny.orThrow();
    ctx.json(
        MembershipJson.of(
            teams.admit(
                Caller.of(ctx),
                ctx.pathParam("slug"),
                person(ctx),
                role == null ? null : role(role),
                roles == null ? null : roles(roles))));
  }

  private void apiRelease(Context ctx) {
    teams.release(Caller.of(ctx), ctx.pathParam("slug"), person(ctx));
    ctx.status(204);
  }

  private static TeamDraft typed(Context ctx) {
    return TeamDraft.of(
        Scrutiny.tidy(ctx.formParam("name")),
        Scrutiny.tidy(ctx.formParam("slug")),
        Scrutiny.tidy(ctx.formParam("zone")),
        Scrutiny.tidy(ctx.formParam("description")));
  }

  private static TeamDraft merged(TeamDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return TeamDraft.of(
        fields.text("name", base.name()),
        fields.text("slug", base.slug()),
        fields.text("zone", base.zone()),
        fields.text("description", base.description()));
  }

  private Team named(Context ctx) {
    var slug = ctx.pathParam("slug");
    return teams.bySlug(slug).orElseThrow(() -> Teams.unknown(slug));
  }

  /** For pages that lead to a change: who may not make it hears so before typing. */
  private Team editable(Context ctx) {
    var team = named(ctx);
    if (!mayEdit(ctx, team)) throw Teams.notTheirs(team);
    return team;
  }

  private boolean mayEdit(Context ctx, Team team) {
    var caller = Caller.of(ctx);
    return caller.mayWrite() && teams.mayActFor(caller, team.id());
  }

  private static String role(String role) {
    if (!role.equals("member") && !role.equals("lead")) {
      throw Problem.invalid("role", "A person is a member or a lead.");
    }
    return role;
  }

  private static List<String> roles(List<String> words) {
    for (var word : words) {
      if (!TeamRole.isOne(word)) {
        throw Problem.invalid(
            "roles", "In a team people are " + String.join(", ", TeamRole.words()) + ".");
      }
    }
    return words.stream().distinct().sorted().toList();
  }

  private static long person(Context ctx) {
    return Digits.of(ctx.pathParam("person"))
        .orElseThrow(() -> Problem.badRequest("A person is named by their number, such as 7."));
  }

  private static String q(Context ctx) {
    var q = Scrutiny.tidy(ctx.queryParam("q"));
    if (q.length() > LONGEST_SEARCH || q.indexOf('\0') >= 0) {
      throw Problem.badRequest(
          "Search for at most %d visible characters.".formatted(LONGEST_SEARCH));
    }
    return q;
  }
}
