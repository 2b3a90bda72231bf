package dev.rialto.journal;

import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from what happened, without the room in which it happens knowing who follows. Each
 * is a row written with its entry and worked off right after the commit: at least once, in the
 * order of one subject's entries, again after a failure. Reading the journal from where one stopped
 * would skip what committed late.
 */
public final class Reactions {
  /** The database is away, or two transactions met: not the handler's fault. */
  static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(2);

  static final int MOST_SHOWN = 50;

  private static final TaskDescriptor<Void> REACT = TaskDescriptor.of("journal-react");
  private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);

  private record Reaction(String prefix, String name, BiConsumer<Tx, Entry> handler) {}

  private final Database db;
  private final Jobs jobs;
  private final InstantSource clock;
  private final List<Reaction> all = new CopyOnWriteArrayList<>();

  public Reactions(Database db, Jobs jobs, InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.clock = clock;
    jobs.add(REACT, AFTER_AN_OUTAGE, id -> work(Long.parseLong(id)));
  }

  /**
   * From now on every entry whose kind begins so is handed to this handler, in a transaction of its
   * own after the commit; what the handler writes commits together with the fact that it is done. A
   * handler may be called again for the same entry and must then change nothing. What an import
   * writes by the thousand is told once, as {@code import.applied}.
   *
   * @param name unique in the house and kept for good: what waits in the database is found by it
   */
  public void on(String prefix, String name, BiConsumer<Tx, Entry> handler) {
    if (all.stream().anyMatch(each -> each.name().equals(name))) {
      throw new IllegalArgumentException("Two reactions are called " + name);
    }
    all.add(new Reaction(prefix, name, handler));
  }

  boolean follows(String kind) {
    return all.stream().anyMatch(each -> kind.startsWith(each.prefix()));
  }

  List<String> prefixes() {
    return all.stream().map(Reaction::prefix).toList();
  }

  List<String> names() {
    return all.stream().map(Reaction::name).toList();
  }

  /** These rows are worked off as soon as the transaction has committed. */
  void promise(Tx tx, List<Long> ids, Instant now) {
    jobs.scheduleAll(
        tx,
        ids.stream()
            .<SchedulableInstance<?>>map(
                id -> SchedulableInstance.of(REACT.instance(String.valueOf(id)).build(), now))
            .toList());
  }

  /** What has failed and is being tried again, the oldest first. */
  public List<Stuck> stuck() {
    return db.read(tx -> tx.attach(ReactionSql.class).stuck(MOST_SHOWN));
  }

  /** How many have failed and are not done; for the metrics. */
  public long failing() {
    return db.read(tx -> tx.attach(ReactionSql.class).figures()).failing();
  }

  /** How many are not done. */
  public long waiting() {
    return db.read(tx -> tx.attach(ReactionSql.class).figures()).waiting();
  }

  private sealed interface Turn {
    record Over() implements Turn {}

    record Next() implements Turn {}

    record Later(Instant at) implements Turn {}
  }

  /** Works on the line this one stands in until it is done itself; answers when to come again. */
  private Optional<Instant> work(long id) {
    while (true) {
      var working = new Working();
      try {
        switch (db.inTransaction(tx -> turn(tx, id, working))) {
          case Turn.Over over -> {
            return Optional.empty();
          }
          case Turn.Later later -> {
            return Optional.of(later.at());
          }
          case Turn.Next next -> {}
        }
      } catch (RuntimeException e) {
        var head = working.head;
        if (head == null || Database.isAway(e)) {
          throw e;
        }
        return Optional.of(failed(head, e));
      }
    }
  }

  /** Which one was in hand when it went wrong. */
  private static final class Working {
    private ReactionSql.@Nullable Head head;
  }

  private Turn turn(Tx tx, long id, Working working) {
    var sql = tx.attach(ReactionSql.class);
    var line = sql.line(id).orElse(null);
    if (line == null) {
      return new Turn.Over();
    }
    var head = sql.head(line.name(), line.subject(), line.subjectId()).orElse(null);
    if (head == null) {
      return new Turn.Next();
    }
    if (head.dueAt().isAfter(clock.instant())) {
      return new Turn.Later(head.dueAt());
    }
    working.head = head;
    handler(line.name()).accept(tx, sql.entry(head.entryId()));
    sql.done(head.id());
    return new Turn.Next();
  }

  private BiConsumer<Tx, Entry> handler(String name) {
    return all.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(Reaction::handler)
        .orElseThrow(
            () -> new IllegalStateException("In this version nobody reacts as “" + name + "”"));
  }

  private Instant failed(ReactionSql.Head head, RuntimeException e) {
    var now = clock.instant();
    var again = Patience.OF_REACTIONS.next(head.attempts() + 1, now);
    LOG.warn(
        "What follows from entry {} failed and is tried again at {}", head.entryId(), again, e);
    db.run(tx -> tx.attach(ReactionSql.class).failed(head.id(), told(e), again, now));
    return again;
  }

  private static String told(RuntimeException e) {
    var told = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return told.replace('\u0000', ' ');
  }
}
