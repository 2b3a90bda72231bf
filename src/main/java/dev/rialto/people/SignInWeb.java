package dev.rialto.people;

import dev.rialto.people.EntryLink.Purpose;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Show;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** In and out: by password, by a link that opens once, and out again, here or everywhere. */
final class SignInWeb {
  private static final int FEW_TRIES = 4;

  private final SignIns signIns;
  private final FirstRun firstRun;
  private final EntryLinks links;
  private final People people;
  private final DoorkeeperWeb doorkeeper;
  private final Doors doors;
  private final InstantSource clock;

  SignInWeb(
      SignIns signIns,
      FirstRun firstRun,
      EntryLinks links,
      People people,
      DoorkeeperWeb doorkeeper,
      Doors doors,
      InstantSource clock) {
    this.signIns = signIns;
    this.firstRun = firstRun;
    this.links = links;
    this.people = people;
    this.doorkeeper = doorkeeper;
    this.doors = doors;
    this.clock = clock;
  }

  void open() {
    doors.get("/sign-in", Access.ANYONE, this::showSignIn);
    doors.post("/sign-in", Access.ANYONE, this::signIn);
    doors.post("/sign-out", Access.ANYONE, this::signOut);
    doors.post("/sign-out-everywhere", Access.VIEWER, this::signOutEverywhere);
    doors.get(
        "/forgot",
        Access.ANYONE,
        ctx -> doors.pages().show(ctx, new ForgotPage(links.canMail(), "")));
    doors.post("/forgot", Access.ANYONE, this::forgot);
    doors.get("/first-run/{key}", Access.ANYONE, ctx -> showFirstRun(ctx, Typed.NOTHING));
    doors.post("/first-run/{key}", Access.ANYONE, this::acceptFirstRun);
    doors.get("/invitation/{key}", Access.ANYONE, ctx -> showInvitation(ctx, Typed.NOTHING));
    doors.post("/invitation/{key}", Access.ANYONE, this::acceptInvitation);
    doors.get("/reset/{key}", Access.ANYONE, ctx -> showReset(ctx, Typed.NOTHING));
    doors.post("/reset/{key}", Access.ANYONE, this::acceptReset);
  }

  private void showSignIn(Context ctx) {
    var next = AskedWeb.next(AskedWeb.query(ctx, "next"));
    if (Caller.of(ctx).kind() == Caller.Kind.PERSON) AskedWeb.seeOther(ctx, next);
    else show(ctx, next, "", null);
  }

  private void signIn(Context ctx) {
    var next = AskedWeb.next(AskedWeb.field(ctx, "next"));
    var email = AskedWeb.field(ctx, "email").strip();
    var password = AskedWeb.field(ctx, "password");
    switch (signIns.signIn(email, password, doorkeeper.browser(ctx))) {
      case SignIns.Welcome welcome -> {
        doorkeeper.letIn(ctx, welcome.entry());
        AskedWeb.seeOther(ctx, next);
      }
      case SignIns.NotThatPassword wrong -> {
        ctx.status(422);
        show(ctx, next, email, refusal(wrong.triesLeft()));
      }
      case SignIns.TooSoon soon -> {
        var wait = Duration.between(clock.instant(), soon.until());
        ctx.status(429).header("Retry-After", String.valueOf(wait.toSeconds() + 1));
        show(ctx, next, email, tooSoon(soon.until()));
      }
    }
  }

  private static String refusal(int triesLeft) {
    var first = "That is not the password of this address.";
    if (triesLeft > FEW_TRIES) return first;
    return triesLeft == 0
        ? first + " Before the next try there is a pause."
        : first + " " + Show.plural(triesLeft, "more try", "more tries") + ", then a pause.";
  }

  private String tooSoon(Instant until) {
    var wait = Duration.between(clock.instant(), until).plusSeconds(1);
    return "Too many tries failed. Try again in %s.".formatted(Show.duration(wait));
  }

  private void show(Context ctx, String next, String email, @Nullable String wrong) {
    var host = doors.publicUrl().getAuthority();
    doors.pages().show(ctx, new SignInPage(host, next, email, wrong, links.canMail()));
  }

  private void signOut(Context ctx) {
    signIns.signOut(Caller.of(ctx), doorkeeper.session(ctx));
    doorkeeper.letOut(ctx);
    AskedWeb.seeOther(ctx, "/sign-in");
  }

