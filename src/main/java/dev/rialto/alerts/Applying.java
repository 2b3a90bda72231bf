package dev.rialto.alerts;

import dev.rialto.alerts.Merging.Birth;
import dev.rialto.alerts.Merging.Change;
import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.paging.Pager;
import dev.rialto.paging.Pager.Summons;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch of symptoms becomes a handful of statements, however many there are: one to read what is
 * known, one each to open, retell and touch, one for the journal, one for the promises.
 */
final class Applying {
  /** More than this and browsers are told of the list alone. */
  static final int MOST_TOPICS = 200;

  private static final String RIALTO = Caller.RIALTO.label();

  private final Journal journal;
  private final Pager pager;
  private final Dispatch dispatch;
  private final Needs needs;

  Applying(Journal journal, Pager pager, Dispatch dispatch, Needs needs) {
    this.journal = journal;
    this.pager = pager;
    this.dispatch = dispatch;
    this.needs = needs;
  }

  /** What came of it; {@code deadline} is the first moment at which silence will end something. */
  record Outcome(Alerts.Tally tally, @Nullable Instant deadline) {}

  Outcome apply(Tx tx, List<Symptom> symptoms, boolean paging, Instant now) {
    var sql = tx.attach(AlertSql.class);
    var said = new LinkedHashMap<String, List<Symptom>>();
    for (var symptom : symptoms) {
      said.computeIfAbsent(symptom.fingerprint(), f -> new ArrayList<>()).add(symptom);
    }
    var known =
        sql.newestLives(said.keySet()).stream().collect(Collectors.groupingBy(Known::fingerprint));
    var merging = Merging.none();
    said.forEach((f, words) -> merging.decide(known.getOrDefault(f, List.of()), words));

    var happenings = new ArrayList<Happening>();
    var summons = new ArrayList<Summons>();
    var routing = dispatch.routing(tx, merging);
    var silences =
        merging.births().isEmpty() && merging.changes().isEmpty()
            ? List.<Silence>of()
            : dispatch.active(tx, now);

    open(tx, sql, merging.births(), routing, silences, paging, now, happenings, summons);
    retell(tx, sql, merging.changes(), routing, silences, paging, now, happenings, summons);
    touch(sql, merging.touches());
    merge(tx, sql, merging.mergers(), now, happenings);

    journal.append(tx, happenings);
    pager.promise(tx, summons);
    tellBrowsers(tx, merging);
    return new Outcome(
        new Alerts.Tally(
            merging.births().size(), merging.changes().size(), merging.touches().size()),
        firstDeadline(merging, now));
  }

  private void open(
      Tx tx,
      AlertSql sql,
      List<Birth> births,
      Routing routing,
      List<Silence> silences,
      boolean paging,
      Instant now,
      List<Happening> happenings,
      List<Summons> summons) {
    if (births.isEmpty()) {
      return;
    }
    var rows = new AlertRows(births.size());
    var routes = new HashMap<Key, Route>();
    var held = new HashMap<Key, Silence>();
    var waits = new HashMap<Key, NeedSql.Down>();
    for (var birth : births) {
      var words = birth.words();
      var life = birth.life();
      var key = new Key(words.fingerprint(), life.start());
      var route = routing.decide(words.labels(), words.serviceId(), life.severity());
      if (life.endedBy(now) != null) {
        route = route.quietly(Because.OVER_ALREADY);
      } else if (!paging) {
        route = route.quietly(Because.NOT_PAGING);
      }
      var silence = holding(silences, words.labels());
      if (silence != null && life.endedBy(now) == null) {
        held.put(key, silence);
      }
      var cause =
          life.endedBy(now) == null
              ? needs.cause(tx, words, route, List.of())
              : Optional.<NeedSql.Down>empty();
      if (cause.isPresent()) {
        waits.put(key, cause.get());
        route = Needs.told(route, cause.get());
      }
      routes.put(key, route);
      rows.add(life, words, route, held.get(key), now);
    }
    for (var born : rows.open(sql, now)) {
      var key = new Key(born.fingerprint(), born.startedAt());
      var row = rows.byKey(key);
      var route = routes.get(key);
      if (row == null || route == null) {
        throw new IllegalStateException("An alert came back that nobody opened: " + key);
      }
      happenings.add(happening("alert.opened", born.id(), null, row.said(route)));
      var cause = waits.get(key);
      if (cause != null) {
        needs.waits(tx, born.id(), cause, now);
      } else if (row.firing() && route.pages() && !held.containsKey(key)) {
        summons.add(dispatch.summons(born.id(), route, row.title(), row.severity(), row.start()));
      }
    }
  }

