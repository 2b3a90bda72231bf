package dev.rialto.status;

import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The forms with which administrators keep the status page. */
final class StatusAdminWeb {
  private static final int SHOWN = 50;

  private final StatusPages status;
  private final Subscriptions subscriptions;
  private final InstantSource clock;
  private final Doors doors;

  StatusAdminWeb(
      StatusPages status, Subscriptions subscriptions, InstantSource clock, Doors doors) {
    this.status = status;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.doors = doors;
  }

  void open() {
    doors.get(
        "/status/settings", Access.ADMIN, ctx -> show(ctx, status.settings(), List.of(), null));
    Export.ofFew(
            "components",
            StatusJson.Item.class,
            (ctx, most) -> status.components().stream().map(StatusJson::of).toList())
        .open(doors, "/status/components", Access.ADMIN);
    Export.of("subscriptions", StatusJson.Follower.class, this::each)
        .open(doors, "/status/subscribers", Access.ADMIN);
    doors.post("/status/settings", Access.ADMIN, this::change);
    doors.get("/status/components/new", Access.ADMIN, this::blank);
    doors.post("/status/components", Access.ADMIN, this::add);
    doors.post("/status/components/all", Access.ADMIN, this::addAll);
    doors.get("/status/components/{id}", Access.ADMIN, this::edit);
    doors.post("/status/components/{id}", Access.ADMIN, this::changeComponent);
    doors.post("/status/components/{id}/removal", Access.ADMIN, this::remove);
    doors.post("/status/subscribers/{id}/removal", Access.ADMIN, this::removeSubscriber);
  }

  private void show(
      Context ctx, StatusSettings typed, List<Wrong> wrongs, @Nullable String faster) {
    doors
        .pages()
        .show(
            ctx,
            new StatusSettingsPage(
                typed,
                status.settings().open(),
                status.components(),
                status.unpublished().size(),
                subscriptions.page(null, SHOWN),
                subscriptions.confirmed(),
                wrongs,
                faster,
                doors.link("/status"),
                clock.instant()));
  }

  /** Addresses are shortened as they are on the screen. */
  private void each(Context ctx, int most, Consumer<StatusJson.Follower> row) {
    Export.walk(
        most,
        Long.MAX_VALUE,
        subscriptions::page,
        Subscription::id,
        each -> row.accept(StatusJson.of(each)));
  }

  private void change(Context ctx) {
    var typed =
        new StatusSettings(
            "yes".equals(ctx.formParam("open")),
            Scrutiny.tidy(ctx.formParam("title")),
            Scrutiny.tidy(ctx.formParam("intro")),
            Fields.version(ctx, null));
    try {
      status.change(Caller.of(ctx), typed, new Scrutiny());
      ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      show(
          ctx,
          again.faster() == null
              ? typed
              : new StatusSettings(
                  typed.open(), typed.title(), typed.intro(), status.settings().version()),
          again.wrongs(),
          again.faster());
    }
  }

  private void blank(Context ctx) {
    var asked = new Asked(ctx);
    form(
        ctx,
        Component.draft(
            asked.text("name"), "", Component.CAPABILITY, asked.text("target"), status.nextPlace()),
        null,
        List.of(),
        null);
  }

  private void edit(Context ctx) {
    var component = status.component(id(ctx));
    form(ctx, component, component, List.of(), null);
  }

  private void form(
      Context ctx,
      Component draft,
      @Nullable Component component,
      List<Wrong> wrongs,
      @Nullable String faster) {
    doors
        .pages()
        .show(ctx, new ComponentFormPage(draft, component, status.unpublished(), wrongs, faster));
  }

  private void add(Context ctx) {
    var draft = typed(ctx);
    try {
      status.add(Caller.of(ctx), draft, new Scrutiny());
      ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      form(ctx, draft, null, problem.errors(), null);
    }
  }

  private void addAll(Context ctx) {
    status.addAll(Caller.of(ctx));
    ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
  }

  private void changeComponent(Context ctx) {
    var draft = typed(ctx);
    try {
      status.change(Caller.of(ctx), id(ctx), Fields.version(ctx, null), draft, new Scrutiny());
      ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, draft, status.component(id(ctx)), again.wrongs(), again.faster());
    }
  }

  private void remove(Context ctx) {
    status.remove(Caller.of(ctx), id(ctx), Fields.version(ctx, null));
    ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
  }

  private void removeSubscriber(Context ctx) {
    subscriptions.remove(Caller.of(ctx), id(ctx));
    ctx.redirect("/status/settings", HttpStatus.SEE_OTHER);
  }

  private static Component typed(Context ctx) {
    var place = Scrutiny.tidy(ctx.formParam("place"));
    return Component.draft(
        Scrutiny.tidy(ctx.formParam("name")),
        Scrutiny.tidy(ctx.formParam("description")),
        Scrutiny.tidy(ctx.formParam("kind")),
        Scrutiny.tidy(ctx.formParam("target")),
        place.matches("\\d{1,3}") ? Integer.parseInt(place) : 0);
  }

  static long id(Context ctx) {
    var id = ctx.pathParam("id");
    return Digits.of(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is nothing called %s here; see /status/settings.".formatted(id)));
  }
}
