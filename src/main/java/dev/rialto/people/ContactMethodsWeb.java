package dev.rialto.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of contact methods: forms on one's own page, and JSON. */
final class ContactMethodsWeb {
  private static final Set<String> ADDABLE = Set.of("kind", "label", "address", "secret");

  private final ContactMethods methods;
  private final MeWeb me;
  private final Doors doors;
  private final InstantSource clock;

  ContactMethodsWeb(ContactMethods methods, MeWeb me, Doors doors, InstantSource clock) {
    this.methods = methods;
    this.me = me;
    this.doors = doors;
    this.clock = clock;
  }

  void open() {
    doors.post("/me/contact-methods", Access.VIEWER, this::add);
    doors.get("/me/contact-methods/{id}/outcome", Access.VIEWER, this::showOutcome);
    doors.post("/me/contact-methods/{id}/code", Access.VIEWER, this::sendCode);
    doors.post("/me/contact-methods/{id}/verification", Access.VIEWER, this::verify);
    doors.post("/me/contact-methods/{id}/test", Access.VIEWER, this::test);
    doors.post("/me/contact-methods/{id}/up", Access.VIEWER, this::up);
    doors.post("/me/contact-methods/{id}/removal", Access.VIEWER, this::remove);

    doors.get("/api/v1/people/{id}/contact-methods", Access.VIEWER, this::list);
    doors.post("/api/v1/people/{id}/contact-methods", Access.VIEWER, this::make);
    doors.put("/api/v1/people/{id}/contact-methods/order", Access.VIEWER, this::order);
    doors.patch("/api/v1/contact-methods/{id}", Access.VIEWER, this::patch);
    doors.delete("/api/v1/contact-methods/{id}", Access.VIEWER, this::delete);
    doors.post("/api/v1/contact-methods/{id}/code", Access.VIEWER, this::makeCode);
    doors.post("/api/v1/contact-methods/{id}/verification", Access.VIEWER, this::makeVerification);
    doors.post("/api/v1/contact-methods/{id}/test", Access.VIEWER, this::makeTest);
  }

  private void add(Context ctx) {
    me.orAgain(
        ctx,
        "method",
        () -> {
          var self = writingSelf(ctx);
          var added =
              methods.add(
                  self,
                  self.id(),
                  AskedWeb.field(ctx, "kind"),
                  Scrutiny.tidy(AskedWeb.field(ctx, "label")),
                  AskedWeb.field(ctx, "address").strip(),
                  AskedWeb.field(ctx, "secret").strip());
          methods.sendCode(self, added.method().id());
          if (added.madeSecret() == null) {
            back(ctx, added.method().id());
            return;
          }
          ctx.status(201);
          doors
              .pages()
              .show(
                  ctx,
                  new OncePage(
                      "Your signing secret",
                      "The receiver checks X-Rialto-Signature with it",
                      "Secret",
                      added.madeSecret(),
                      "/me#method-" + added.method().id(),
                      "I have copied it"));
        });
  }

  private void showOutcome(Context ctx) {
    var self = AskedWeb.self(ctx);
    long id = AskedWeb.id(ctx, "id");
    var method =
        methods.of(self.id()).stream()
            .filter(m -> m.id() == id)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no such contact method of yours."));
    doors.pages().show(ctx, new MethodOutcome(method, clock.instant()));
  }

  private void sendCode(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    me.orAgain(
        ctx,
        "code-" + id,
        () -> {
          methods.sendCode(writingSelf(ctx), id);
          back(ctx, id);
        });
  }

  private void verify(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    me.orAgain(
        ctx,
        "code-" + id,
        () -> {
          methods.verify(writingSelf(ctx), id, AskedWeb.field(ctx, "code"));
          back(ctx, id);
        });
  }

  private void test(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    me.orAgain(
        ctx,
        "code-" + id,
        () -> {
          methods.test(writingSelf(ctx), id);
          back(ctx, id);
        });
  }

  private void up(Context ctx) {
    long id = AskedWeb.id(ctx, "id");
    me.orAgain(
        ctx,
        "methods",
        () -> {
          methods.up(writingSelf(ctx), id);
          back(ctx, id);
        });
  }

  private void remove(Context ctx) {
    me.orAgain(
        ctx,
        "methods",
        () -> {
          methods.remove(writingSelf(ctx), AskedWeb.id(ctx, "id"), AskedWeb.whole(ctx, "version"));
          AskedWeb.seeOther(ctx, "/me");
        });
  }

  private static void back(Context ctx, long id) {
    AskedWeb.seeOther(ctx, "/me#method-" + id);
  }

  private static Caller writingSelf(Context ctx) {
    AskedWeb.writer(ctx);
    return AskedWeb.self(ctx);
  }

  private void list(Context ctx) {
    long personId = AskedWeb.id(ctx, "id");
    ContactMethods.ownOrAdmin(Caller.of(ctx), personId);
    var all = methods.of(personId).stream().map(ContactMethodJson::of).toList();
    ctx.json(new Listing.Answer<>(all, null));
  }

  /** A signing secret that Rialto made is in this answer and in no other. */
  record AddedJson(ContactMethodJson contactMethod, @Nullable String secret) {}

  private void make(Context ctx) {
    var scrutiny = new Scrutiny();
    var fields = new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, ADDABLE);
    var kind = fields.text("kind", "");
    var label = fields.text("label", "");
    var address = fields.text("address", "");
    var secret = fields.text("secret", "");
    scrutiny.orThrow();
    var added =
        methods.add(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"), kind, label, address, secret);
    ctx.status(201)
        .header("Location", "/api/v1/contact-methods/" + added.method().id())
        .json(new AddedJson(ContactMethodJson.of(added.method()), added.madeSecret()));
  }

  private void order(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var ids = new ArrayList<Long>();
    for (JsonNode id : body.path("ids")) {
      if (id.isIntegralNumber() && id.canConvertToLong()) ids.add(id.longValue());
    }
    if (!body.path("ids").isArray() || ids.size() != body.path("ids").size()) {
      throw Problem.invalid(
          "ids", "A list of whole numbers: the contact methods, first one first.");
    }
    var all = methods.reorder(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"), List.copyOf(ids));
    ctx.json(new Listing.Answer<>(all.stream().map(ContactMethodJson::of).toList(), null));
  }

  private void patch(Context ctx) {
    var body = Json.parse(ctx.bodyAsBytes());
    var scrutiny = new Scrutiny();
    var label = new Fields(body, scrutiny, Set.of("label", "version")).text("label", "");
    scrutiny.orThrow();
    int version = Fields.version(ctx, body);
    var changed = methods.rename(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"), version, label);
    ctx.json(ContactMethodJson.of(changed));
  }

  private void delete(Context ctx) {
    methods.remove(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private void makeCode(Context ctx) {
    methods.sendCode(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"));
    ctx.status(202);
  }

  private void makeVerification(Context ctx) {
    var scrutiny = new Scrutiny();
    var code = new Fields(Json.parse(ctx.bodyAsBytes()), scrutiny, Set.of("code")).text("code", "");
    scrutiny.orThrow();
    var verified = methods.verify(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"), code);
    ctx.json(ContactMethodJson.of(verified));
  }

  private void makeTest(Context ctx) {
    methods.test(AskedWeb.writer(ctx), AskedWeb.id(ctx, "id"));
    ctx.status(202);
  }
}
