package dev.rialto.people;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of people and of those who are invited. */
final class PeopleWeb {
  private static final int ROWS = 50;
  private static final int LAST_PAGE = 10_000;
  private static final int INVITATIONS_SHOWN = 100;
  private static final Set<String> CHANGEABLE = Set.of("name", "zone", "role", "active", "version");
  private static final Set<String> INVITABLE = Set.of("email", "name", "role", "deliver");

  private final People people;
  private final EntryLinks links;
  private final ContactMethods contactMethods;
  private final Doors doors;
  private final InstantSource clock;

  PeopleWeb(
      People people,
      EntryLinks links,
      ContactMethods contactMethods,
      Doors doors,
      InstantSource clock) {
    this.people = people;
    this.links = links;
    this.contactMethods = contactMethods;
    this.doors = doors;
    this.clock = clock;
  }

  void open() {
    doors.get("/people", Access.VIEWER, ctx -> showPeople(ctx, Typed.NOTHING));
    Export.ofFew("people", PersonRow.class, (ctx, most) -> rows(ctx, most, 0))
        .column("id", PersonRow::id)
        .column("name", PersonRow::name)
        .column("email", PersonRow::email)
        .column("role", person -> person.role().word())
        .column("active", PersonRow::active)
        .column("verified_methods", PersonRow::verifiedMethods)
        .column("teams", PersonRow::teams)
        .open(doors, "/people", Access.VIEWER);
    Export.ofFew(
            "invitations",
            OpenInvitation.class,
            (ctx, most) -> links.openInvitations(0, most).stream().map(OpenInvitation::of).toList())
        .open(doors, "/people/invitations", Access.ADMIN);
    doors.post("/people/invitations", Access.ADMIN, this::invite);
    doors.post("/people/invitations/{id}/withdrawal", Access.ADMIN, this::withdraw);
    doors.get("/people/{id}", Access.VIEWER, ctx -> showPerson(ctx, Typed.NOTHING));
    doors.post("/people/{id}", Access.ADMIN, this::change);
    doors.post("/people/{id}/reset-link", Access.ADMIN, this::resetLink);

    doors.get("/api/v1/people", Access.VIEWER, this::list);
    doors.get("/api/v1/people/{id}", Access.VIEWER, this::read);
    doors.patch("/api/v1/people/{id}", Access.VIEWER, this::patch);
    doors.post("/api/v1/people/{id}/reset-link", Access.ADMIN, this::makeResetLink);
    doors.get("/api/v1/invitations", Access.ADMIN, this::listInvitations);
    doors.post("/api/v1/invitations", Access.ADMIN, this::makeInvitation);
    doors.delete("/api/v1/invitations/{id}", Access.ADMIN, this::deleteInvitation);
  }

  private void showPeople(Context ctx, Typed typed) {
    boolean isAdmin = Caller.of(ctx).isAdmin();
    var query = AskedWeb.query(ctx, "q");
    int page = AskedWeb.page(ctx, LAST_PAGE);
    var rows = rows(ctx, ROWS + 1, (page - 1) * ROWS);
    doors
        .pages()
        .show(
            ctx,
            new PeoplePage(
                rows.size() > ROWS ? rows.subList(0, ROWS) : rows,
                people.counts(),
                query,
                page,
                rows.size() > ROWS,
                isAdmin ? links.openInvitations(0, INVITATIONS_SHOWN) : List.of(),
                links.canMail(),
                isAdmin,
                typed,
                clock.instant()));
  }

  private List<PersonRow> rows(Context ctx, int limit, int skip) {
    return people.rows(AskedWeb.query(ctx, "q"), limit, skip);
  }

  /** Who is on the way; the link itself is in the answer that made it and in no other. */
  private record OpenInvitation(
      long id,
      @Nullable String email,
      @Nullable String name,
      @Nullable String role,
      boolean mailed,
      @Nullable String mailFailure,
      Instant expiresAt) {
    static OpenInvitation of(EntryLink link) {
      return new OpenInvitation(
          link.id(),
          link.email(),
          link.name(),
          link.role() == null ? null : link.role().word(),
          link.mailed(),
          link.mailFailure(),
          link.expiresAt());
    }
  }

  private void invite(Context ctx) {
    try {
      var made =
          links.invite(
              Caller.of(ctx),
              Scrutiny.tidy(AskedWeb.field(ctx, "name")),
              AskedWeb.field(ctx, "email").strip(),
              AskedWeb.field(ctx, "role"),
              AskedWeb.field(ctx, "deliver").equals("mail"));
      if (made.address() == null) {
        AskedWeb.seeOther(ctx, "/people");
        return;
      }
      ctx.status(201);
      var title = "Hand this link to " + made.link().email();
      showOnce(
          ctx, title, "It works once, for seven days", made.address(), "/people", "Back to people");
    } catch (Problem problem) {
      if (!Typed.mendable(problem)) throw problem;
      ctx.status(problem.status());
      showPeople(ctx, Typed.of("invite", ctx.formParamMap(), problem));
    }
  }

