package dev.rialto.vitals;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import dev.rialto.rounds.Rounds;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every part. Each is looked at by itself and within seconds, so that one that hangs is
 * found rather than joined.
 */
final class Looking {
  /** A job whose node has been silent for this long is in nobody's hand. */
  static final Duration JOB_HELD = Duration.ofSeconds(20);

  /** Nothing older is still on its way: the last try of a message comes within the hour. */
  static final Duration MESSAGES_OF = Duration.ofHours(2);

  private static final String KEY = "vital_key";
  private static final String TRIAL = "the same key everywhere";

  private final Database db;
  private final Vault vault;
  private final Rounds rounds;
  private final Path dataDir;
  private final Collecting collecting = new Collecting(System.nanoTime(), collectedMs());

  Looking(Database db, Vault vault, Rounds rounds, Path dataDir) {
    this.db = db;
    this.vault = vault;
    this.rounds = rounds;
    this.dataDir = dataDir.toAbsolutePath();
  }

  /** Everything, the database first: when it does not answer the rest of it is not asked. */
  List<Measured> all(Instant now) {
    var seen = new ArrayList<Measured>();
    var database = database();
    seen.addAll(database);
    if (database.getFirst() instanceof Measured.Failed) {
      seen.addAll(unseen());
    } else {
      seen.add(asked(Vital.JOBS, sql -> jobs(sql, now)));
      seen.add(asked(Vital.OUTBOX, sql -> outbox(sql, now)));
      seen.add(asked(Vital.INTAKE, sql -> intake(sql, now)));
      seen.add(asked(Vital.KEY, this::key));
      seen.add(asked(Vital.CHANNELS, sql -> channels(sql, now)));
      seen.add(asked(Vital.REACTIONS, sql -> reactions(sql, now)));
      seen.add(asked(Vital.SOURCES, sql -> sources(sql, now)));
      seen.add(asked(Vital.NODES, Looking::nodes));
    }
    seen.addAll(ofThisProcess());
    return seen;
  }

  /** What can be said when the database has not answered for so long. */
  List<Measured> withoutDatabase(Duration silent) {
    var seen = new ArrayList<Measured>();
    seen.add(
        new Measured.Failed(
            Vital.DATABASE, "It has not answered for " + silent.toSeconds() + " s."));
    seen.addAll(unseen());
    seen.addAll(ofThisProcess());
    return seen;
  }

  private static List<Measured> unseen() {
    return List.of(
        new Measured.Unseen(Vital.JOBS),
        new Measured.Unseen(Vital.OUTBOX),
        new Measured.Unseen(Vital.INTAKE),
        new Measured.Unseen(Vital.KEY),
        new Measured.Unseen(Vital.CHANNELS),
        new Measured.Unseen(Vital.REACTIONS),
        new Measured.Unseen(Vital.SOURCES),
        new Measured.Unseen(Vital.CLOCK),
        new Measured.Unseen(Vital.NODES));
  }

  private List<Measured> ofThisProcess() {
    return List.of(
        new Measured.Rounds(rounds.turnedAgo(), rounds.lateness(), rounds.waiting(), rounds.lost()),
        disk(),
        memory());
  }

  private Measured asked(Vital vital, Function<VitalSql, Measured> question) {
    try {
      return db.inTransaction(
          tx -> {
            var sql = tx.attach(VitalSql.class);
            sql.patience();
            return question.apply(sql);
          });
    } catch (RuntimeException e) {
      return new Measured.Failed(vital, told(e));
    }
  }

  private List<Measured> database() {
    try {
      var pulse = db.pulse();
      var held = asked(Vital.DATABASE, sql -> database(sql, pulse));
      return List.of(held, new Measured.Clock(pulse.ahead()));
    } catch (RuntimeException e) {
      return List.of(new Measured.Failed(Vital.DATABASE, told(e)));
    }
  }

  private static Measured database(VitalSql sql, Database.Pulse pulse) {
    var held = sql.held();
    return new Measured.Database(
        pulse.roundTrip(),
        pulse.inUse(),
        pulse.pool(),
        pulse.queued(),
        Duration.ofMillis(held.transactionMs()),
        Duration.ofMillis(held.lockMs()),
        held.bytes());
  }

  private static Measured jobs(VitalSql sql, Instant now) {
    var late = sql.jobs(now, now.minus(JOB_HELD));
    return new Measured.Jobs(since(late.oldest(), now), late.waiting());
  }

  private static Measured outbox(VitalSql sql, Instant now) {
    var late = sql.outbox(now, now.minus(MESSAGES_OF));
    return new Measured.Outbox(since(late.oldest(), now), late.waiting());
  }

  private static Measured intake(VitalSql sql, Instant now) {
    var intake = sql.intake();
    return new Measured.Intake(since(intake.oldest(), now), intake.waiting(), intake.parked());
  }

  private static Measured channels(VitalSql sql, Instant now) {
    return new Measured.Channels(sql.tries(now.minus(Limits.TRIES_OF), now.minus(MESSAGES_OF)));
  }

  private static Measured reactions(VitalSql sql, Instant now) {
    var following = sql.reactions();
    return new Measured.Reactions(
        since(following.failingSince(), now), following.failing(), following.waiting());
  }

  private static Measured sources(VitalSql sql, Instant now) {
    return new Measured.Sources(
        sql.heard(Habit.FORTNIGHT).stream()
            .map(
                heard ->
                    new Habit(
                        heard.id(),
                        heard.name(),
                        heard.expectedMinutes() == null
                            ? null
                            : Duration.ofMinutes(heard.expectedMinutes()),
                        heard.longestS() == null ? null : Duration.ofSeconds(heard.longestS()),
                        heard.days(),
                        since(heard.since(), now)))
            .toList());
  }

  private static Measured nodes(VitalSql sql) {
    return new Measured.Nodes(
        sql.nodes().stream()
            .map(
                row ->
                    new Measured.Nodes.Seen(
                        row.name(), Duration.ofMillis(row.agoMs()), row.leftAt()))
            .toList());
  }

  /** The first node of all seals a word, every other has to open it. */
  private Measured key(VitalSql sql) {
    if (!vault.fileIsThere()) {
      return new Measured.Key(false, false);
    }
    var sealed = sql.key().orElse(null);
    if (sealed == null) {
      sql.keepKey(vault.seal(TRIAL, KEY));
      return new Measured.Key(true, true);
    }
    try {
      return new Measured.Key(true, vault.open(sealed, KEY).equals(TRIAL));
    } catch (Vault.CannotOpen e) {
      return new Measured.Key(true, false);
    }
  }

  private Measured disk() {
    var place = dataDir;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    try {
      var store = Files.getFileStore(place);
      return new Measured.Disk(dataDir.toString(), store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      return new Measured.Failed(Vital.DISK, String.valueOf(e.getMessage()));
    }
  }

  /** What was left in each part of the heap after its last collection. */
  private Measured memory() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      var left = pool.getCollectionUsage();
      used += left == null ? 0 : left.getUsed();
    }
    return new Measured.Memory(
        used, Runtime.getRuntime().maxMemory(), collecting.share(System.nanoTime(), collectedMs()));
  }

  private static long collectedMs() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static Duration since(@Nullable Instant then, Instant now) {
    return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
  }

  private static String told(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    var words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    var line = words.lines().findFirst().orElse("");
    return line.substring(0, Math.min(300, line.length()));
  }
}
