package dev.rialto.vitals;

import dev.rialto.alerts.Alerts;
import dev.rialto.alerts.Symptom;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Json;
import dev.rialto.platform.Live;
import dev.rialto.platform.SelfCheck;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import dev.rialto.rounds.Rounds;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every part of this node and of the house, again and again, from a thread of its own: who
 * watches must not stand still with what is watched.
 */
public final class Vitals implements AutoCloseable {
  public static final String TOPIC = "vitals";

  /** What has not answered by then is unwell, whatever it says later. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  /** A look that hangs for longer is given up for a new one: its connection may be dead. */
  static final Duration GIVEN_UP = Duration.ofMinutes(1);

  /** An alert that nobody confirms for so long has outlived the node that told it. */
  static final Duration ALERT_HOLDS = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

  /** What one look came to. */
  record Looked(Instant at, List<Reading> readings) {}

  private final Database db;
  private final Alerts alerts;
  private final Live live;
  private final Watching watching;
  private final UnaryOperator<String> link;
  private final InstantSource clock;
  private final Looking looking;
  private final Judgement judgement;
  private final Heartbeat heartbeat;
  private final Instant startedAt;
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Looked latest;
  private volatile boolean open = true;
  private @Nullable Thread thread;
  private final Map<String, Symptom> unsaid = new ConcurrentHashMap<>();
  private final AtomicBoolean saying = new AtomicBoolean();
  private Alarm alarm = Alarm.QUIET;
  private long newest;
  private final AtomicLong looksTaken = new AtomicLong();

  public Vitals(
      Database db,
      Jobs jobs,
      Alerts alerts,
      Rounds rounds,
      Vault vault,
      Live live,
      Watching watching,
      UnaryOperator<String> link,
      InstantSource clock) {
    this.db = db;
    this.alerts = alerts;
    this.live = live;
    this.watching = watching;
    this.link = link;
    this.clock = clock;
    this.looking = new Looking(db, vault, rounds, watching.dataDir());
    this.judgement = new Judgement(watching.limits());
    this.heartbeat = new Heartbeat(db, watching.heartbeat(), clock);
    this.startedAt = clock.instant();
    VitalJobs.open(jobs, heartbeat, watching.beats());
  }

  /** Every part as a figure for Prometheus, as it was at the last look: nothing is asked for it. */
  public void figures(SelfCheck self) {
    for (var vital : Vital.values()) {
      Gauge.builder("rialto_vital_level", this, it -> it.level(vital))
          .description("How a part of Rialto is: 0 well, 1 getting worse, 2 unwell, -1 not known")
          .tag("vital", vital.word())
          .register(self.registry());
      Gauge.builder("rialto_vital_value", this, it -> it.value(vital))
          .description("Its figure: seconds, or a share for disk, memory and channels")
          .tag("vital", vital.word())
          .register(self.registry());
    }
    self.figure("rialto_vital_looks", "How often this node has looked", looksTaken::get);
    self.figure(
        "rialto_vital_age_seconds",
        "How long ago this node looked after itself",
        () -> {
          var seen = latest;
          return seen == null ? Double.NaN : seconds(Duration.between(seen.at(), clock.instant()));
        });
  }

  public void start() {
    thread = Thread.ofPlatform().name("vitals").daemon().start(this::watch);
  }

  private void watch() {
    Future<?> look = null;
    long begun = 0;
    while (open) {
      long now = System.nanoTime();
      if (look == null || look.isDone() || now - begun > GIVEN_UP.toNanos()) {
        begun = now;
        look = looks.submit(() -> look(begin()));
      }
      await(look, begun);
      looks.execute(this::sayOrLater);
      LockSupport.parkNanos(Math.max(1, watching.every().toNanos() - (System.nanoTime() - now)));
    }
  }

