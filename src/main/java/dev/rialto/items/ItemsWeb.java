package dev.rialto.items;

import dev.rialto.items.ItemPage.Typed;
import dev.rialto.people.Membership;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages of items. A move has one address, whether a mouse, a key or a form without scripts
 * sends it; whoever saw an old card gets the fresh one with a 409.
 */
public final class ItemsWeb {
  static final int MOST_TEAMS = 500;

  private final Items items;
  private final ItemRemovals removals;
  private final IncidentCards cards;
  private final Teams teams;
  private final InstantSource clock;
  private final Doors doors;

  public ItemsWeb(
      Items items,
      ItemRemovals removals,
      IncidentCards cards,
      Teams teams,
      InstantSource clock,
      Doors doors) {
    this.items = items;
    this.removals = removals;
    this.cards = cards;
    this.teams = teams;
    this.clock = clock;
    this.doors = doors;
  }

  public void open() {
    doors.get("/items/new", Access.MEMBER, this::blank);
    doors.post("/items", Access.MEMBER, this::create);
    doors.get(
        "/items/{key}",
        Access.VIEWER,
        ctx -> show(ctx, named(ctx), Typed.NOTHING, List.of(), null));
    doors.get("/items/{key}/edit", Access.MEMBER, this::edit);
    doors.post("/items/{key}", Access.MEMBER, this::change);
    doors.get("/items/{key}/remove", Access.MEMBER, ctx -> askRemoval(ctx, null));
    doors.post("/items/{key}/removal", Access.MEMBER, this::remove);
    doors.post("/items/{key}/move", Access.MEMBER, this::move);
    doors.post("/items/{key}/assignee", Access.MEMBER, this::assign);
    doors.post("/items/{key}/block", Access.MEMBER, this::block);
    doors.post("/items/{key}/unblock", Access.MEMBER, this::unblock);
    doors.get("/items/{key}/card", Access.VIEWER, ctx -> card(ctx, named(ctx)));
    doors.get("/incidents/{id}/card/fragment", Access.VIEWER, this::ofIncident);
  }

  private Item named(Context ctx) {
    return items.named(key(ctx));
  }

  private static String key(Context ctx) {
    return ctx.pathParam("key");
  }

