package dev.rialto.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the forms of the status page do, for programs. */
final class StatusApiWeb {
  private static final Set<String> SETTINGS = Set.of("open", "title", "intro", "version");
  private static final Set<String> COMPONENT =
      Set.of("name", "description", "kind", "target", "place", "version");
  private static final Set<String> SUBSCRIPTION = Set.of("kind", "address", "components");

  private final StatusPages status;
  private final Subscriptions subscriptions;
  private final Doors doors;

  StatusApiWeb(StatusPages status, Subscriptions subscriptions, Doors doors) {
    this.status = status;
    this.subscriptions = subscriptions;
    this.doors = doors;
  }

  void open() {
    doors.get(
        "/api/v1/status/settings", Access.ADMIN, ctx -> ctx.json(StatusJson.of(status.settings())));
    doors.put("/api/v1/status/settings", Access.ADMIN, this::change);
    doors.get(
        "/api/v1/status/components",
        Access.ADMIN,
        ctx ->
            ctx.json(
                new StatusJson.Items(status.components().stream().map(StatusJson::of).toList())));
    doors.post("/api/v1/status/components", Access.ADMIN, this::add);
    doors.patch("/api/v1/status/components/{id}", Access.ADMIN, this::changeComponent);
    doors.delete("/api/v1/status/components/{id}", Access.ADMIN, this::remove);
    doors.get("/api/v1/status/subscriptions", Access.ADMIN, this::list);
    doors.post("/api/v1/status/subscriptions", Access.ADMIN, this::subscribe);
    doors.delete("/api/v1/status/subscriptions/{id}", Access.ADMIN, this::removeSubscription);
  }

  private void change(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, SETTINGS);
    var now = status.settings();
    scrutiny.holds(
        !body.has("open") || body.get("open").isBoolean(), "open", "This has to be true or false.");
    ctx.json(
        StatusJson.of(
            status.change(
                Caller.of(ctx),
                new StatusSettings(
                    body.path("open").asBoolean(now.open()),
                    fields.text("title", now.title()),
                    fields.text("intro", now.intro()),
                    Fields.version(ctx, body)),
                scrutiny)));
  }

  private void add(Context ctx) {
    var scrutiny = new Scrutiny();
    var draft =
        merge(
            Component.draft("", "", Component.CAPABILITY, "", status.nextPlace()),
            Json.parse(ctx.bodyAsBytes()),
            scrutiny);
    var added = status.add(Caller.of(ctx), draft, scrutiny);
    ctx.status(201)
        .header("Location", "/api/v1/status/components/" + added.id())
        .json(StatusJson.of(added));
  }

  private void changeComponent(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    long id = StatusAdminWeb.id(ctx);
    var draft = merge(status.component(id), body, scrutiny);
    ctx.json(
        StatusJson.of(
            status.change(Caller.of(ctx), id, Fields.version(ctx, body), draft, scrutiny)));
  }

  private static Component merge(Component before, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, COMPONENT);
    return Component.draft(
        fields.text("name", before.name()),
        fields.text("description", before.description()),
        fields.text("kind", before.kind()),
        fields.text("target", before.target()),
        fields.whole("place", before.place()));
  }

  private void remove(Context ctx) {
    status.remove(Caller.of(ctx), StatusAdminWeb.id(ctx), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void list(Context ctx) {
    var listing = Listing.of(ctx);
    ctx.json(
        listing.answer(
            subscriptions.page(listing.after(Long.MAX_VALUE), listing.limit() + 1),
            StatusJson::of,
            each -> String.valueOf(each.id())));
  }

  /** The address is asked to confirm as if somebody had typed it on the page. */
  private void subscribe(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var fields = new Fields(body, scrutiny, SUBSCRIPTION);
    var kind = fields.text("kind", Subscriptions.EMAIL);
    var address = fields.text("address", "");
    var secret = subscriptions.ask(kind, address, ids(body, scrutiny), scrutiny);
    ctx.status(202).json(new StatusJson.Made(secret.orElse(null)));
  }

  private static List<Long> ids(JsonNode body, Scrutiny scrutiny) {
    var ids = new ArrayList<Long>();
    for (var id : body.path("components")) {
      scrutiny.holds(id.isIntegralNumber(), "components", "A list of numbers of components.");
      ids.add(id.asLong());
    }
    return ids;
  }

  private void removeSubscription(Context ctx) {
    subscriptions.remove(Caller.of(ctx), StatusAdminWeb.id(ctx));
    ctx.status(204);
  }
}