  private void signOutEverywhere(Context ctx) {
    signIns.signOutEverywhere(AskedWeb.self(ctx), AskedWeb.self(ctx).id());
    doorkeeper.letOut(ctx);
    AskedWeb.seeOther(ctx, "/sign-in");
  }

  private void forgot(Context ctx) {
    signIns.countAsking(doorkeeper.browser(ctx));
    links.forgot(AskedWeb.field(ctx, "email").strip());
    notice(
        ctx,
        "Look into your mail",
        "If there is an account with this address, a link is on its way.",
        "Back to sign-in");
  }

  private void showFirstRun(Context ctx, Typed typed) {
    if (!firstRun.isAlive(ctx.pathParam("key"))) {
      spent(ctx, "Start Rialto again for a new link, or sign in if there is an administrator.");
      return;
    }
    doors
        .pages()
        .show(
            ctx,
            new EntryPage(
                "You are the first here",
                "This makes you the administrator. Everyone else you invite.",
                ctx.path(),
                true,
                true,
                "",
                null,
                "Open Rialto",
                typed));
  }

  private void acceptFirstRun(Context ctx) {
    enter(
        ctx,
        () ->
            firstRun.accept(
                ctx.pathParam("key"),
                Scrutiny.tidy(AskedWeb.field(ctx, "name")),
                AskedWeb.field(ctx, "email").strip(),
                AskedWeb.field(ctx, "password"),
                doorkeeper.browser(ctx)),
        this::showFirstRun);
  }

  private void showInvitation(Context ctx, Typed typed) {
    var link = links.alive(Purpose.INVITATION, ctx.pathParam("key"));
    if (link.isEmpty()) {
      spent(ctx, "Ask whoever invited you for a new one, or sign in if you have been here before.");
      return;
    }
    var email = link.get().email();
    doors
        .pages()
        .show(
            ctx,
            new EntryPage(
                "You are invited to Rialto",
                "You will sign in as " + email + ".",
                ctx.path(),
                true,
                false,
                link.get().name() == null ? "" : link.get().name(),
                email,
                "Come in",
                typed));
  }

  private void acceptInvitation(Context ctx) {
    enter(
        ctx,
        () ->
            links.acceptInvitation(
                ctx.pathParam("key"),
                Scrutiny.tidy(AskedWeb.field(ctx, "name")),
                AskedWeb.field(ctx, "password"),
                doorkeeper.browser(ctx)),
        this::showInvitation);
  }

  private void showReset(Context ctx, Typed typed) {
    var link = links.alive(Purpose.RESET, ctx.pathParam("key"));
    if (link.isEmpty() || link.get().personId() == null) {
      spent(ctx, "Ask for a new one.");
      return;
    }
    var email = people.byId(link.get().personId()).email();
    doors
        .pages()
        .show(
            ctx,
            new EntryPage(
                "Set a new password",
                "For " + email + ". Wherever you were signed in, you will be signed out.",
                ctx.path(),
                false,
                false,
                "",
                email,
                "Set it and sign in",
                typed));
  }

  private void acceptReset(Context ctx) {
    enter(
        ctx,
        () ->
            links.acceptReset(
                ctx.pathParam("key"), AskedWeb.field(ctx, "password"), doorkeeper.browser(ctx)),
        this::showReset);
  }

  private interface Form {
    void show(Context ctx, Typed typed);
  }

  private void enter(Context ctx, Supplier<SignIns.Welcome> accept, Form form) {
    try {
      doorkeeper.letIn(ctx, accept.get().entry());
      AskedWeb.seeOther(ctx, "/");
    } catch (Problem problem) {
      if (problem.status() == 410) {
        spent(ctx, "Ask for a new one.");
      } else if (Typed.mendable(problem)) {
        ctx.status(problem.status());
        form.show(ctx, Typed.of("entry", ctx.formParamMap(), problem));
      } else {
        throw problem;
      }
    }
  }

  private void spent(Context ctx, String advice) {
    ctx.status(410);
    notice(
        ctx,
        "This link no longer works",
        "It has been used, was withdrawn, or is too old. " + advice,
        "Go to sign-in");
  }

  private void notice(Context ctx, String title, String says, String linkSays) {
    doors.pages().show(ctx, new NoticePage(title, says, "/sign-in", linkSays));
  }
}
