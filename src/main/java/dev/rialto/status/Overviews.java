package dev.rialto.status;

import dev.rialto.maintenance.Maintenances;
import dev.rialto.maintenance.Window;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import dev.rialto.plots.Day;
import dev.rialto.plots.UptimeBars;
import dev.rialto.standing.Standings;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the page says: once for everybody, and anew when that is a few seconds old. */
final class Overviews {
  static final int DAYS = 90;
  static final int MOST_COMPONENTS = 60;
  static final int MOST_INCIDENTS = 60;
  static final int MOST_WORKS = 100;
  static final Duration FRESH = Duration.ofSeconds(5);

  private static final int MOST_BEHIND = 5_000;
  private static final int MOST_UPDATES = 500;
  private static final Duration WORK_AHEAD = Duration.ofDays(14);

  private final Database db;
  private final Maintenances maintenances;
  private final InstantSource clock;
  private @Nullable Overview last;

  Overviews(Database db, Maintenances maintenances, InstantSource clock) {
    this.db = db;
    this.maintenances = maintenances;
    this.clock = clock;
  }

  /** One reader at a time: a crowd that comes at once makes one look at the house. */
  synchronized Overview latest() {
    var now = clock.instant();
    var known = last;
    if (known != null && !known.asOf().plus(FRESH).isBefore(now) && !known.asOf().isAfter(now)) {
      return known;
    }
    var read = db.read(this::read);
    last = read;
    return read;
  }

  /** An administrator sees at once what they changed. */
  synchronized void forget() {
    last = null;
  }

  /** Which services stand behind which component. */
  private record Behind(
      Map<Long, Component> components, Map<Long, List<Long>> services, Map<Long, Long> teams) {
    List<Component> hitBy(Collection<Long> hit) {
      return components.values().stream()
          .filter(c -> services.getOrDefault(c.id(), List.of()).stream().anyMatch(hit::contains))
          .toList();
    }
  }

  private Overview read(Tx tx) {
    var now = clock.instant();
    var sql = tx.attach(StatusSql.class);
    var behind = behind(sql);
    var incidents =
        incidents(sql, behind, sql.incidents(now.minus(Duration.ofDays(DAYS)), MOST_INCIDENTS));
    var works = works(tx, sql, behind, now);
    var shown =
        behind.components.values().stream()
            .map(component -> shown(tx, sql, component, behind, incidents, works, now))
            .toList();
    return new Overview(sql.settings(), shown, incidents, works, now);
  }

  /** The components that an incident hits, for whoever follows only some of them. */
  List<Long> hitBy(Tx tx, long incident) {
    var sql = tx.attach(StatusSql.class);
    return sql.incident(incident).stream()
        .flatMap(row -> incidents(sql, behind(sql), List.of(row)).stream())
        .flatMap(told -> told.componentIds().stream())
        .toList();
  }

  Optional<PublicIncident> incident(Tx tx, long id) {
    var sql = tx.attach(StatusSql.class);
    return sql.incident(id).map(row -> incidents(sql, behind(sql), List.of(row)).getFirst());
  }

  private static Behind behind(StatusSql sql) {
    var components = new java.util.LinkedHashMap<Long, Component>();
    sql.components(MOST_COMPONENTS).forEach(c -> components.put(c.id(), c));
    var services = new TreeMap<Long, List<Long>>();
    var teams = new TreeMap<Long, Long>();
    for (var row : sql.behind(MOST_BEHIND)) {
      services.computeIfAbsent(row.componentId(), id -> new ArrayList<>()).add(row.serviceId());
      if (row.teamId() != null) teams.put(row.serviceId(), row.teamId());
    }
    return new Behind(components, services, teams);
  }

