package dev.rialto.uptime;

import dev.rialto.alerts.Alerts;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was seen, and when it confirms another state, the span, the journal and the
 * alert with it: in one transaction, so that no screen shows an outage that nobody was told of.
 */
public final class Timekeeping {
  static final int ATTEMPTS = 5;

  /** Samples older than this say nothing of now. */
  static final Duration MEMORY = Duration.ofDays(2);

  static final int LONGEST_CAUSE = 400;
  static final int LONGEST_EVIDENCE = 4_000;

  private final Database db;
  private final Journal journal;
  private final Alerts alerts;
  private final Partitions partitions;
  private final Function<String, String> link;
  private final InstantSource clock;

  /**
   * Where each check stood when it was last written or read here; a version tells if it still does.
   */
  private final Map<Long, Kept> known = new ConcurrentHashMap<>();

  /** A track as it stands in its row, and which version of the row that is. */
  record Kept(Track track, int version) {}

  /** Somebody else moved a check meanwhile: read again and decide again. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
      super("A check was moved by somebody else", null, false, false);
    }
  }

  public Timekeeping(
      Database db,
      Journal journal,
      Alerts alerts,
      Function<String, String> link,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.alerts = alerts;
    this.link = link;
    this.clock = clock;
    this.partitions = new Partitions(db);
  }

  public Partitions partitions() {
    return partitions;
  }

  /** A new check: unknown until something was seen. */
  public void begin(Tx tx, long checkId, Instant at) {
    var sql = tx.attach(KeepSql.class);
    sql.begin(checkId, at, Seen.NOT_YET);
    sql.startAt(checkId, at, State.UNKNOWN.word(), Seen.NOT_YET, null);
  }