  private void await(Future<?> look, long begun) {
    try {
      look.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException hangs) {
      var silent = Duration.ofNanos(System.nanoTime() - begun);
      keep(clock.instant(), judged(looking.withoutDatabase(silent)));
    } catch (ExecutionException e) {
      LOG.warn("Rialto could not look after itself: {}", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long begin() {
    return ++newest;
  }

  private void sayOrLater() {
    try {
      say();
    } catch (RuntimeException e) {
      LOG.warn("An alert about Rialto itself could not be told yet: {}", e.getMessage());
    }
  }

  /** Looks now and tells what is to be told, on the caller's thread. */
  public void turn() {
    look(begin());
    say();
  }

  private void look(long number) {
    var now = clock.instant();
    var readings = judged(looking.all(now));
    synchronized (this) {
      if (number != newest) {
        return; // given up for a newer look
      }
    }
    keep(now, readings);
    if (readings.stream().anyMatch(r -> r.vital() == Vital.DATABASE && !r.isMeasured())) {
      return;
    }
    boolean speaks = db.inTransaction(this::note);
    unsaid(readings, speaks, now);
  }

  private List<Reading> judged(List<Measured> seen) {
    return seen.stream().map(judgement::of).toList();
  }

  private void keep(Instant at, List<Reading> readings) {
    latest = new Looked(at, readings);
    looksTaken.incrementAndGet();
  }

  /** That this node lives, and how it is. Answers whether it speaks for the house. */
  private boolean note(Tx tx) {
    var readings = looked().readings();
    var sql = tx.attach(VitalSql.class);
    sql.patience();
    sql.seen(
        new VitalSql.Node(
            watching.node(),
            watching.version(),
            startedAt,
            live.streams(),
            readings.stream().filter(Reading::isUnwell).map(r -> r.vital().word()).toList(),
            Json.write(readings)));
    tx.tell(TOPIC);
    boolean first =
        sql.nodes().stream()
            .filter(n -> n.leftAt() == null && n.agoMs() <= Limits.SEEN_WITHIN.toMillis())
            .findFirst()
            .map(n -> n.name().equals(watching.node()))
            .orElse(false);
    if (first) {
      sql.learn();
      sql.forgetHabits(clock.instant());
      sql.forgetNodes(Limits.MISSED_FOR.toSeconds());
    }
    return first;
  }

  /** Of what all nodes see alike one speaks, of its own parts each. */
  private synchronized void unsaid(List<Reading> readings, boolean speaks, Instant now) {
    var turn = alarm.look(readings, now);
    alarm = turn.next();
    turn.words().stream()
        .filter(word -> speaks || !word.reading().vital().isOfTheHouse())
        .map(word -> symptom(word, now))
        .forEach(symptom -> unsaid.put(symptom.fingerprint(), symptom));
  }

  /** Apart from looking: what is unwell may be just what an alert has to wait for. */
  private void say() {
    if (unsaid.isEmpty() || !saying.compareAndSet(false, true)) {
      return;
    }
    try {
      var words = Map.copyOf(unsaid);
      db.run(tx -> alerts.apply(tx, List.copyOf(words.values()), true));
      words.forEach(unsaid::remove);
    } finally {
      saying.set(false);
    }
  }

  /** It names a service called rialto: in a catalog that has one, its owners hear of it. */
  private Symptom symptom(Alarm.Word word, Instant now) {
    var reading = word.reading();
    var vital = reading.vital();
    var labels = new HashMap<String, String>();
    labels.put("alertname", "Rialto: " + vital.title());
    labels.put("service", "rialto");
    labels.put("rialto_vital", vital.word());
    labels.put("severity", vital.severity());
    if (!vital.isOfTheHouse()) {
      labels.put("node", watching.node());
    }
    var annotations =
        Map.of(
            "summary", "Rialto itself is unwell: " + vital.title(), "description", reading.means());
    return new Symptom(
        "rialto-vital-" + vital.word() + (vital.isOfTheHouse() ? "" : "-" + watching.node()),
        labels,
        annotations,
        word.since(),
        word.over() ? now : now.plus(ALERT_HOLDS),
        !word.over(),
        link.apply("/vitals"),
        0,
        null,
        now,
        null);
  }

  /** The last look; the first of all when there was none yet. */
  Looked looked() {
    var seen = latest;
    if (seen == null) {
      turn();
      seen = latest;
    }
    if (seen == null) {
      throw new IllegalStateException("A look that saw nothing");
    }
    return seen;
  }

  /** Sends a heartbeat now, unless something is unwell. */
  public void beat() {
    heartbeat.beat();
  }

  /** Asked with little patience: what holds it may be just what somebody wants to see here. */
  private @Nullable String lastResort() {
    try {
      return db.inTransaction(
              tx -> {
                var sql = tx.attach(VitalSql.class);
                sql.patience();
                return sql.lastResort();
              })
          .orElse(null);
    } catch (RuntimeException held) {
      return null;
    }
  }

  /** How the whole house stands, as a screen shows it. */
  House house() {
    var here = looked();
    var lastResort = lastResort();
    return db.read(
        tx -> {
          var sql = tx.attach(VitalSql.class);
          var nodes = sql.nodes().stream().map(row -> Node.of(row, watching.node())).toList();
          return new House(
              here.at(),
              House.worst(here.readings(), nodes, watching.node()),
              nodes,
              sql.shards(),
              heartbeat.isSet(),
              sql.beat().orElse(null),
              lastResort,
              watching.every());
        });
  }

  List<VitalSql.Job> due(Instant until, int most) {
    return db.read(tx -> tx.attach(VitalSql.class).due(until, most));
  }

  List<VitalSql.Open> transactions() {
    return db.read(tx -> tx.attach(VitalSql.class).transactions());
  }

  List<VitalSql.Table> tables() {
    return db.read(tx -> tx.attach(VitalSql.class).tables());
  }

  private double level(Vital vital) {
    var reading = reading(vital);
    return reading == null
        ? Double.NaN
        : switch (reading.level()) {
          case WELL -> 0;
          case WORSE -> 1;
          case UNWELL -> 2;
          case UNKNOWN -> -1;
        };
  }

  private double value(Vital vital) {
    var reading = reading(vital);
    return reading == null || !reading.isMeasured() ? Double.NaN : reading.value();
  }

  private @Nullable Reading reading(Vital vital) {
    var seen = latest;
    return seen == null
        ? null
        : seen.readings().stream().filter(r -> r.vital() == vital).findFirst().orElse(null);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  /** Says goodbye, so that nobody waits for this node. */
  @Override
  public void close() {
    open = false;
    var running = thread;
    if (running != null) {
      LockSupport.unpark(running);
      try {
        running.join(PATIENCE);
        db.run(tx -> tx.attach(VitalSql.class).left(watching.node()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.debug("The database was gone before the goodbye", e);
      }
    }
    looks.shutdownNow();
  }
}
