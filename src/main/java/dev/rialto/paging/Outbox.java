package dev.rialto.paging;

import static java.util.Objects.requireNonNull;

import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import dev.rialto.paging.Bundling.Last;
import dev.rialto.paging.Bundling.Parcel;
import dev.rialto.paging.Bundling.Topic;
import dev.rialto.paging.Bundling.Wanted;
import dev.rialto.paging.MessageSql.MethodRow;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages down, few for many pages, and lets each leave at its time by a job of its own.
 */
final class Outbox {
  private final Jobs jobs;

  Outbox(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * One page one person is to hear of.
   *
   * @param about how a list names it
   * @param thread the message it belongs under, if any
   */
  record Wish(MethodRow method, String key, long pageId, String about, @Nullable Long thread) {
    Topic topic() {
      return new Topic(method.personId(), key);
    }
  }

  void put(Tx tx, String kind, List<Wish> wishes, Instant now) {
    if (wishes.isEmpty()) {
      return;
    }
    var sql = tx.attach(MessageSql.class);
    var byTopic = new LinkedHashMap<Topic, List<Wish>>();
    wishes.forEach(w -> byTopic.computeIfAbsent(w.topic(), t -> new ArrayList<>()).add(w));
    var wanted = byTopic.entrySet().stream().map(e -> wanted(e.getKey(), e.getValue())).toList();
    var parcels = Bundling.USUAL.pack(wanted, told(sql, List.copyOf(byTopic.keySet())), now);
    var byPage = wishes.stream().collect(Collectors.toMap(Wish::pageId, w -> w, (a, b) -> a));
    send(tx, kind, parcels, byPage, now);
  }

  /** The same by another way, because this one fails; it leaves unless that comes right. */
  void standIn(Tx tx, DeliverySql.Posting failing, MethodRow method, Instant at, Instant now) {
    var sql = tx.attach(MessageSql.class);
    var note = failing.noteId();
    long id =
        note == null
            ? standInForPages(sql, failing, method, at, now)
            : sql.carryNote(method, failing.about(), note, failing.id(), at, now);
    jobs.schedule(tx, Deliveries.DELIVER.instance(String.valueOf(id)).build(), at);
  }

  private static long standInForPages(
      MessageSql sql, DeliverySql.Posting failing, MethodRow method, Instant at, Instant now) {
    var id = sql.ids(1).getFirst();
    sql.insert(
        "page",
        List.of(id),
        List.of(method.personId()),
        List.of(method.id()),
        List.of(method.kind()),
        List.of(method.label()),
        List.of(failing.about()),
        new Long[] {null},
        new Long[] {failing.id()},
        List.of(at),
        now);
    sql.carryOver(failing.id(), id);
    return id;
  }

  /** What was last said about these topics, locked, so that nobody else packs the same now. */
  private static Map<Topic, Last> told(MessageSql sql, List<Topic> topics) {
    var people = topics.stream().map(Topic::personId).toList();
    var keys = topics.stream().map(Topic::key).toList();
    sql.openBundles(people, keys);
    var rows = sql.lockBundles(people, keys);
    var waiting = new HashSet<Long>();
    rows.stream().filter(r -> r.waiting() != null).forEach(r -> waiting.add(r.waiting()));
    var still = waiting.isEmpty() ? List.<Long>of() : sql.lockWaiting(waiting);
    var told = new HashMap<Topic, Last>();
    for (var row : rows) {
      if (row.leavesAt() != null) {
        var joins = row.waiting() != null && still.contains(row.waiting()) ? row.waiting() : null;
        told.put(new Topic(row.personId(), row.key()), new Last(row.leavesAt(), joins));
      }
    }
    return told;
  }

  private void send(Tx tx, String kind, List<Parcel> parcels, Map<Long, Wish> byPage, Instant now) {
    var sql = tx.attach(MessageSql.class);
    var fresh = parcels.stream().filter(p -> p.joins() == null).toList();
    var ids = sql.ids(fresh.size());
    var firsts = fresh.stream().map(p -> first(p, byPage)).toList();
    sql.insert(
        kind,
        ids,
        fresh.stream().map(Parcel::personId).toList(),
        firsts.stream().map(w -> w.method().id()).toList(),
        firsts.stream().map(w -> w.method().kind()).toList(),
        firsts.stream().map(w -> w.method().label()).toList(),
        fresh.stream().map(p -> about(p, byPage)).toList(),
        firsts.stream().map(Wish::thread).toArray(Long[]::new),
        new Long[fresh.size()],
        fresh.stream().map(Parcel::leavesAt).toList(),
        now);
    var id = ids.iterator();
    var letters = new ArrayList<Long>();
    var pages = new ArrayList<Long>();
    var bundles = new ArrayList<Object[]>();
    var due = new ArrayList<SchedulableInstance<?>>();
    for (var parcel : parcels) {
      long letter = parcel.joins() == null ? id.next() : parcel.joins();
      for (var page : parcel.pages()) {
        letters.add(letter);
        pages.add(page);
      }
      if (parcel.joins() == null) {
        parcel.keys().forEach(k -> bundles.add(new Object[] {parcel, k, letter}));
        due.add(
            SchedulableInstance.of(
                Deliveries.DELIVER.instance(String.valueOf(letter)).build(), parcel.leavesAt()));
      }
    }
    sql.carry(letters, pages);
    sql.setBundles(
        bundles.stream().map(b -> ((Parcel) b[0]).personId()).toList(),
        bundles.stream().map(b -> (String) b[1]).toList(),
        bundles.stream().map(b -> (Long) b[2]).toList(),
        bundles.stream().map(b -> ((Parcel) b[0]).leavesAt()).toList());
    jobs.scheduleAll(tx, due);
  }

  private static String about(Parcel parcel, Map<Long, Wish> byPage) {
    var first = first(parcel, byPage).about();
    var more = parcel.pages().size() - 1;
    return more == 0 ? first : first + " and " + more + " more";
  }

  private static Wish first(Parcel parcel, Map<Long, Wish> byPage) {
    return requireNonNull(byPage.get(parcel.pages().getFirst()));
  }

  private static Wanted wanted(Topic topic, List<Wish> wishes) {
    return new Wanted(topic, wishes.stream().map(Wish::pageId).toList());
  }
}