  /** Keeps a batch; all of it or, when the database is away, nothing. */
  public void record(List<Result> batch) {
    if (batch.isEmpty()) {
      return;
    }
    batch.forEach(result -> partitions.ensureDay(result.sample().at()));
    for (int attempt = 1; ; attempt++) {
      try {
        known.putAll(db.inTransaction(tx -> keep(tx, batch)));
        return;
      } catch (Overtaken e) {
        batch.forEach(result -> known.remove(result.watched().id()));
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** For what reports by itself: its partition must be there before the transaction begins. */
  public void hear(Tx tx, Result result) {
    var ids = List.of(result.watched().id());
    var sql = tx.attach(KeepSql.class);
    var held = sql.held(ids);
    keep(tx, sql, List.of(result), load(tx, ids, held));
    tx.afterCommit(() -> ids.forEach(known::remove));
  }

  /** Lays a pause or planned work over checks, or takes it away. */
  public void cover(
      Tx tx, Collection<Watched> checks, Instant at, Function<Track, Track.Step> covering) {
    var ids = checks.stream().map(Watched::id).toList();
    var kept = load(tx, ids, tx.attach(KeepSql.class).held(ids));
    var outcome = new Outcome();
    for (var check : checks) {
      var before = kept.get(check.id());
      if (before != null) {
        outcome.take(check, before, covering.apply(before.track()));
      }
    }
    write(tx, outcome);
    tx.afterCommit(() -> ids.forEach(known::remove));
  }

  public void pause(Tx tx, Watched check, @Nullable String why, Instant at) {
    cover(tx, List.of(check), at, track -> track.cover(why, track.maintenance(), at));
  }

  /** It is gone; its alert is over with it. */
  public void forget(Tx tx, Watched check, Instant at) {
    pause(tx, check, "The check was removed", at);
    var sql = tx.attach(KeepSql.class);
    sql.forgetState(check.id());
    sql.forgetSpans(check.id());
    tx.afterCommit(() -> known.remove(check.id()));
  }

  /** Where a check stands as far as this node remembers; for deciding on a second try. */
  public Optional<Track> remembered(long checkId) {
    return Optional.ofNullable(known.get(checkId)).map(Kept::track);
  }

  public Map<Long, Track> tracks(Tx tx, Collection<Long> ids) {
    var tracks = new HashMap<Long, Track>();
    load(tx, ids, tx.attach(KeepSql.class).states(ids))
        .forEach((id, kept) -> tracks.put(id, kept.track()));
    return tracks;
  }

  private Map<Long, Kept> keep(Tx tx, List<Result> batch) {
    var sql = tx.attach(KeepSql.class);
    var ids = new LinkedHashSet<Long>();
    batch.forEach(result -> ids.add(result.watched().id()));
    return keep(tx, sql, batch, upToDate(tx, sql, ids));
  }

  private Map<Long, Kept> keep(Tx tx, KeepSql sql, List<Result> batch, Map<Long, Kept> kept) {
    insert(sql, batch);
    var outcome = new Outcome();
    for (var result : batch) {
      long id = result.watched().id();
      var before = outcome.after.getOrDefault(id, kept.get(id));
      if (before == null) {
        continue; // removed meanwhile; its result ages out with the others
      }
      var step = before.track().advance(result.sample(), result.watched().confirmation());
      outcome.take(result.watched(), before, step);
    }
    write(tx, outcome);
    return outcome.after;
  }

  private Map<Long, Kept> upToDate(Tx tx, KeepSql sql, Collection<Long> ids) {
    var kept = new HashMap<Long, Kept>();
    var stale = new ArrayList<Long>();
    for (var now : sql.versions(ids)) {
      var here = known.get(now.checkId());
      if (here != null && here.version() == now.version()) {
        kept.put(now.checkId(), here);
      } else {
        stale.add(now.checkId());
      }
    }
    if (!stale.isEmpty()) {
      kept.putAll(load(tx, stale, sql.states(stale)));
    }
    return kept;
  }

  private Map<Long, Kept> load(Tx tx, Collection<Long> ids, Collection<KeepSql.StateRow> rows) {
    var kept = new HashMap<Long, Kept>();
    var sql = tx.attach(KeepSql.class);
    var points = new HashMap<Long, List<KeepSql.PointRow>>();
    sql.points(ids, clock.instant().minus(MEMORY), Seen.MOST_RECENT)
        .forEach(p -> points.computeIfAbsent(p.checkId(), i -> new ArrayList<>()).add(p));
    for (var row : rows) {
      kept.put(
          row.checkId(),
          new Kept(track(row, points.getOrDefault(row.checkId(), List.of())), row.version()));
    }
    return kept;
  }

  private static Track track(KeepSql.StateRow row, List<KeepSql.PointRow> points) {
    var last = points.isEmpty() ? null : points.getLast();
    var speaks = last == null ? null : last.speaksMs();
    var seen =
        new Seen(
            State.of(row.probed()),
            row.because(),
            State.of(row.believed()),
            points.stream().map(p -> new Seen.Point(p.at(), State.values()[p.verdict()])).toList(),
            last == null ? null : last.at(),
            speaks == null ? null : Duration.ofMillis(speaks),
            row.flapping());
    return new Track(
        State.of(row.shown()),
        row.since(),
        row.cause(),
        seen,
        row.alerted() == null ? null : State.of(row.alerted()),
        row.paused(),
        row.maintenance());
  }

  private void write(Tx tx, Outcome outcome) {
    var sql = tx.attach(KeepSql.class);
    for (long id : outcome.moved.keySet()) {
      var kept = outcome.after.get(id);
      if (kept == null || sql.move(row(id, kept)) == 0) {
        throw new Overtaken();
      }
      outcome.after.put(id, new Kept(kept.track(), kept.version() + 1));
      tx.tell("check:" + id);
    }
    if (!outcome.moved.isEmpty()) {
      tx.tell("checks");
    }
    for (var each : outcome.happened) {
      var change = each.change();
      long id = each.watched().id();
      sql.forgetFrom(id, change.at());
      sql.endAt(id, change.at());
      sql.startAt(
          id,
          change.at(),
          change.state().word(),
          cut(change.cause(), LONGEST_CAUSE),
          change.evidence() == null ? null : cut(change.evidence(), LONGEST_EVIDENCE));
    }
    var now = clock.instant();
    journal.append(tx, outcome.happened.stream().map(Telling::told).toList());
    alerts.apply(
        tx,
        outcome.spoken.stream()
            .map(each -> Telling.symptom(each.watched(), each.word(), link, now))
            .toList(),
        true);
  }

  private static KeepSql.Moved row(long id, Kept kept) {
    var track = kept.track();
    return new KeepSql.Moved(
        id,
        kept.version(),
        track.shown().word(),
        track.since(),
        cut(track.cause(), LONGEST_CAUSE),
        track.seen().probed().word(),
        cut(track.seen().because(), LONGEST_CAUSE),
        track.seen().believed().word(),
        track.alerted() == null ? null : track.alerted().word(),
        track.seen().flapping(),
        track.paused(),
        track.maintenance());
  }

  private static void insert(KeepSql sql, List<Result> batch) {
    var rows = new ResultRows(batch.size());
    batch.forEach(rows::add);
    rows.write(sql);
  }

  /** The same however the check is renamed, so that its alert is found again. */
  public static String identity(long checkId) {
    return "rialto_check-" + checkId;
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
