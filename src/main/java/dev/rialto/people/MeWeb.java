package dev.rialto.people;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The doors of one's own page: name, zone, password, and where one is signed in. */
final class MeWeb {
  private final People people;
  private final ContactMethods contactMethods;
  private final SignIns signIns;
  private final Passwords passwords;
  private final EntryLinks links;
  private final DoorkeeperWeb doorkeeper;
  private final Doors doors;
  private final InstantSource clock;

  MeWeb(
      People people,
      ContactMethods contactMethods,
      SignIns signIns,
      Passwords passwords,
      EntryLinks links,
      DoorkeeperWeb doorkeeper,
      Doors doors,
      InstantSource clock) {
    this.people = people;
    this.contactMethods = contactMethods;
    this.signIns = signIns;
    this.passwords = passwords;
    this.links = links;
    this.doorkeeper = doorkeeper;
    this.doors = doors;
    this.clock = clock;
  }

  void open() {
    doors.get("/me", Access.VIEWER, ctx -> show(ctx, Typed.NOTHING));
    doors.post("/me", Access.VIEWER, this::change);
    doors.post("/me/password", Access.VIEWER, this::changePassword);
    doors.get("/me/sessions", Access.VIEWER, this::showSessions);
    Export.ofFew("sessions", Session.class, (ctx, most) -> sessions(ctx))
        .column("browser", Session::browser)
        .column("network", Session::network)
        .column("created_at", Session::createdAt)
        .column("seen_at", Session::seenAt)
        .column("this_one", Session::thisOne)
        .open(doors, "/me/sessions", Access.VIEWER);
    doors.post("/me/sessions/{id}/end", Access.VIEWER, this::end);
    doors.get("/api/v1/session", Access.VIEWER, ctx -> ctx.json(SessionJson.of(Caller.of(ctx))));
  }

  void show(Context ctx, Typed typed) {
    var self = AskedWeb.self(ctx);
    var page =
        new MePage(
            people.byId(self.id()),
            contactMethods.of(self.id()),
            links.canMail(),
            typed,
            clock.instant());
    doors.pages().show(ctx, page);
  }

  /** Does what a form asks; what can be mended comes back with the form as it was typed. */
  void orAgain(Context ctx, String form, Runnable act) {
    try {
      act.run();
    } catch (Problem problem) {
      if (!Typed.mendable(problem)) throw problem;
      ctx.status(problem.status());
      show(ctx, Typed.of(form, ctx.formParamMap(), problem));
    }
  }

  private void change(Context ctx) {
    orAgain(
        ctx,
        "details",
        () -> {
          var self = AskedWeb.writer(ctx);
          var wish = People.Change.of(AskedWeb.field(ctx, "name"), AskedWeb.field(ctx, "zone"));
          people.change(self, self.id(), AskedWeb.whole(ctx, "version"), wish);
          AskedWeb.seeOther(ctx, "/me");
        });
  }

  private void changePassword(Context ctx) {
    orAgain(
        ctx,
        "password",
        () -> {
          var self = person(ctx);
          var me = people.byId(self.id());
          var wished = AskedWeb.field(ctx, "new_password");
          var scrutiny = new Scrutiny();
          Particulars.password(scrutiny, "new_password", wished, me.email(), me.name());
          scrutiny.orThrow();
          signIns.confirm(self, AskedWeb.field(ctx, "password"));
          signIns.changePassword(self, passwords.hash(wished), doorkeeper.session(ctx));
          AskedWeb.seeOther(ctx, "/me");
        });
  }

  private void showSessions(Context ctx) {
    doors.pages().show(ctx, new SessionsPage(sessions(ctx), clock.instant()));
  }

  private List<Session> sessions(Context ctx) {
    return signIns.sessions(AskedWeb.self(ctx).id(), doorkeeper.session(ctx));
  }

  private void end(Context ctx) {
    signIns.end(person(ctx), AskedWeb.id(ctx, "id"));
    AskedWeb.seeOther(ctx, "/me/sessions");
  }

  /** Passwords and sessions are for whoever sits there, not for a program in their name. */
  private static Caller person(Context ctx) {
    var caller = Caller.of(ctx);
    if (caller.kind() != Caller.Kind.PERSON) throw Problem.forbidden("Sign in to do this.");
    return caller;
  }

  /** Who is asking, as the API says it back. */
  record SessionJson(
      String kind, long id, String name, @Nullable String role, List<String> scopes) {
    static SessionJson of(Caller c) {
      return new SessionJson(
          c.kind().name().toLowerCase(Locale.ROOT),
          c.id(),
          c.name(),
          c.role() == null ? null : c.role().word(),
          c.scopes().stream().sorted().toList());
    }
  }
}
