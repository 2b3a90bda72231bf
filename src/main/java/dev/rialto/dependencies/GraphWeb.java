package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Database;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door of the graph: all of it, what belongs to a team or a capability, or what lies around one
 * service; where that is too much to draw, what most others hang on, and the rest as a list.
 */
final class GraphWeb {
  /** The most connected; more boxes than these only show that there are many. */
  static final int MOST_DRAWN = 24;

  static final int ROWS = 50;
  private static final int LAST_PAGE = 1_000;
  private static final int MOST_CHOICES = 500;
  private static final int FURTHEST = 3;

  private final Surroundings surroundings;
  private final Services services;
  private final States states;
  private final Database db;
  private final Pages pages;

  GraphWeb(Surroundings surroundings, Services services, States states, Database db, Pages pages) {
    this.surroundings = surroundings;
    this.services = services;
    this.states = states;
    this.db = db;
    this.pages = pages;
  }

  void show(Context ctx) {
    var asked = new Asked(ctx);
    var typed = asked.text("service");
    int steps = asked.number("steps", 1, 1, FURTHEST);
    if (typed.isEmpty()) {
      pages.show(ctx, part(asked, steps));
      return;
    }
    var service = db.read(tx -> services.byName(tx, typed)).orElse(null);
    if (service == null) ctx.status(404);
    pages.show(ctx, around(service, typed, steps));
  }

  private GraphPage around(@Nullable Service service, String typed, int steps) {
    long self = service == null ? 0 : service.id();
    var part = service == null ? Surroundings.NONE : surroundings.around(self, steps);
    var called = service == null ? typed : service.name();
    return new GraphPage(drawn(part, self), choices(null, null), service, called, steps, null);
  }

  private GraphPage part(Asked asked, int steps) {
    var team = asked.slug("team");
    var capability = asked.slug("capability");
    var choices = choices(team, capability);
    var part = surroundings.of(team, capability);
    if (!part.isTooMuch()) {
      return new GraphPage(drawn(part, 0), choices, null, "", steps, null);
    }
    int page = asked.page(LAST_PAGE);
    var rows = hubs(team, capability, ROWS, (page - 1) * ROWS);
    var drawn =
        page == 1
            ? rows.subList(0, Math.min(MOST_DRAWN, rows.size()))
            : hubs(team, capability, MOST_DRAWN, 0);
    var worst = surroundings.among(drawn);
    var list = new Hubs(rows, states(rows.stream().map(Hubs.Hub::id).toList()), page, ROWS);
    return new GraphPage(drawn(worst, 0), choices, null, "", steps, list);
  }

  private List<Hubs.Hub> hubs(
      @Nullable String team, @Nullable String capability, int limit, int offset) {
    return db.read(tx -> tx.attach(DependencySql.class).hubs(team, capability, limit, offset));
  }

  private GraphPage.Choices choices(@Nullable String team, @Nullable String capability) {
    return db.read(
        tx -> {
          var sql = tx.attach(DependencySql.class);
          return new GraphPage.Choices(
              sql.owners(MOST_CHOICES),
              sql.capabilities(MOST_CHOICES),
              team == null ? null : there("team", team, sql.team(team)),
              capability == null
                  ? null
                  : there("capability", capability, sql.capability(capability)));
        });
  }

  private static GraphPage.Choice there(
      String kind, String slug, Optional<GraphPage.Choice> found) {
    return found.orElseThrow(() -> Problem.notFound("No %s “%s”.".formatted(kind, slug)));
  }

  private Graph drawn(Surroundings.Part part, long self) {
    return Graph.of(part, self, states(part.nodes().stream().map(DependencySql.Node::id).toList()));
  }

  private Map<Long, String> states(List<Long> ids) {
    return db.read(tx -> states.of(tx, ids));
  }
}
