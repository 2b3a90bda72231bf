package dev.rialto.signals;

import dev.rialto.alerts.Symptom;
import dev.rialto.pipelines.Heard;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns raw signals into alerts and facts of pipelines, many in one transaction. Whichever node
 * holds the digest row works; a signal that cannot be derived is parked with its error, and never
 * holds up its neighbours.
 */
final class Digest implements AutoCloseable {
  static final int MAX_SIGNALS = 2_000;
  static final int MAX_ALERTS = 4_000;

  /** Nothing is lost when a wake-up is: another node may have died with the row in its hand. */
  static final Duration POLL = Duration.ofSeconds(1);

  /** The first signal after a rest is digested at once; in a storm they gather for this long. */
  static final Duration PACE = Duration.ofMillis(100);

  /**
   * Above so many alerts a second what comes in has the processors first: the digest then rests so
   * many times as long as it worked, and catches up when the storm is over.
   */
  static final long STORM_PER_SECOND = 12_000;

  static final int STORM_REST = 4;

  static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Digest.class);

  private final Database db;
  private final InstantSource clock;
  private final BiConsumer<Tx, List<Symptom>> alerts;
  private final BiConsumer<Tx, List<Heard>> pipelines;
  private final Semaphore bell = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean open = true;
  private @Nullable Thread thread;
  private final LongAdder kept = new LongAdder();
  private long countedAt = System.nanoTime();
  private boolean storm;
  private boolean untold;
  private long toldAt = System.nanoTime() - Duration.ofMinutes(1).toNanos();

  Digest(
      Database db,
      InstantSource clock,
      BiConsumer<Tx, List<Symptom>> alerts,
      BiConsumer<Tx, List<Heard>> pipelines) {
    this.db = db;
    this.clock = clock;
    this.alerts = alerts;
    this.pipelines = pipelines;
  }

  void start() {
    thread = Thread.ofPlatform().name("digest").daemon(true).start(this::run);
  }

  void wake() {
    bell.release();
  }

  /** So many alerts came in and are safe. */
  void came(int alertsKept) {
    kept.add(alertsKept);
    wake();
  }

  /** Everything that is due, now. */
  int all() {
    int total = 0;
    for (var done = some(); done.signals() > 0; done = some()) {
      total += done.signals();
    }
    return total;
  }

  private void run() {
    try {
      while (open) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    try {
      bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      bell.drainPermits();
      if (!pacedAll() && untold) {
        db.run(this::tellSometimes);
      }
    } catch (RuntimeException e) {
      if (open) {
        LOG.error("The digest of signals failed and will be tried again", e);
        rest(AFTER_FAILURE.toNanos());
      }
    }
  }

  /** A few at a time cost the processors as much as many: what is not full waits for more. */
  private boolean pacedAll() throws InterruptedException {
    boolean any = false;
    long from = System.nanoTime();
    for (var done = some(); open && done.signals() > 0; done = some()) {
      any = true;
      long now = System.nanoTime();
      if (isStorm(now)) {
        rest((now - from) * STORM_REST);
      } else if (!done.full()) {
        rest(PACE.toNanos());
      }
      from = System.nanoTime();
    }
    return any;
  }

  private boolean isStorm(long now) {
    long passed = now - countedAt;
    if (passed >= TimeUnit.MILLISECONDS.toNanos(200)) {
      storm = kept.sumThenReset() * 1e9 / passed > STORM_PER_SECOND;
      countedAt = now;
    }
    return storm;
  }

  private void rest(long nanos) throws InterruptedException {
    var unused = stopped.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** How many were digested together, and whether these were as many as ever are. */
  private record Done(int signals, boolean full) {}

  private Done some() {
    var waiting = db.read(tx -> tx.attach(SignalSql.class).due(MAX_SIGNALS));
    var due = atOnce(waiting);
    if (!due.isEmpty()) {
      digestOrDivide(due);
    }
    return new Done(due.size(), waiting.size() == MAX_SIGNALS || due.size() < waiting.size());
  }

  private static List<SignalSql.Due> atOnce(List<SignalSql.Due> waiting) {
    int alertsSoFar = 0;
    for (int i = 0; i < waiting.size(); i++) {
      alertsSoFar += waiting.get(i).alerts();
      if (alertsSoFar >= MAX_ALERTS) {
        return waiting.subList(0, i + 1);
      }
    }
    return waiting;
  }

  /** All together; if that fails, by halves until the one that cannot be derived stands alone. */
  private void digestOrDivide(List<SignalSql.Due> due) {
    try {
      db.run(tx -> digest(tx, due));
    } catch (RuntimeException e) {
      if (passing(e)) {
        throw e;
      }
      if (due.size() == 1) {
        park(due.getFirst().signalId(), e);
      } else {
        int half = due.size() / 2;
        digestOrDivide(due.subList(0, half));
        digestOrDivide(due.subList(half, due.size()));
      }
    }
  }

  private void digest(Tx tx, List<SignalSql.Due> due) {
    var sql = tx.attach(SignalSql.class);
    sql.lock();
    var ids = new HashSet<>(sql.take(due.stream().map(SignalSql.Due::id).toList()));
    if (ids.isEmpty()) {
      return;
    }
    var symptoms = new ArrayList<Symptom>();
    var heard = new ArrayList<Heard>();
    var tallies = new TreeMap<Long, Tally>();
    for (var body : sql.bodies(ids)) {
      var parsed = understood(sql, body);
      if (parsed != null) {
        symptoms.addAll(parsed.symptoms());
        if (parsed.heard() != null) {
          heard.add(parsed.heard());
        }
        tallies
            .computeIfAbsent(body.sourceId(), source -> new Tally(body.lastReceivedAt()))
            .add(body.lastReceivedAt(), parsed.facts());
      }
    }
    if (!symptoms.isEmpty()) {
      alerts.accept(tx, symptoms);
    }
    if (!heard.isEmpty()) {
      pipelines.accept(tx, heard);
    }
    Tally.write(sql, tallies);
    tellSometimes(tx);
  }

  /** The same words were understood at the door; if this version cannot, that is for a person. */
  private @Nullable Parsed understood(SignalSql sql, SignalSql.Body body) {
    var parsed = parse(body);
    if (parsed == null) {
      sql.park(body.id(), "This version of Rialto does not understand it.", clock.instant());
    }
    return parsed;
  }

  /** Null for what cannot be understood any more. */
  static @Nullable Parsed parse(SignalSql.Body body) {
    try {
      return Format.of(body.format())
          .orElseThrow(() -> new IllegalStateException("No sender speaks " + body.format()))
          .parse(
              body.body(),
              body.event(),
              new Origin(body.sourceId(), body.serviceId()),
              body.dated());
    } catch (RuntimeException e) {
      LOG.warn("Signal {} cannot be understood any more", body.id(), e);
      return null;
    }
  }

  private void park(long signalId, RuntimeException e) {
    LOG.error("Signal {} cannot be derived and is parked", signalId, e);
    db.run(
        tx -> {
          tx.attach(SignalSql.class).park(signalId, told(e), clock.instant());
          tx.tell(Signals.TOPIC);
        });
  }

  private static String told(RuntimeException e) {
    var told = e.getClass().getSimpleName() + ": " + e.getMessage();
    return told.replace('\u0000', ' ');
  }

  /** Not the signal's fault: the database is away, or two transactions met. */
  private static boolean passing(RuntimeException e) {
    if (GroupCommit.outage(e)) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("40") || sql.getSQLState().equals("57014");
      }
    }
    return false;
  }

  /** A page of sources need not be fetched anew more than once a second. */
  private void tellSometimes(Tx tx) {
    long now = System.nanoTime();
    untold = now - toldAt < Duration.ofSeconds(1).toNanos();
    if (!untold) {
      toldAt = now;
      tx.tell(Signals.TOPIC);
    }
  }

  /** What one digest adds to a source's figures. */
  private static final class Tally {
    private final Instant first;
    private Instant last;
    private long signals;
    private long alerts;

    Tally(Instant first) {
      this.first = first;
      this.last = first;
    }

    void add(Instant at, int alertsTold) {
      last = at.isAfter(last) ? at : last;
      signals++;
      alerts += alertsTold;
    }

    static void write(SignalSql sql, TreeMap<Long, Tally> tallies) {
      if (!tallies.isEmpty()) {
        var each = tallies.values();
        sql.tally(
            List.copyOf(tallies.keySet()),
            each.stream().map(t -> t.first).toList(),
            each.stream().map(t -> t.last).toList(),
            each.stream().map(t -> t.signals).toList(),
            each.stream().map(t -> t.alerts).toList());
      }
    }
  }

  @Override
  public void close() {
    open = false;
    stopped.countDown();
    wake();
    if (thread != null) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