  private void withdraw(Context ctx) {
    links.withdraw(Caller.of(ctx), AskedWeb.id(ctx, "id"));
    AskedWeb.seeOther(ctx, "/people");
  }

  private void showPerson(Context ctx, Typed typed) {
    var caller = Caller.of(ctx);
    long id = AskedWeb.id(ctx, "id");
    doors
        .pages()
        .show(
            ctx,
            new PersonPage(
                people.byId(id),
                people.teams(id),
                contactMethods.of(id),
                people.isWaiting(id),
                caller.isAdmin(),
                caller.id() == id,
                typed,
                clock.instant()));
  }

  private void change(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    try {
      var change =
          new People.Change(
              AskedWeb.field(ctx, "name"),
              null,
              AskedWeb.field(ctx, "role"),
              AskedWeb.field(ctx, "active").equals("true"));
      people.change(Caller.of(ctx), id, AskedWeb.whole(ctx, "version"), change);
      AskedWeb.seeOther(ctx, "/people/" + id);
    } catch (Problem problem) {
      if (!Typed.mendable(problem)) throw problem;
      ctx.status(problem.status());
      showPerson(ctx, Typed.of("person", ctx.formParamMap(), problem));
    }
  }

  private void resetLink(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    var made = links.reset(Caller.of(ctx), id);
    ctx.status(201);
    showOnce(
        ctx,
        "Hand this link to " + people.byId(id).name(),
        "It sets a new password, once, within two hours",
        Objects.requireNonNull(made.address()),
        "/people/" + id,
        "Back");
  }

  private void showOnce(
      Context ctx, String title, String says, String link, String back, String backSays) {
    doors.pages().show(ctx, new OncePage(title, says, "Link", link, back, backSays));
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = people.page(AskedWeb.query(ctx, "q"), listing.after(0), listing.limit() + 1);
    ctx.json(listing.answer(rows, PersonJson::of, p -> String.valueOf(p.id())));
  }

  private void read(Context ctx) {
    ctx.json(PersonJson.of(people.byId(AskedWeb.id(ctx, "id"))));
  }

  private void patch(Context ctx) {
    var caller = AskedWeb.writer(ctx);
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, CHANGEABLE);
    var active = body.get("active");
    scrutiny.holds(active == null || active.isBoolean(), "active", "This has to be true or false.");
    var change =
        new People.Change(
            fields.has("name") ? fields.text("name", "") : null,
            fields.has("zone") ? fields.text("zone", "") : null,
            fields.has("role") ? fields.text("role", "") : null,
            active == null ? null : active.booleanValue());
    scrutiny.orThrow();
    int version = Fields.version(ctx, body);
    ctx.json(PersonJson.of(people.change(caller, AskedWeb.id(ctx, "id"), version, change)));
  }

  record ResetLinkJson(String link, Instant expiresAt) {}

  private void makeResetLink(Context ctx) {
    var made = links.reset(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"));
    ctx.status(201)
        .json(new ResetLinkJson(Objects.requireNonNull(made.address()), made.link().expiresAt()));
  }

  /** The link is there once, in the answer that made it, and only when it was not mailed. */
  record InvitationJson(
      long id,
      @Nullable String email,
      @Nullable String name,
      @Nullable String role,
      boolean mailed,
      @Nullable String mailFailure,
      Instant expiresAt,
      @Nullable String link) {
    static InvitationJson of(EntryLink i) {
      return of(new EntryLinks.Made(i, null));
    }

    static InvitationJson of(EntryLinks.Made made) {
      var i = made.link();
      return new InvitationJson(
          i.id(),
          i.email(),
          i.name(),
          i.role() == null ? null : i.role().word(),
          i.mailed(),
          i.mailFailure(),
          i.expiresAt(),
          made.address());
    }
  }

  private void listInvitations(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = links.openInvitations(listing.after(0), listing.limit() + 1);
    ctx.json(listing.answer(rows, InvitationJson::of, i -> String.valueOf(i.id())));
  }

  private void makeInvitation(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, INVITABLE);
    var email = fields.text("email", "");
    var name = fields.text("name", "");
    var role = fields.text("role", "member");
    var deliver = fields.text("deliver", links.canMail() ? "mail" : "link");
    scrutiny.holds(Set.of("mail", "link").contains(deliver), "deliver", "Choose mail or link.");
    scrutiny.orThrow();
    var made = links.invite(Caller.of(ctx), name, email, role, deliver.equals("mail"));
    ctx.status(201).header("Location", "/api/v1/invitations").json(InvitationJson.of(made));
  }

  private void deleteInvitation(Context ctx) {
    links.withdraw(Caller.of(ctx), AskedWeb.id(ctx, "id"));
    ctx.status(204);
  }
}