  private void blank(Context ctx) {
    var team = Scrutiny.tidy(ctx.queryParam("team"));
    var mine = teams.page("", Caller.of(ctx).id(), "", 1);
    var draft =
        ItemDraft.blank(
            team.isEmpty() && !mine.isEmpty() ? mine.getFirst().slug() : team,
            Scrutiny.tidy(ctx.queryParam("service")));
    form(ctx, draft, null, List.of(), null);
  }

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = typed(ctx, "", "backlog");
    try {
      var made = items.create(Caller.of(ctx), draft, scrutiny);
      ctx.redirect(made.path(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      form(ctx, draft, null, problem.errors(), null);
    }
  }

  private void edit(Context ctx) {
    var item = named(ctx);
    form(ctx, ItemDraft.of(item, items.history(item).links()), item, List.of(), null);
  }

  private void change(Context ctx) {
    var item = named(ctx);
    var draft = typed(ctx, item.teamSlug(), item.state());
    try {
      var after =
          items.change(
              Caller.of(ctx), item.key(), Fields.version(ctx, null), draft, new Scrutiny());
      ctx.redirect(after.path(), HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(ctx, draft, named(ctx), again.wrongs(), again.faster());
    }
  }

  private void askRemoval(Context ctx, @Nullable String faster) {
    var item = named(ctx);
    if (!items.mayEdit(Caller.of(ctx), item)) throw Items.notTheirs(item);
    doors.pages().show(ctx, new ItemRemovalPage(item, removals.reasonsToKeep(item), faster));
  }

  private void remove(Context ctx) {
    var item = named(ctx);
    try {
      removals.remove(Caller.of(ctx), item.key(), Fields.version(ctx, null));
      ctx.redirect("/teams/" + item.teamSlug() + "/board", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      askRemoval(ctx, problem.detail());
    }
  }

  private static ItemDraft typed(Context ctx, String team, String state) {
    var said = Scrutiny.tidy(ctx.formParam("state"));
    return new ItemDraft(
        team.isEmpty() ? Scrutiny.tidy(ctx.formParam("team")) : team,
        Scrutiny.tidy(ctx.formParam("service")),
        Scrutiny.tidy(ctx.formParam("type")),
        Scrutiny.tidy(ctx.formParam("title")),
        Scrutiny.tidy(ctx.formParam("description")),
        Scrutiny.tidy(ctx.formParam("points")),
        Scrutiny.tidy(ctx.formParam("assignee")),
        Scrutiny.tidy(ctx.formParam("links")),
        said.isEmpty() ? state : said);
  }

  private void move(Context ctx) {
    var typed = new Typed(said(ctx, "state"), said(ctx, "after"), "");
    act(
        ctx,
        typed,
        () -> {
          boolean first = typed.after().equals(Neighbour.FIRST);
          var before = first ? firstOf(named(ctx), typed.state()) : said(ctx, "before");
          return items.move(
              Caller.of(ctx),
              key(ctx),
              new Move(
                  Move.state(typed.state()),
                  first || typed.after().isEmpty() ? null : typed.after(),
                  before.isEmpty() ? null : before,
                  Fields.version(ctx, null)));
        });
  }

  private String firstOf(Item item, String state) {
    return Neighbour.firstIn(items.neighbours(item), state.isEmpty() ? item.state() : state);
  }

  private void assign(Context ctx) {
    Long who = said(ctx, "who").equals("nobody") ? null : Long.valueOf(Caller.of(ctx).id());
    act(
        ctx,
        Typed.NOTHING,
        () -> items.assign(Caller.of(ctx), key(ctx), Fields.version(ctx, null), who));
  }

  private void block(Context ctx) {
    // Typed over two lines it is still one sentence on a card.
    var typed = new Typed("", "", said(ctx, "reason").replaceAll("\\s*\\R\\s*", " "));
    act(
        ctx,
        typed,
        () -> items.block(Caller.of(ctx), key(ctx), Fields.version(ctx, null), typed.reason()));
  }

  private void unblock(Context ctx) {
    act(
        ctx,
        Typed.NOTHING,
        () -> items.unblock(Caller.of(ctx), key(ctx), Fields.version(ctx, null)));
  }

  /** A script is answered with the card, a form with the page it came from. */
  private void act(Context ctx, Typed typed, Supplier<Item> work) {
    boolean script = ctx.header("HX-Request") != null;
    try {
      var item = work.get();
      if (script) {
        card(ctx, item);
      } else {
        ctx.redirect(back(ctx, item), HttpStatus.SEE_OTHER);
      }
    } catch (Problem problem) {
      boolean stale = problem.status() == 409;
      if (!stale && problem.status() != 422) throw problem;
      ctx.status(problem.status());
      if (script && stale) {
        ctx.header("X-Rialto-Says", problem.detail());
        card(ctx, named(ctx));
      } else if (script) {
        ctx.contentType("text/plain; charset=utf-8").result(problem.errors().getFirst().message());
      } else {
        show(ctx, named(ctx), typed, problem.errors(), stale ? problem.detail() : null);
      }
    }
  }

  /** The board it was moved on, when the browser says so; otherwise the item's own page. */
  private String back(Context ctx, Item item) {
    var referer = ctx.header("Referer");
    var from = referer == null ? -1 : referer.indexOf('/', referer.indexOf("//") + 2);
    var path = referer == null || from < 0 ? "" : referer.substring(from);
    boolean board =
        path.startsWith("/board") || path.matches("/teams/[a-z0-9-]+/(board|backlog).*");
    return board ? path.replaceFirst("#.*$", "") + "#item-" + item.key() : item.path();
  }

  private static String said(Context ctx, String name) {
    var typed = ctx.formParam(name);
    return Scrutiny.tidy(typed == null ? ctx.queryParam(name) : typed);
  }

  private void card(Context ctx, Item item) {
    boolean mayMove = items.mayEdit(Caller.of(ctx), item);
    doors.pages().show(ctx, new ItemCard(Card.of(item, mayMove), clock.instant()));
  }

  private void ofIncident(Context ctx) {
    var id = ctx.pathParam("id");
    long incident = Digits.of(id).orElseThrow(() -> Problem.notFound("No incident " + id + "."));
    doors.pages().show(ctx, new IncidentCard(cards.of(incident), clock.instant()));
  }

  private void show(
      Context ctx, Item item, Typed typed, List<Wrong> wrongs, @Nullable String faster) {
    boolean mayEdit = items.mayEdit(Caller.of(ctx), item);
    doors
        .pages()
        .show(
            ctx,
            new ItemPage(
                item,
                items.history(item),
                mayEdit ? items.neighbours(item) : List.of(),
                mayEdit,
                typed,
                wrongs,
                faster,
                clock.instant()));
  }

  private void form(
      Context ctx,
      ItemDraft draft,
      @Nullable Item item,
      List<Wrong> wrongs,
      @Nullable String faster) {
    var all = teams.page("", null, "", MOST_TEAMS);
    var team =
        all.stream()
            .filter(each -> each.slug().equals(item == null ? draft.team() : item.teamSlug()))
            .findFirst()
            .or(() -> all.stream().findFirst())
            .map(Team::id);
    doors
        .pages()
        .show(
            ctx,
            new ItemFormPage(
                draft,
                item,
                all,
                team.map(items::servicesOf).orElse(List.of()),
                team.map(this::namesOf).orElse(List.of()),
                wrongs,
                faster));
  }

  private List<String> namesOf(long team) {
    return teams.members(team).stream().filter(Membership::active).map(Membership::name).toList();
  }
}
