package dev.rialto.dependencies;

import dev.rialto.capabilities.Capabilities;
import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.platform.Access;
import dev.rialto.platform.Again;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The doors of dependencies: the parts of other pages, the graph, and JSON beside them. */
public final class DependenciesWeb {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_CHOICES = 1_000;

  private final Dependencies dependencies;
  private final Surroundings surroundings;
  private final Services services;
  private final Capabilities capabilities;
  private final States states;
  private final Database db;
  private final Pages pages;
  private final GraphWeb graph;

  public DependenciesWeb(
      Dependencies dependencies,
      Services services,
      Capabilities capabilities,
      States states,
      Database db,
      Doors doors) {
    this.dependencies = dependencies;
    this.surroundings = new Surroundings(db);
    this.services = services;
    this.capabilities = capabilities;
    this.states = states;
    this.db = db;
    this.pages = doors.pages();
    this.graph = new GraphWeb(surroundings, services, states, db, pages);
  }

  public void open(Doors doors) {
    doors.get("/services/graph", Access.VIEWER, graph::show);
    doors.get("/services/{slug}/dependencies", Access.VIEWER, this::ofService);
    doors.get("/capabilities/{slug}/dependencies", Access.VIEWER, this::ofCapability);
    doors.get("/services/{slug}/needs", Access.MEMBER, this::needs);
    Export.ofFew(
            "needs",
            NeighbourJson.class,
            (ctx, most) ->
                dependencies.needs(named(ctx, "slug").id()).stream()
                    .map(NeighbourJson::of)
                    .toList())
        .open(doors, "/services/{slug}/needs", Access.MEMBER);
    doors.post("/services/{slug}/needs", Access.MEMBER, this::add);
    doors.post("/services/{slug}/needs/{needed}/removal", Access.MEMBER, this::takeOut);

    doors.get("/api/v1/services/{slug}/dependencies", Access.VIEWER, this::apiRead);
    doors.put("/api/v1/services/{slug}/dependencies/{needed}", Access.MEMBER, this::apiPut);
    doors.delete("/api/v1/services/{slug}/dependencies/{needed}", Access.MEMBER, this::apiDelete);
  }

  private Graph drawn(Surroundings.Part part, long self) {
    return Graph.of(part, self, states(part));
  }

  private Graph narrow(Surroundings.Part part, long self) {
    return Graph.narrow(part, self, states(part));
  }

  private Map<Long, String> states(Surroundings.Part part) {
    return db.read(tx -> states.of(tx, part.nodes().stream().map(DependencySql.Node::id).toList()));
  }

  private void ofService(Context ctx) {
    var service = named(ctx, "slug");
    pages.show(
        ctx,
        new ServiceDependencies(
            service,
            narrow(surroundings.around(service.id(), 1), service.id()),
            dependencies.needs(service.id()),
            dependencies.neededBy(service.id()),
            mayEdit(ctx, service)));
  }

  private void ofCapability(Context ctx) {
    var slug = ctx.pathParam("slug");
    var capability =
        capabilities
            .bySlug(slug)
            .orElseThrow(() -> Problem.notFound("No capability “%s”.".formatted(slug)));
    pages.show(ctx, new CapabilityDependencies(drawn(surroundings.below(capability.id()), 0)));
  }

  private void needs(Context ctx) {
    var service = named(ctx, "slug");
    if (!mayEdit(ctx, service)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this.".formatted(service.ownerName()));
    }
    var needed = called(Scrutiny.tidy(ctx.queryParam("needed"))).orElse(null);
    var told = needed == null ? null : dependencies.one(service, needed).orElse(null);
    form(
        ctx,
        service,
        needed == null
            ? new NeedsPage.Typed("", Edge.HARD, "", 0)
            : new NeedsPage.Typed(
                needed.name(),
                told == null ? Edge.HARD : told.kind(),
                told == null ? "" : told.note(),
                told == null ? 0 : told.version()),
        List.of(),
        null);
  }

