package dev.rialto.rounds;

import dev.rialto.checks.Checks;
import dev.rialto.checks.Heartbeats;
import dev.rialto.maintenance.Maintenances;
import dev.rialto.platform.Database;
import dev.rialto.probes.Prober;
import dev.rialto.uptime.Grid;
import dev.rialto.uptime.Leases;
import dev.rialto.uptime.Result;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Timekeeping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every probe at its slot. One thread keeps the pace, each probe has a virtual thread of its
 * own, one thread writes; so a target that hangs takes a place, never the time of another.
 */
public final class Rounds implements AutoCloseable {
  public static final int MOST_AT_ONCE = 600;
  public static final int MOST_PER_TARGET = 40;

  /** A probe may begin late by this share of its interval; later its slot is missed. */
  static final int LATEST_SHARE = 10;

  static final Duration WRITTEN_EVERY = Duration.ofMillis(250);
  static final Duration AWAY_PAUSE = Duration.ofSeconds(1);

  /** Never longer without a look at the clock: it may have been set. */
  static final Duration LONGEST_NAP = Duration.ofMillis(500);

  /** After a start everything is looked at once within this time. */
  static final Duration STARTED_WITHIN = Duration.ofSeconds(15);

  /** A check made or changed this lately is looked at once at once. */
  static final Duration NEW = Duration.ofSeconds(15);

  /** A loop that nobody has started yet. */
  private static final long STOOD = Long.MIN_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final Database db;
  private final Checks checks;
  private final Heartbeats heartbeats;
  private final Maintenances maintenances;
  private final Timekeeping timekeeping;
  private final Prober prober;
  private final Leases leases;
  private final InstantSource clock;
  private final Gate gate = new Gate(MOST_AT_ONCE, MOST_PER_TARGET);
  private final Ledger ledger;
  private final SecondTries secondTries;
  private final Pace pace = new Pace();
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();
  private final Map<Long, Result> latest = new ConcurrentHashMap<>();
  private final CheckMetrics metrics = new CheckMetrics(latest::values);
  private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;
  private volatile Map<Long, Checks.Due> watched = Map.of();
  private volatile Set<Integer> shards = Set.of();
  private final AtomicLong leasesTurned = new AtomicLong(STOOD);
  private final AtomicLong paceTurned = new AtomicLong(STOOD);
  private final AtomicLong ledgerTurned = new AtomicLong(STOOD);
  private long generation = -1;

  public Rounds(
      Database db,
      Checks checks,
      Heartbeats heartbeats,
      Maintenances maintenances,
      Timekeeping timekeeping,
      Prober prober,
      Leases leases,
      InstantSource clock) {
    this.db = db;
    this.checks = checks;
    this.heartbeats = heartbeats;
    this.maintenances = maintenances;
    this.timekeeping = timekeeping;
    this.prober = prober;
    this.leases = leases;
    this.clock = clock;
    this.ledger = new Ledger(timekeeping::record, Ledger.MOST_WAITING);
    this.secondTries = new SecondTries(db, leases);
  }

  public void start() {
    threads.add(Thread.ofPlatform().name("rounds-leases").daemon().start(this::keepLeases));
    threads.add(
        Thread.ofPlatform()
            .name("rounds-pace")
            .daemon()
            .priority(Thread.MAX_PRIORITY)
            .start(this::keepPace));
    threads.add(Thread.ofPlatform().name("rounds-ledger").daemon().start(this::keepLedger));
  }

  /** What the newest tries of this node saw, as Prometheus reads it. */
  public String figures() {
    return metrics.text();
  }

  // ── driven by threads ──────────────────────────────────────────────────────────────────────

  private void keepLeases() {
    while (open) {
      leasesTurned.set(System.nanoTime());
      try {
        look();
        helpOut();
        heartbeats.turn();
        maintenances.turn();
      } catch (RuntimeException e) {
        // What is probed goes on being probed: the database may only be restarting.
        LOG.warn("The rounds could not be looked after: {}", e.getMessage());
      }
      nap(Leases.RENEWED_EVERY);
    }
  }

  private void keepPace() {
    while (open) {
      paceTurned.set(System.nanoTime());
      Instant next;
      synchronized (pace) {
        for (var slot : pace.due(clock.instant(), System.nanoTime())) {
          begin(slot);
        }
        next = pace.next();
      }
      var left = next == null ? LONGEST_NAP : Duration.between(clock.instant(), next);
      nap(left.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : left);
    }
  }

  private void keepLedger() {
    while (open) {
      ledgerTurned.set(System.nanoTime());
      boolean written;
      try {
        written = ledger.flush();
        if (written) {
          secondTries.ask(clock.instant());
        }
      } catch (RuntimeException e) {
        LOG.error("Results could not be written", e);
        written = false;
      }
      nap(written ? WRITTEN_EVERY : AWAY_PAUSE);
    }
  }

  private void nap(Duration time) {
    if (time.isPositive() && open) {
      LockSupport.parkNanos(time.toNanos());
    }
  }

  // ── driven by hand, for stories ────────────────────────────────────────────────────────────

