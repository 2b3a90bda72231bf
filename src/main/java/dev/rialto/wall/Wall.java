package dev.rialto.wall;

import dev.rialto.oncall.Duty;
import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Database;
import dev.rialto.platform.Show;
import dev.rialto.platform.Tx;
import dev.rialto.standing.Standing;
import dev.rialto.standing.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads everything that walls show, in a handful of statements however many services there are. */
final class Wall {
  /** Quiet ones beyond these are counted on the list of services, not shown on a wall. */
  static final int MOST_READ = 5_000;

  static final int LONGEST_WHY = 160;

  private final Database db;
  private final OnCall onCall;
  private final InstantSource clock;

  Wall(Database db, OnCall onCall, InstantSource clock) {
    this.db = db;
    this.onCall = onCall;
    this.clock = clock;
  }

  /** All services at one moment, from which every wall takes its own. */
  record Reading(List<Tile> tiles, Map<Long, String> incidents, Instant asOf) {
    static final Reading NONE = new Reading(List.of(), Map.of(), Instant.EPOCH);

    Picture of(Scope scope) {
      var mine = tiles.stream().filter(scope::holds).toList();
      var gravest =
          mine.stream()
              .filter(tile -> tile.incident() != null && tile.severity() != null)
              .min(java.util.Comparator.comparing(Tile::severity))
              .map(Tile::incident)
              .orElse(null);
      return Picture.of(mine, gravest == null ? null : incidents.get(gravest), asOf);
    }
  }

  Reading read() {
    return db.inTransaction(this::read);
  }

  private Reading read(Tx tx) {
    var now = clock.instant();
    var sql = tx.attach(WallSql.class);
    var services = Standings.all(tx, MOST_READ);
    var troubled = services.stream().filter(s -> !s.isWell()).map(Standing::id);
    var ids = troubled.toArray(Long[]::new);
    var deployed =
        by(
            sql.deployed(services.stream().map(Standing::id).toArray(Long[]::new)),
            d -> d.serviceId());
    var outages = by(sql.outages(), o -> o.serviceId());
    var checks =
        by(ids.length == 0 ? List.<WallSql.Cause>of() : sql.checks(ids), c -> c.serviceId());
    var alerts =
        by(ids.length == 0 ? List.<WallSql.Cause>of() : sql.alerts(ids), c -> c.serviceId());
    var first = firstOnCall(tx, services, now);
    var tiles = new ArrayList<Tile>(services.size());
    for (var service : services) {
      tiles.add(
          tile(
              service,
              deployed.get(service.id()),
              outages.get(service.id()),
              checks.get(service.id()),
              alerts.get(service.id()),
              service.ownerId() == null ? null : first.get(service.ownerId())));
    }
    return new Reading(List.copyOf(tiles), titles(sql, outages.values()), now);
  }

  private static Tile tile(
      Standing service,
      WallSql.@Nullable Deployed deployed,
      WallSql.@Nullable Outage outage,
      WallSql.@Nullable Cause check,
      WallSql.@Nullable Cause alert,
      @Nullable String onCall) {
    var cause = check != null ? check : alert;
    var keeper = outage != null && outage.leader() != null ? outage.leader() : null;
    return new Tile(
        service.id(),
        service.slug(),
        service.name(),
        service.tier(),
        service.capability(),
        service.state(),
        word(service.state()),
        service.troubleSince(),
        cause == null ? "" : why(cause),
        service.ownerSlug(),
        service.ownerName(),
        keeper != null ? keeper : alert == null ? null : alert.keeper(),
        onCall,
        deployed == null ? null : Show.version(deployed.version()),
        deployed == null ? null : deployed.at(),
        outage == null ? null : outage.id(),
        outage == null ? null : outage.severity());
  }

  private static String word(String state) {
    return switch (state) {
      case "down" -> "Down";
      case "degraded" -> "Degraded";
      case "unknown" -> "Unknown";
      case "maintenance" -> "Maintenance";
      case "unchecked" -> "No alert";
      default -> "Up";
    };
  }

  private static String why(WallSql.Cause cause) {
    return cause.more() == 0
        ? cut(cause.said())
        : cut(cause.said()) + ", and " + Show.plural(cause.more(), "more check", "more checks");
  }

  private static String cut(String said) {
    var line = said.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_WHY ? line : line.substring(0, LONGEST_WHY - 1) + "…";
  }

  private static Map<Long, String> titles(WallSql sql, Collection<WallSql.Outage> outages) {
    var titles = new HashMap<Long, String>();
    outages.stream()
        .map(WallSql.Outage::id)
        .distinct()
        .forEach(id -> sql.incidentTitle(id).ifPresent(title -> titles.put(id, title)));
    return titles;
  }

  /** Who rings first for the teams that own these services. */
  private Map<Long, String> firstOnCall(Tx tx, List<Standing> services, Instant now) {
    var teams =
        services.stream().map(Standing::ownerId).filter(Objects::nonNull).distinct().toList();
    var first = new HashMap<Long, String>();
    onCall
        .current(tx, teams, now)
        .forEach(
            (team, duties) ->
                duties.stream()
                    .findFirst()
                    .map(Duty::personName)
                    .ifPresent(name -> first.put(team, name)));
    return first;
  }

  private static <T> Map<Long, T> by(List<T> rows, Function<T, Long> key) {
    return rows.stream().collect(Collectors.toMap(key, Function.identity(), (a, b) -> a));
  }
}