  private void form(
      Context ctx,
      Service service,
      NeedsPage.Typed typed,
      List<Wrong> wrongs,
      @Nullable String faster) {
    pages.show(
        ctx,
        new NeedsPage(
            service,
            dependencies.needs(service.id()),
            db.read(tx -> tx.attach(DependencySql.class).choices(service.id(), MOST_CHOICES)),
            typed,
            wrongs,
            faster));
  }

  private void add(Context ctx) {
    var service = named(ctx, "slug");
    var typed =
        new NeedsPage.Typed(
            Scrutiny.tidy(ctx.formParam("needs")),
            Scrutiny.tidy(ctx.formParam("kind")),
            Scrutiny.tidy(ctx.formParam("note")),
            ctx.formParam("version") == null ? 0 : Fields.version(ctx, null));
    var needed = called(typed.needed());
    try {
      if (needed.isEmpty()) {
        throw Problem.invalid("needs", "No service is called this. All are under /services.");
      }
      dependencies.put(
          Caller.of(ctx), service, needed.get(), typed.kind(), typed.note(), typed.version());
      ctx.redirect("/services/" + service.slug() + "/needs", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      var again = Again.of(ctx, problem);
      form(
          ctx,
          service,
          again.faster() == null ? typed : typed.at(version(service, needed)),
          again.wrongs(),
          again.faster());
    }
  }

  private int version(Service service, Optional<Service> needed) {
    return needed
        .flatMap(other -> dependencies.one(service, other))
        .map(DependencySql.Told::version)
        .orElse(0);
  }

  private void takeOut(Context ctx) {
    var service = named(ctx, "slug");
    var needed = named(ctx, "needed");
    try {
      dependencies.remove(Caller.of(ctx), service, needed, Fields.version(ctx, null));
      ctx.redirect("/services/" + service.slug() + "/needs", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      form(ctx, service, new NeedsPage.Typed("", Edge.HARD, "", 0), List.of(), problem.detail());
    }
  }

  record NeighbourJson(
      String slug,
      String name,
      @Nullable String owner,
      String kind,
      String note,
      String toldBy,
      int version) {
    static NeighbourJson of(Neighbour n) {
      return new NeighbourJson(
          n.slug(), n.name(), n.ownerSlug(), n.kind(), n.note(), n.toldBy(), n.version());
    }
  }

  record DependenciesJson(List<NeighbourJson> needs, List<NeighbourJson> neededBy) {}

  private void apiRead(Context ctx) {
    var service = named(ctx, "slug");
    ctx.json(
        new DependenciesJson(
            dependencies.needs(service.id()).stream().map(NeighbourJson::of).toList(),
            dependencies.neededBy(service.id()).stream().map(NeighbourJson::of).toList()));
  }

  private void apiPut(Context ctx) {
    var scrutiny = new Scrutiny();
    var bytes = ctx.bodyAsBytes();
    var body = Json.parse(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
    var fields = new Fields(body, scrutiny, Set.of("kind", "note", "version"));
    var kind = fields.text("kind", Edge.HARD);
    var note = fields.text("note", "");
    scrutiny.orThrow();
    // Without a version it is meant as new: whoever changes what is there has to have read it.
    int version =
        body.has("version") || ctx.header("If-Match") != null ? Fields.version(ctx, body) : 0;
    dependencies.put(Caller.of(ctx), named(ctx, "slug"), named(ctx, "needed"), kind, note, version);
    apiRead(ctx);
  }

  private void apiDelete(Context ctx) {
    dependencies.remove(
        Caller.of(ctx), named(ctx, "slug"), named(ctx, "needed"), Fields.version(ctx, null));
    ctx.status(204);
  }

  private Optional<Service> called(String typed) {
    return typed.isEmpty() || typed.length() > LONGEST_NAME || typed.indexOf('\0') >= 0
        ? Optional.empty()
        : db.read(tx -> services.byName(tx, typed));
  }

  private Service named(Context ctx, String param) {
    var slug = ctx.pathParam(param);
    return services
        .bySlug(slug)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "No service “%s”. All services are under /services.".formatted(slug)));
  }

  private boolean mayEdit(Context ctx, Service service) {
    var caller = Caller.of(ctx);
    return caller.mayWrite() && services.mayEdit(caller, service);
  }
}