  /** When something is due next, as far as is known. */
  public @Nullable Instant nextDue() {
    look();
    Instant probe;
    synchronized (pace) {
      probe = pace.next();
    }
    return db.read(
        tx ->
            Stream.of(probe, heartbeats.nextDue(tx), maintenances.nextDue(tx))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null));
  }

  /** Does everything that is due now and waits for it. Returns how much that was. */
  public int turn() {
    look();
    var begun = new ArrayList<Future<?>>();
    synchronized (pace) {
      for (var slot : pace.due(clock.instant(), turned())) {
        var probing = begin(slot);
        if (probing != null) {
          begun.add(probing);
        }
      }
    }
    begun.addAll(helpOut());
    begun.forEach(Rounds::await);
    ledger.flush();
    secondTries.ask(clock.instant());
    return begun.size() + heartbeats.turn() + maintenances.turn();
  }

  /** Turned by hand, the clock is the only one there is. */
  private long turned() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  private static void await(Future<?> probing) {
    try {
      probing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  // ── both ───────────────────────────────────────────────────────────────────────────────────

  /** Renews the leases, and reads the definitions again when they or the shards have changed. */
  private void look() {
    var held = leases.renew();
    long now = db.read(checks::generation);
    if (now == generation && held.equals(shards)) {
      return;
    }
    boolean first = generation < 0 || !held.equals(shards);
    var read = db.read(tx -> checks.probed(tx, held));
    var before = watched;
    var all = new HashMap<Long, Checks.Due>();
    var grids = new HashMap<Long, Grid>();
    for (var due : read) {
      all.put(due.check().id(), due);
      grids.put(due.check().id(), Grid.of(due.check().id(), due.check().interval()));
    }
    watched = Map.copyOf(all);
    latest.keySet().retainAll(all.keySet());
    synchronized (pace) {
      pace.walk(grids, clock.instant());
      if (generation < 0) {
        pace.startWithin(STARTED_WITHIN, clock.instant());
      } else if (!first) {
        all.forEach((id, due) -> soonIfNew(id, due, before.get(id)));
      }
    }
    shards = Set.copyOf(held);
    generation = now;
    threads.forEach(LockSupport::unpark);
  }

  /** Whoever has just made or mended a check waits for its first answer. */
  private void soonIfNew(long id, Checks.Due due, Checks.@Nullable Due before) {
    boolean other = before == null || before.check().version() != due.check().version();
    if (other && due.check().updatedAt().plus(NEW).isAfter(clock.instant())) {
      pace.soon(id, clock.instant());
    }
  }

  private @Nullable Future<?> begin(Pace.Slot slot) {
    var due = watched.get(slot.checkId());
    // Still at it: the second try of the slot before speaks for this one.
    if (due == null || !busy.add(slot.checkId())) {
      return null;
    }
    return probes.submit(
        () -> {
          try {
            look(due, slot.at());
          } finally {
            busy.remove(slot.checkId());
          }
        });
  }

  private void look(Checks.Due due, Instant slot) {
    var first = probe(new Look(due, slot, false));
    keep(first);
    var verdict = first.sample().verdict();
    boolean again =
        timekeeping
            .remembered(due.check().id())
            .map(track -> track.wantsSecondTry(verdict, due.check().confirmation()))
            .orElse(verdict.isWrong() && due.check().confirmation().of() > 1);
    if (again && open && !secondTries.leaveToAnother(due.check().id())) {
      keep(probe(new Look(due, clock.instant(), true)));
    }
  }

  /** Makes the second tries that fall to this node, of checks that may be another's. */
  private List<Future<?>> helpOut() {
    var ids = secondTries.take(clock.instant());
    return ids.isEmpty()
        ? List.of()
        : db.read(tx -> checks.due(tx, ids)).stream()
            .<Future<?>>map(due -> probes.submit(() -> lookAgain(due)))
            .toList();
  }

  private void lookAgain(Checks.Due due) {
    ledger.add(probe(new Look(due, clock.instant(), true)));
    threads.forEach(LockSupport::unpark);
  }

  private void keep(Result result) {
    latest.put(result.watched().id(), result);
    ledger.add(result);
    if (result.sample().secondTry()) {
      threads.forEach(LockSupport::unpark); // a state may just have been confirmed
    }
  }

  private Result probe(Look look) {
    var check = look.due().check();
    var patience = check.interval().dividedBy(LATEST_SHARE).minus(late(look));
    try (var pass = gate.enter(look.due().probe().targets(), Math.max(0, patience.toNanos()))) {
      if (pass == null) {
        return look.missed("Missed its slot: too many probes were under way", late(look));
      }
      var late = late(look);
      return look.saw(prober.probe(look.due().probe(), check.timeout()), late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return look.missed("Rialto was stopped", late(look));
    } catch (RuntimeException e) {
      LOG.error("The probe of check {} broke", check.id(), e);
      return look.missed("The probe itself broke: " + e.getClass().getSimpleName(), late(look));
    }
  }

  private Duration late(Look look) {
    return Duration.between(look.slot(), clock.instant());
  }

  /** How many tries are under way, and how many results wait to be written. */
  public int underWay() {
    return busy.size();
  }

  public int waiting() {
    return ledger.size();
  }

  /** How long the loop that has stood still longest has not turned; nothing where none runs. */
  public Duration turnedAgo() {
    long now = System.nanoTime();
    return Stream.of(leasesTurned, paceTurned, ledgerTurned)
        .map(AtomicLong::get)
        .filter(at -> at != STOOD)
        .map(at -> Duration.ofNanos(now - at))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Within how long after their slots nineteen of twenty checks began at their newest try. */
  public Duration lateness() {
    var late = latest.values().stream().map(Result::late).sorted().toList();
    return late.isEmpty() ? Duration.ZERO : late.get((late.size() - 1) * 19 / 20);
  }

  public long lost() {
    return ledger.lost();
  }

  /** Whether a state is known of a result; for figures. */
  static boolean isUp(Result result) {
    return result.sample().verdict() == State.UP || result.sample().verdict() == State.DEGRADED;
  }

  @Override
  public void close() {
    open = false;
    threads.forEach(LockSupport::unpark);
    for (var thread : threads) {
      try {
        thread.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    probes.shutdownNow();
    prober.close();
    try {
      ledger.flush();
      leases.release();
    } catch (RuntimeException e) {
      LOG.warn("The leases end by themselves: {}", e.getMessage());
    }
  }
}
