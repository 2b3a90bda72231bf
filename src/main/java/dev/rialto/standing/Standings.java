package dev.rialto.standing;

import dev.rialto.platform.Tx;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells how services stand to the screens of other rooms, so that all say the same. */
public final class Standings {
  /** Enough for sixty services that went up and down three hundred times since yesterday. */
  static final int MOST_STRETCHES = 20_000;

  private Standings() {}

  /** The services in most trouble, by capability; the worst capability comes first. */
  public static List<Capability> worstFirst(Tx tx, int limit) {
    return Capability.group(tx.attach(StandingSql.class).worstFirst(limit));
  }

  /** All services, those in most trouble first; within a transaction. */
  public static List<Standing> all(Tx tx, int limit) {
    var sql = tx.attach(StandingSql.class);
    sql.planEachAnew();
    return sql.list(
        new ServiceList("", "", 0, "", false, false, ServiceList.WORST_FIRST, 1), null, limit, 0);
  }

  /** How many services there are, and how many of them are well. */
  public static Tally tally(Tx tx) {
    return tx.attach(StandingSql.class).tally();
  }

  /** The state of each of these services, in the word that gives it its colour and shape. */
  public static Map<Long, String> states(Tx tx, Collection<Long> services) {
    var states = new HashMap<Long, String>();
    services.forEach(id -> states.put(id, Health.UNCHECKED));
    for (var each : tx.attach(StandingSql.class).states(services.toArray(Long[]::new))) {
      states.put(each.id(), each.health());
    }
    return states;
  }

  /** How each of these services stands, with the word and since when. */
  public static Map<Long, Standing> of(Tx tx, Collection<Long> services) {
    var standings = new HashMap<Long, Standing>();
    for (var each : tx.attach(StandingSql.class).named(services.toArray(Long[]::new))) {
      standings.put(each.id(), each);
    }
    return standings;
  }

  /** The last 24 hours of these services, by their ids; those without a check are missing. */
  public static Map<Long, LastDay> lastDay(Tx tx, List<Standing> services, Instant now) {
    var spans = spans(tx, services.stream().map(Standing::id).toList(), LastDay.from(now));
    var days = new HashMap<Long, LastDay>();
    for (var service : services) {
      var of = spans.get(service.id());
      if (of != null) {
        days.put(service.id(), LastDay.of(service.name(), of, now));
      }
    }
    return days;
  }

  /** At each moment since then as bad as the worst check of all these services; may be empty. */
  public static List<Span> together(Tx tx, Collection<Long> services, Instant from, Instant now) {
    return LastDay.together(
        spans(tx, services, from).values().stream().flatMap(List::stream).toList(), now);
  }

  /** What all the checks of each service were since a moment. */
  static Map<Long, List<Span>> spans(Tx tx, Collection<Long> services, Instant from) {
    var spans = new HashMap<Long, List<Span>>();
    var ids = services.toArray(Long[]::new);
    for (var stretch : tx.attach(StandingSql.class).stretches(ids, from, MOST_STRETCHES)) {
      spans
          .computeIfAbsent(stretch.serviceId(), id -> new ArrayList<>())
          .add(new Span(stretch.fromAt(), stretch.toAt(), State.of(stretch.state()), ""));
    }
    return spans;
  }
}