  private static Overview.Shown shown(
      Tx tx,
      StatusSql sql,
      Component component,
      Behind behind,
      List<PublicIncident> incidents,
      List<Work> works,
      Instant now) {
    var services = behind.services.getOrDefault(component.id(), List.of());
    var condition =
        Condition.of(
            worst(sql.seen(services.toArray(Long[]::new))),
            incidents.stream().filter(it -> it.hits(component)).toList(),
            works.stream().anyMatch(work -> work.runsOn(component)));
    var spans = Standings.together(tx, services, now.minus(Duration.ofDays(DAYS + 1)), now);
    if (spans.isEmpty()) return new Overview.Shown(component, condition, null, null);
    var begun = spans.getFirst().from();
    var from = now.minus(Duration.ofDays(DAYS));
    return new Overview.Shown(
        component,
        condition,
        new UptimeBars(component.name(), Day.last(DAYS, spans, begun, now, ZoneOffset.UTC)),
        Uptime.of(spans, from.isBefore(begun) ? begun : from, now));
  }

  private static @Nullable State worst(List<StatusSql.Seen> seen) {
    for (var state :
        List.of(State.DOWN, State.DEGRADED, State.UNKNOWN, State.MAINTENANCE, State.UP)) {
      if (seen.stream().anyMatch(each -> each.state().equals(state.word()))) return state;
    }
    return null;
  }

  private static List<PublicIncident> incidents(
      StatusSql sql, Behind behind, List<StatusSql.IncidentRow> rows) {
    var ids = rows.stream().map(StatusSql.IncidentRow::id).toArray(Long[]::new);
    if (ids.length == 0) return List.of();
    var updates = new TreeMap<Long, List<PublicIncident.Update>>();
    for (var row : sql.updates(ids, MOST_UPDATES)) {
      updates
          .computeIfAbsent(row.incidentId(), id -> new ArrayList<>())
          .add(new PublicIncident.Update(row.id(), row.writtenAt(), row.state(), row.text()));
    }
    var hits = new TreeMap<Long, TreeSet<Long>>();
    sql.hits(ids)
        .forEach(
            hit ->
                hits.computeIfAbsent(hit.incidentId(), id -> new TreeSet<>()).add(hit.serviceId()));
    return rows.stream()
        .map(
            row -> {
              var hit = behind.hitBy(hits.getOrDefault(row.id(), new TreeSet<>()));
              return new PublicIncident(
                  row.id(),
                  row.severity(),
                  row.state(),
                  row.beganAt(),
                  row.resolvedAt(),
                  row.updateDueAt(),
                  hit.stream().map(Component::id).toList(),
                  hit.stream().map(Component::name).toList(),
                  updates.getOrDefault(row.id(), List.of()));
            })
        .toList();
  }

  private List<Work> works(Tx tx, StatusSql sql, Behind behind, Instant now) {
    var works = new ArrayList<Work>();
    for (var window : maintenances.planned(tx, MOST_WORKS)) {
      var hit = behind.hitBy(touched(sql, behind, window));
      if (hit.isEmpty()) continue;
      var ids = hit.stream().map(Component::id).toList();
      var names = hit.stream().map(Component::name).toList();
      var words = window.publicText();
      var until = window.activeUntil();
      if (until != null) {
        works.add(new Work(ids, names, words, until.minus(window.lasts()), until, true));
      }
      window.coming(now, 1).stream()
          .filter(next -> next.from().isBefore(now.plus(WORK_AHEAD)))
          .forEach(next -> works.add(new Work(ids, names, words, next.from(), next.to(), false)));
    }
    works.sort(java.util.Comparator.comparing(Work::from));
    return List.copyOf(works);
  }

  private static List<Long> touched(StatusSql sql, Behind behind, Window window) {
    return switch (window.scope()) {
      case "service" -> List.of(window.targetId());
      case "check" -> sql.serviceOfCheck(window.targetId()).stream().toList();
      default ->
          behind.teams.entrySet().stream()
              .filter(each -> each.getValue() == window.targetId())
              .map(Map.Entry::getKey)
              .toList();
    };
  }
}
