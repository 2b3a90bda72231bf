package dev.rialto.dependencies;

import dev.rialto.capabilities.Capabilities;
import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
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

  private final Dependencies dependencies;
  private final Services services;
  private final Capabilities capabilities;
  private final States states;
  private final Database db;
  private final Pages pages;

  public DependenciesWeb(
      Dependencies dependencies,
      Services services,
      Capabilities capabilities,
      States states,
      Database db,
      Doors doors) {
    this.dependencies = dependencies;
    this.services = services;
    this.capabilities = capabilities;
    this.states = states;
    this.db = db;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/services/graph", Access.VIEWER, this::graph);
    doors.get("/services/{slug}/dependencies", Access.VIEWER, this::ofService);
    doors.get("/capabilities/{slug}/dependencies", Access.VIEWER, this::ofCapability);
    doors.get("/services/{slug}/needs", Access.MEMBER, this::needs);
    doors.post("/services/{slug}/needs", Access.MEMBER, this::add);
    doors.post("/services/{slug}/needs/{needed}/removal", Access.MEMBER, this::takeOut);

    doors.get("/api/v1/services/{slug}/dependencies", Access.VIEWER, this::apiRead);
    doors.put("/api/v1/services/{slug}/dependencies/{needed}", Access.MEMBER, this::apiPut);
    doors.delete("/api/v1/services/{slug}/dependencies/{needed}", Access.MEMBER, this::apiDelete);
  }

  private void graph(Context ctx) {
    var typed = Scrutiny.tidy(ctx.queryParam("service"));
    var steps = Scrutiny.tidy(ctx.queryParam("steps"));
    if (typed.length() > LONGEST_NAME || typed.indexOf('\0') >= 0 || !steps.matches("[1-3]?")) {
      throw Problem.badRequest("service is a name, steps a number from 1 to 3.");
    }
    int far = steps.isEmpty() ? 1 : Integer.parseInt(steps);
    if (typed.isEmpty()) {
      pages.show(ctx, new GraphPage(drawn(dependencies.everything(), 0), null, "", null, far));
      return;
    }
    var service = called(typed);
    if (service.isEmpty()) {
      ctx.status(404);
      var none = drawn(new Dependencies.Part(List.of(), List.of(), true), 0);
      pages.show(
          ctx,
          new GraphPage(
              none, null, typed, "Its name, its short name or another name it is known by.", far));
      return;
    }
    var found = service.get();
    var graph = drawn(dependencies.around(found.id(), far), found.id());
    pages.show(ctx, new GraphPage(graph, found, found.name(), null, far));
  }

  private Graph drawn(Dependencies.Part part, long self) {
    return Graph.of(part, self, states(part));
  }

  private Graph narrow(Dependencies.Part part, long self) {
    return Graph.narrow(part, self, states(part));
  }

  private Map<Long, String> states(Dependencies.Part part) {
    return db.read(tx -> states.of(tx, part.nodes().stream().map(DependencySql.Node::id).toList()));
  }

  private void ofService(Context ctx) {
    var service = named(ctx, "slug");
    pages.show(
        ctx,
        new ServiceDependencies(
            service,
            narrow(dependencies.around(service.id(), 1), service.id()),
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
    pages.show(ctx, new CapabilityDependencies(drawn(dependencies.below(capability.id()), 0)));
  }

  private void needs(Context ctx) {
    var service = named(ctx, "slug");
    if (!mayEdit(ctx, service)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this.".formatted(service.ownerName()));
    }
    form(ctx, service, "", Edge.HARD, "", List.of());
  }

  private void form(
      Context ctx, Service service, String needed, String kind, String note, List<Wrong> wrongs) {
    pages.show(
        ctx, new NeedsPage(service, dependencies.needs(service.id()), needed, kind, note, wrongs));
  }

  private void add(Context ctx) {
    var service = named(ctx, "slug");
    var typed = Scrutiny.tidy(ctx.formParam("needs"));
    var kind = Scrutiny.tidy(ctx.formParam("kind"));
    var note = Scrutiny.tidy(ctx.formParam("note"));
    var needed = called(typed);
    try {
      if (needed.isEmpty()) {
        throw Problem.invalid("needs", "No service is called this. All are under /services.");
      }
      dependencies.put(Caller.of(ctx), service, needed.get(), kind, note);
      ctx.redirect("/services/" + service.slug() + "/needs", HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 422 && problem.status() != 409) throw problem;
      ctx.status(problem.status());
      var wrongs =
          problem.errors().isEmpty()
              ? List.of(new Wrong("needs", problem.detail()))
              : problem.errors();
      form(ctx, service, typed, kind, note, wrongs);
    }
  }

  private void takeOut(Context ctx) {
    var service = named(ctx, "slug");
    dependencies.remove(Caller.of(ctx), service, named(ctx, "needed"));
    ctx.redirect("/services/" + service.slug() + "/needs", HttpStatus.SEE_OTHER);
  }

  record NeighbourJson(
      String slug, String name, @Nullable String owner, String kind, String note, String toldBy) {
    static NeighbourJson of(Neighbour n) {
      return new NeighbourJson(n.slug(), n.name(), n.ownerSlug(), n.kind(), n.note(), n.toldBy());
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
    var fields = new Fields(body, scrutiny, Set.of("kind", "note"));
    var kind = fields.text("kind", Edge.HARD);
    var note = fields.text("note", "");
    scrutiny.orThrow();
    dependencies.put(Caller.of(ctx), named(ctx, "slug"), named(ctx, "needed"), kind, note);
    apiRead(ctx);
  }

  private void apiDelete(Context ctx) {
    dependencies.remove(Caller.of(ctx), named(ctx, "slug"), named(ctx, "needed"));
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
