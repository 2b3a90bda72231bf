package dev.rialto.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON doors of items and of how teams keep their boards. */
public final class ItemsApiWeb {
  private final Items items;
  private final ItemRemovals removals;
  private final TeamBoards boards;
  private final Teams teams;

  public ItemsApiWeb(Items items, ItemRemovals removals, TeamBoards boards, Teams teams) {
    this.items = items;
    this.removals = removals;
    this.boards = boards;
    this.teams = teams;
  }

  public void open(Doors doors) {
    doors.get("/api/v1/items", Access.VIEWER, this::list);
    doors.post("/api/v1/items", Access.MEMBER, this::create);
    doors.get("/api/v1/items/{key}", Access.VIEWER, this::one);
    doors.patch("/api/v1/items/{key}", Access.MEMBER, this::change);
    doors.delete("/api/v1/items/{key}", Access.MEMBER, this::remove);
    doors.post("/api/v1/items/{key}/move", Access.MEMBER, this::move);
    doors.put("/api/v1/items/{key}/block", Access.MEMBER, this::block);
    doors.delete("/api/v1/items/{key}/block", Access.MEMBER, this::unblock);
    doors.get(
        "/api/v1/teams/{slug}/board",
        Access.VIEWER,
        ctx -> ctx.json(boards.of(team(ctx.pathParam("slug")))));
    doors.put("/api/v1/teams/{slug}/board", Access.MEMBER, this::settle);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    var team = ctx.queryParam("team");
    var service = ctx.queryParam("service");
    var state = ctx.queryParam("state");
    var after = listing.cursor() == null ? "" : listing.cursor();
    if (!after.matches("[0-9A-Za-z]{0,64}")) {
      throw Problem.badRequest(
          "cursor is not one that this list handed out; leave it out to start again.");
    }
    if (state != null && ItemState.of(state).isEmpty()) {
      throw Problem.badRequest(
          "state is one of backlog, ready, in_progress, in_review, deploying, verified.");
    }
    var rows =
        items.page(
            team == null ? null : team(team).id(),
            service == null
                ? null
                : items
                    .service(service)
                    .orElseThrow(() -> Problem.notFound("No service “" + service + "”.")),
            state,
            Scrutiny.tidy(ctx.queryParam("q")),
            after,
            listing.limit() + 1);
    ctx.json(listing.answer(rows, ItemJson::of, Item::rank));
  }

  private void create(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft = ItemJson.merge(ItemDraft.blank("", ""), Json.parse(ctx.bodyAsBytes()), scrutiny);
    var made = items.create(Caller.of(ctx), draft, scrutiny);
    ctx.status(201).header("Location", "/api/v1/items/" + made.key()).json(ItemJson.of(made));
  }

  private void one(Context ctx) {
    var item = items.named(ctx.pathParam("key"));
    ctx.json(ItemJson.Whole.of(item, items.history(item)));
  }

  private void change(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var item = items.named(ctx.pathParam("key"));
    var base = ItemDraft.of(item, items.history(item).links());
    var draft = ItemJson.merge(base, body, scrutiny);
    scrutiny
        .holds(draft.team().equals(base.team()), "team", "An item stays with its team.")
        .holds(draft.state().equals(base.state()), "state", "Send a move to change this.");
    ctx.json(
        ItemJson.of(
            items.change(Caller.of(ctx), item.key(), Fields.version(ctx, body), draft, scrutiny)));
  }

  private void remove(Context ctx) {
    removals.remove(Caller.of(ctx), ctx.pathParam("key"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void move(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var fields = new Fields(body, scrutiny, Set.of("state", "after", "before", "version"));
    var state = fields.text("state", "");
    var after = fields.text("after", "");
    var before = fields.text("before", "");
    scrutiny.orThrow();
    ctx.json(
        ItemJson.of(
            items.move(
                Caller.of(ctx),
                ctx.pathParam("key"),
                new Move(
                    Move.state(state),
                    after.isEmpty() ? null : after,
                    before.isEmpty() ? null : before,
                    Fields.version(ctx, body)))));
  }

  private void block(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var reason = new Fields(body, scrutiny, Set.of("reason", "version")).text("reason", "");
    scrutiny.orThrow();
    ctx.json(
        ItemJson.of(
            items.block(Caller.of(ctx), ctx.pathParam("key"), Fields.version(ctx, body), reason)));
  }

  private void unblock(Context ctx) {
    ctx.json(
        ItemJson.of(
            items.unblock(Caller.of(ctx), ctx.pathParam("key"), Fields.version(ctx, null))));
  }

  private void settle(Context ctx) {
    var scrutiny = new Scrutiny();
    var body = Json.parse(ctx.bodyAsBytes());
    var team = team(ctx.pathParam("slug"));
    var is = boards.of(team);
    var fields =
        new Fields(
            body,
            scrutiny,
            Set.of("prefix", "ready", "in_progress", "in_review", "deploying", "version"));
    var wanted =
        new TeamBoard(
            fields.text("prefix", is.prefix()),
            limit(body, fields, "ready", is.ready()),
            limit(body, fields, "in_progress", is.inProgress()),
            limit(body, fields, "in_review", is.inReview()),
            limit(body, fields, "deploying", is.deploying()),
            Fields.version(ctx, body));
    ctx.json(boards.change(Caller.of(ctx), team, wanted, scrutiny));
  }

  /** Null takes a limit away. */
  private static @Nullable Integer limit(
      JsonNode body, Fields fields, String name, @Nullable Integer otherwise) {
    if (!body.has(name)) return otherwise;
    return body.get(name).isNull() ? null : Integer.valueOf(fields.whole(name, 0));
  }

  private Team team(String slug) {
    return teams
        .bySlug(slug)
        .orElseThrow(() -> Problem.notFound("No team “" + slug + "”. They are under /teams."));
  }
}
