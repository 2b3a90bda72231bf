package dev.rialto.bench;

import dev.rialto.platform.Json;
import dev.rialto.stories.HttpSink;
import dev.rialto.stories.HttpSink.Received;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what was accepted with what is there, and what is due with what arrived. It trusts the
 * senders and the sink, and asks Rialto through its API and its tables.
 */
final class StormLedger {
  private static final int MOST_TOLD = 5;

  /** What keeps a storm from being over, by name. */
  private static final String UNSETTLED =
      """
      select 'signals to digest', count(*) from signal_due
      union all
      select 'signals parked', count(*) from signal where parked_at is not null
      union all
      select 'promises that should have rung', count(*) from promise where next_at <= now()
      union all
      select 'messages on their way', count(*) from notification where state in ('waiting', 'sending', 'retrying')
      """;

  private record Due(int alert, long person) {}

  private final Standing product;
  private final HttpSink sink;
  private final String token;
  private final List<Long> people;
  private StormRound.Figures figures = new StormRound.Figures(0, 0, 0, 0);

  StormLedger(Standing product, HttpSink sink, String token, List<Long> people) {
    this.product = product;
    this.sink = sink;
    this.token = token;
    this.people = people;
  }

  StormRound.Figures figures() {
    return figures;
  }

  /** Waits until nothing is under way; what still is when patience ends. */
  List<String> awaitSettled(Duration patience) throws SQLException {
    if (Until.holds(patience, () -> unsettled().isEmpty())) {
      return List.of();
    }
    return unsettled().entrySet().stream()
        .map(e -> "after %d s: %d %s".formatted(patience.toSeconds(), e.getValue(), e.getKey()))
        .toList();
  }

  private Map<String, Long> unsettled() throws SQLException {
    var all = new LinkedHashMap<String, Long>();
    try (var connection = product.connect();
        var rows = connection.createStatement().executeQuery(UNSETTLED)) {
      while (rows.next()) {
        if (rows.getLong(2) > 0) {
          all.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return all;
  }

  List<String> wrongs(BitSet accepted) throws SQLException {
    var wrongs = new ArrayList<String>();
    if (!product.isAlive()) {
      wrongs.add("Rialto is not running");
    }
    var shown = shown();
    var kept = kept(wrongs);
    var lost = new ArrayList<String>();
    accepted.stream()
        .filter(n -> !shown.contains(n) || !kept.contains(n))
        .forEach(n -> lost.add("alert " + n));
    tell(wrongs, "accepted alerts lost", lost);

    var arrived = new HashMap<String, List<Received>>();
    for (var received : sink.received()) {
      if (received.header("Idempotency-Key").isEmpty()) {
        continue; // a check that looks, no message
      }
      arrived
          .computeIfAbsent(received.header("Idempotency-Key"), id -> new ArrayList<>())
          .add(received);
    }
    var told = told(arrived);
    var untold = new ArrayList<String>();
    var due = accepted.stream().filter(StormSenders::pages).toArray();
    for (var person : people) {
      for (int alert : due) {
        if (!told.contains(new Due(alert, person))) {
          untold.add("alert " + alert + " for person " + person);
        }
      }
    }
    tell(wrongs, "due pages never delivered", untold);
    tell(wrongs, "messages repeated more than once", moreThanTwice(arrived));
    tell(wrongs, "repeats that are not marked", unmarked(arrived));
    int repeats =
        (int) arrived.values().stream().flatMap(List::stream).filter(Received::isRepeat).count();
    figures = new StormRound.Figures(shown.size(), told.size(), arrived.size(), repeats);
    return wrongs;
  }

  /** What Prometheus's own tools would see. */
  private Set<Integer> shown() {
    var shown = new HashSet<Integer>();
    try (var api = new Api(product.base(), token)) {
      api.get("/api/v2/alerts")
          .forEach(alert -> shown.add(alert.at("/labels/storm").asInt(Integer.MIN_VALUE)));
    }
    return shown;
  }

  private Set<Integer> kept(List<String> wrongs) throws SQLException {
    var kept = new HashSet<Integer>();
    var twice = new ArrayList<String>();
    try (var connection = product.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select (labels ->> 'storm')::int, count(*) from alert"
                        + " where merged_into is null group by 1")) {
      while (rows.next()) {
        kept.add(rows.getInt(1));
        if (rows.getInt(2) > 1) {
          twice.add("alert " + rows.getInt(1));
        }
      }
    }
    tell(wrongs, "alerts with more than one life", twice);
    return kept;
  }

  /** Whom a message that the sink answered with success told of which alert. */
  private Set<Due> told(Map<String, List<Received>> arrived) throws SQLException {
    var told = new HashSet<Due>();
    try (var connection = product.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select (a.labels ->> 'storm')::int, g.person_id, n.delivery_id::text
                      from notification n
                      join notification_page x on x.notification_id = n.id
                      join page g on g.id = x.page_id
                      join alert a on a.id = g.alert_id
                     where n.kind = 'page'
                       and n.person_id = g.person_id
                    """)) {
      while (rows.next()) {
        var received = arrived.getOrDefault(rows.getString(3), List.of());
        if (received.stream().anyMatch(Received::accepted)) {
          told.add(new Due(rows.getInt(1), rows.getLong(2)));
        }
      }
    }
    return told;
  }

  private static List<String> moreThanTwice(Map<String, List<Received>> arrived) {
    return arrived.entrySet().stream()
        .filter(e -> e.getValue().size() > 2)
        .map(e -> e.getKey() + " came " + e.getValue().size() + " times")
        .toList();
  }

  /** In the header for programs, and in the words for people. */
  private static List<String> unmarked(Map<String, List<Received>> arrived) {
    return arrived.entrySet().stream()
        .filter(e -> e.getValue().stream().skip(1).anyMatch(r -> !marked(r)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean marked(Received received) {
    boolean inWords =
        received.path().startsWith("/webhook/")
            ? Json.tree(received.body()).path("repeat").asBoolean()
            : received.title().startsWith("[repeat]");
    return received.isRepeat() && inWords;
  }

  private static void tell(List<String> wrongs, String what, List<String> all) {
    if (!all.isEmpty()) {
      wrongs.add(
          "%,d %s: %s%s"
              .formatted(
                  all.size(),
                  what,
                  String.join(", ", all.subList(0, Math.min(MOST_TOLD, all.size()))),
                  all.size() > MOST_TOLD ? ", …" : ""));
    }
  }
}