  private void retell(
      Tx tx,
      AlertSql sql,
      List<Change> changes,
      Routing routing,
      List<Silence> silences,
      boolean paging,
      Instant now,
      List<Happening> happenings,
      List<Summons> summons) {
    if (changes.isEmpty()) {
      return;
    }
    var retold = new RetoldRows(changes.size());
    var ended = new ArrayList<Long>();
    var risen = new EnumMap<Severity, List<Long>>(Severity.class);
    for (var change : changes) {
      var row = change.before();
      var life = change.life();
      var words = change.words();
      boolean firing = life.endedBy(now) == null;
      boolean afresh = firing && !row.firing();
      boolean rises = firing && change.rose();
      var route =
          words == null || !(afresh || rises || change.newWords())
              ? null
              : routing.decide(words.labels(), words.serviceId(), life.severity());
      if (route != null && !paging) {
        route = route.quietly(Because.NOT_PAGING);
      }
      boolean wakes = afresh || (rises && !row.pages() && !row.answered());
      var cause =
          route == null || words == null || !wakes
              ? Optional.<NeedSql.Down>empty()
              : needs.cause(tx, words, route, List.of(row.id()));
      if (route != null && cause.isPresent()) {
        route = Needs.told(route, cause.get());
        needs.waits(tx, row.id(), cause.get(), now);
      }
      var silence = words == null || !afresh ? null : holding(silences, words.labels());
      retold.add(change, route, afresh, silence, now);
      if (row.firing() && !firing) {
        ended.add(row.id());
        happenings.add(
            happening("alert.resolved", row.id(), null, Map.of("ended_at", endOf(life, now))));
      } else if (afresh) {
        happenings.add(happening("alert.reopened", row.id(), null, Map.of("since", life.start())));
      }
      if (rises) {
        happenings.add(
            happening(
                "alert.severity_rose",
                row.id(),
                Map.of("severity", row.worst().word()),
                Map.of("severity", life.severity().word())));
      }
      boolean held = afresh ? silence != null : row.heldBy() != null;
      if (route == null || words == null || held || !paging || cause.isPresent()) {
        continue;
      }
      if (route.pages() && wakes) {
        summons.add(
            dispatch.summons(row.id(), route, words.title(), life.severity(), life.start()));
      } else if (rises) {
        risen.computeIfAbsent(life.severity(), s -> new ArrayList<>()).add(row.id());
      }
    }
    retold.write(sql, now);
    if (!ended.isEmpty()) {
      pager.resolved(tx, ended);
      needs.over(tx, ended, now);
    }
    risen.forEach((severity, ids) -> pager.raise(tx, ids, severity.word()));
  }

  private static void touch(AlertSql sql, List<Merging.Touch> touches) {
    if (!touches.isEmpty()) {
      sql.touch(
          touches.stream().map(t -> t.before().id()).toList(),
          touches.stream().<@Nullable String>map(t -> AlertRows.text(t.deadline())).toList(),
          touches.stream().map(t -> t.seen().toString()).toList(),
          touches.stream().map(Merging.Touch::refreshes).toList());
    }
  }

  private void merge(
      Tx tx, AlertSql sql, List<Merging.Merger> mergers, Instant now, List<Happening> happenings) {
    if (mergers.isEmpty()) {
      return;
    }
    var gone = mergers.stream().map(m -> m.gone().id()).toList();
    sql.merge(now, gone, mergers.stream().map(m -> m.into().id()).toList());
    pager.resolved(tx, gone);
    for (var merger : mergers) {
      happenings.add(
          happening("alert.merged", merger.gone().id(), null, Map.of("into", merger.into().id())));
    }
  }

  private static void tellBrowsers(Tx tx, Merging merging) {
    if (merging.births().isEmpty() && merging.changes().isEmpty()) {
      return;
    }
    tx.tell("alerts");
    merging.changes().stream()
        .limit(MOST_TOPICS)
        .forEach(change -> tx.tell("alert:" + change.before().id()));
  }

  private static @Nullable Instant firstDeadline(Merging merging, Instant now) {
    Instant first = null;
    for (var birth : merging.births()) {
      first = earlier(first, birth.life().deadline(), now);
    }
    for (var change : merging.changes()) {
      first = earlier(first, change.life().deadline(), now);
    }
    return first;
  }

  private static @Nullable Instant earlier(
      @Nullable Instant first, @Nullable Instant deadline, Instant now) {
    if (deadline == null || !deadline.isAfter(now)) {
      return first;
    }
    return first == null || deadline.isBefore(first) ? deadline : first;
  }

  /** The one that lasts longest, so that a hold is not passed from one to the next. */
  static @Nullable Silence holding(List<Silence> silences, Map<String, String> labels) {
    for (var silence : silences) {
      if (silence.holds(labels)) {
        return silence;
      }
    }
    return null;
  }

  static Happening happening(
      String kind, long alertId, @Nullable Object before, @Nullable Object after) {
    return new Happening(RIALTO, kind, "alert", alertId, before, after);
  }

  private static Instant endOf(AlertLife life, Instant now) {
    var end = life.endedBy(now);
    return end == null ? now : end;
  }

  /** One life of one problem, as the database gives it back. */
  record Key(String fingerprint, Instant start) {}

  static Set<String> namesIn(Collection<Symptom> symptoms) {
    return Routing.namesIn(symptoms.stream().map(Symptom::labels).collect(Collectors.toSet()));
  }

  static Set<Long> sourceServices(Collection<Symptom> symptoms) {
    var ids = new LinkedHashSet<Long>();
    symptoms.forEach(
        symptom -> {
          if (symptom.serviceId() != null) {
            ids.add(symptom.serviceId());
          }
        });
    return ids;
  }

  static String json(Map<String, String> labels) {
    return Json.write(new TreeMap<>(labels));
  }
}
