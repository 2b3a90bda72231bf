package dev.rialto.skills;

import dev.rialto.people.People;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;

/** The doors of skills: parts of the pages of people and teams, a search, and JSON beside them. */
public final class SkillsWeb {
  private final Skills skills;
  private final People people;
  private final Teams teams;
  private final Pages pages;

  public SkillsWeb(Skills skills, People people, Teams teams, Doors doors) {
    this.skills = skills;
    this.people = people;
    this.teams = teams;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/skills", Access.VIEWER, this::search);
    Export.ofFew("skills", Known.class, this::known).open(doors, "/skills", Access.VIEWER);
    doors.get(
        "/people/{id}/skills",
        Access.VIEWER,
        ctx -> pages.show(ctx, part(ctx, people.byId(id(ctx)).id(), "", List.of())));
    doors.post("/people/{id}/skills", Access.VIEWER, this::add);
    doors.post("/people/{id}/skills/removal", Access.VIEWER, this::takeOut);
    doors.get("/teams/{slug}/skills", Access.VIEWER, this::ofTeam);

    doors.get("/api/v1/skills", Access.VIEWER, this::apiSearch);
    doors.get("/api/v1/people/{id}/skills", Access.VIEWER, this::apiRead);
    doors.put("/api/v1/people/{id}/skills/{skill}", Access.MEMBER, this::apiPut);
    doors.delete("/api/v1/people/{id}/skills/{skill}", Access.MEMBER, this::apiDelete);
  }

  private void search(Context ctx) {
    boolean teaching = teaching(ctx);
    pages.show(ctx, new SkillsPage(q(ctx), teaching, skills.who(q(ctx), teaching)));
  }

  private static boolean teaching(Context ctx) {
    return "1".equals(ctx.queryParam("teaching"));
  }

  /** As the list has them: addresses are not on it. */
  private record Known(
      long personId, String name, String skill, boolean teaches, List<String> teams) {}

  private List<Known> known(Context ctx, int most) {
    return skills.who(q(ctx), teaching(ctx)).stream()
        .map(k -> new Known(k.personId(), k.name(), k.skill(), k.teaches(), k.teams()))
        .toList();
  }

  private PersonSkills part(Context ctx, long personId, String typed, List<Wrong> wrongs) {
    var caller = Caller.of(ctx);
    boolean mayEdit = caller.id() == personId || caller.isAdmin();
    return new PersonSkills(
        personId,
        skills.of(personId),
        mayEdit,
        mayEdit ? skills.names() : List.of(),
        typed,
        wrongs);
  }

  private void add(Context ctx) {
    long id = id(ctx);
    var typed = Scrutiny.tidy(ctx.formParam("skill"));
    try {
      skills.put(Caller.of(ctx), id, typed, "1".equals(ctx.formParam("teaches")));
      ctx.redirect("/people/" + id, HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      var wrongs =
          again.wrongs().isEmpty() ? List.of(new Wrong("skill", problem.detail())) : again.wrongs();
      pages.show(ctx, new PersonSkillsPage(people.byId(id).name(), part(ctx, id, typed, wrongs)));
    }
  }

  private void takeOut(Context ctx) {
    long id = id(ctx);
    skills.remove(Caller.of(ctx), id, Scrutiny.tidy(ctx.formParam("skill")));
    ctx.redirect("/people/" + id, HttpStatus.SEE_OTHER);
  }

  private void ofTeam(Context ctx) {
    var slug = ctx.pathParam("slug");
    var team =
        teams.bySlug(slug).orElseThrow(() -> Problem.notFound("No team “%s”.".formatted(slug)));
    pages.show(ctx, new TeamSkills(skills.inTeam(team.id())));
  }

  record KnowerJson(
      long personId,
      String name,
      String email,
      String skill,
      boolean teaches,
      List<String> teams) {}

  private void apiSearch(Context ctx) {
    boolean teaching = "true".equals(ctx.queryParam("teaching"));
    var found =
        skills.who(q(ctx), teaching).stream()
            .map(
                k ->
                    new KnowerJson(
                        k.personId(), k.name(), k.email(), k.skill(), k.teaches(), k.teams()))
            .toList();
    ctx.json(new Listing.Answer<>(found, null));
  }

  private void apiRead(Context ctx) {
    ctx.json(new Listing.Answer<>(skills.of(people.byId(id(ctx)).id()), null));
  }

  private void apiPut(Context ctx) {
    var scrutiny = new Scrutiny();
    var bytes = ctx.bodyAsBytes();
    var body = Json.parse(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
    new Fields(body, scrutiny, Set.of("teaches"));
    var teaches = body.path("teaches");
    scrutiny.holds(
        teaches.isMissingNode() || teaches.isBoolean(), "teaches", "This is true or false.");
    scrutiny.orThrow();
    skills.put(
        Caller.of(ctx), id(ctx), Scrutiny.tidy(ctx.pathParam("skill")), teaches.booleanValue());
    apiRead(ctx);
  }

  private void apiDelete(Context ctx) {
    skills.remove(Caller.of(ctx), id(ctx), Scrutiny.tidy(ctx.pathParam("skill")));
    ctx.status(204);
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.badRequest("A person is named by their number, such as 7."));
  }

  private static String q(Context ctx) {
    var q = Scrutiny.tidy(ctx.queryParam("q"));
    if (q.length() > Skills.LONGEST_NAME || q.indexOf('\0') >= 0) {
      throw Problem.badRequest(
          "q takes at most %d visible characters.".formatted(Skills.LONGEST_NAME));
    }
    return q;
  }
}
