package dev.rialto.signals;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.rialto.alerts.Symptom;
import dev.rialto.journal.Journal;
import dev.rialto.pipelines.Heard;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes signals in: raw and durable first, meaning later. When {@link #take} returns, a crash loses
 * nothing of it.
 */
public final class Signals implements AutoCloseable {
  /** Whoever watches the page of sources listens to this. */
  static final String TOPIC = "sources";

  static final Duration COMMIT_PATIENCE = Duration.ofSeconds(30);
  static final Duration COME_AGAIN = Duration.ofSeconds(2);
  static final int FORGOTTEN_AT_ONCE = 1_000;

  /** UTC; in Europe and America nobody is at work, in Asia it is lunch. */
  private static final LocalTime FORGETTING_HOUR = LocalTime.of(4, 20);

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;
  private final GroupCommit<Raw> commits;
  private final Digest digest;
  private final Sources sources;
  private final SendersWeb senders;
  private final Complaints complaints;

  /**
   * {@code alerts} and {@code pipelines} decide what was told means, within the digest's own
   * transaction; {@code apiTokens} knows the callers that may send besides the sources.
   */
  public Signals(
      Database db,
      Journal journal,
      BiConsumer<Tx, List<Symptom>> alerts,
      BiConsumer<Tx, List<Heard>> pipelines,
      Function<String, Optional<Caller>> apiTokens,
      Vault vault,
      Jobs jobs,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
    this.sources = new Sources(db, journal, vault, clock);
    this.senders = new SendersWeb(sources, apiTokens);
    this.complaints = new Complaints(db, journal);
    this.digest = new Digest(db, clock, alerts, pipelines);
    jobs.add(
        Tasks.recurring("forget-old-signals", Schedules.daily(ZoneOffset.UTC, FORGETTING_HOUR))
            .execute((task, context) -> forgetOld()));
    var store = new RawSql(db);
    this.commits =
        new GroupCommit<>(
            "raw-signals",
            Raw::size,
            rows -> {
              store.write(rows);
              digest.came(rows.stream().mapToInt(Raw::alerts).sum());
            });
  }

  Sources sources() {
    return sources;
  }

  SendersWeb senders() {
    return senders;
  }

  Complaints complaints() {
    return complaints;
  }

  /** The digest begins; in stories it is driven by hand with {@link #digest}. */
  public void start() {
    digest.start();
  }

  /** Turns everything that is due into alerts and says how many signals that were. */
  public int digest() {
    return digest.all();
  }

  /** Reads and keeps one body; a body of which nothing can be taken is not kept. */
  Parsed take(Source source, Format format, byte[] body) {
    return take(source, format, null, null, body);
  }

  /**
   * The same for a sender that numbers its deliveries: one told again is counted on the first.
   *
   * @param event what the sender called it beside the body; null for alerts
   */
  Parsed take(
      Source source,
      Format format,
      @Nullable String event,
      @Nullable String delivery,
      byte[] body) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var parsed = format.parse(body, event, source.origin(), now);
    if (parsed.worthKeeping()) {
      keep(
          new Raw(
              source.id(),
              format,
              now,
              parsed.facts(),
              delivery == null ? parsed.foldKey() : Parsed.foldKey(delivery),
              parsed.reach(now),
              event,
              body));
    }
    return parsed;
  }

  private void keep(Raw raw) {
    try {
      commits.commit(raw).get(COMMIT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (GroupCommit.Full | TimeoutException e) {
      throw Problem.unavailable(
          "Rialto cannot take more just now. Send it again in a moment.", COME_AGAIN);
    } catch (ExecutionException e) {
      if (GroupCommit.outage(e) || e.getCause() instanceof GroupCommit.Full) {
        throw Problem.unavailable(
            "The database does not answer. Send it again in a moment.", COME_AGAIN);
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("Rialto is stopping. Send it again in a moment.", COME_AGAIN);
    }
  }

  List<SignalRow> ofSource(long source, long before, boolean parked, int limit) {
    return db.read(tx -> tx.attach(SignalSql.class).ofSource(source, before, parked, limit));
  }

  SignalRow row(long id) {
    return db.read(tx -> tx.attach(SignalSql.class).row(id))
        .orElseThrow(() -> Problem.notFound("There is no signal " + id + ", or it is forgotten."));
  }

  /** What each says, for those that are quickly read. */
  Map<Long, List<Gist>> gists(List<SignalRow> rows) {
    var brief =
        rows.stream().filter(row -> row.size() <= Gist.MOST_READ).map(SignalRow::id).toList();
    return db.read(tx -> tx.attach(SignalSql.class).bodies(brief)).stream()
        .collect(Collectors.toMap(SignalSql.Body::id, Gist::of));
  }

  /** The newest alert of each of these, by fingerprint. */
  Map<String, Long> alerts(List<Gist> gists) {
    var fingerprints =
        gists.stream().map(Gist::fingerprint).filter(Objects::nonNull).distinct().toList();
    return db.read(tx -> tx.attach(SignalSql.class).born(fingerprints)).stream()
        .collect(Collectors.toMap(SignalSql.Born::fingerprint, SignalSql.Born::alertId));
  }

  byte[] body(long id) {
    return db.read(tx -> tx.attach(SignalSql.class).body(id))
        .orElseThrow(() -> Problem.notFound("There is no signal " + id + ", or it is forgotten."));
  }

  /** Digested once more; what it says is the same, so that nothing is told twice. */
  void replay(Caller caller, long id) {
    db.run(
        tx -> {
          if (tx.attach(SignalSql.class).replay(id) == 0) {
            throw Problem.notFound("There is no signal " + id + ", or it is forgotten.");
          }
          journal.append(tx, caller.label(), "signal.replayed", "signal", id, null, null);
          tx.afterCommit(digest::wake);
        });
  }

  /** Raw signals older than the setting go; what was derived from them stays. */
  public int forgetOld() {
    int forgotten = 0;
    while (true) {
      int some =
          db.inTransaction(
              tx -> {
                var sql = tx.attach(SignalSql.class);
                var before = clock.instant().minus(Duration.ofDays(sql.keepDays()));
                return sql.forget(before, FORGOTTEN_AT_ONCE);
              });
      forgotten += some;
      if (some < FORGOTTEN_AT_ONCE) {
        return forgotten;
      }
    }
  }

  /** Requests that wait are still answered; then the digest stops where it is, losing nothing. */
  @Override
  public void close() {
    commits.close();
    complaints.close();
    digest.close();
  }
}
