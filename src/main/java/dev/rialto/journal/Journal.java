package dev.rialto.journal;

import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happened, in the same transaction as the change, so that neither exists alone.
 */
public final class Journal {
  private final Reactions reactions;
  private final InstantSource clock;

  public Journal(Reactions reactions, InstantSource clock) {
    this.reactions = reactions;
    this.clock = clock;
  }

  /**
   * Something to write down; {@code before} and {@code after} become JSON, secrets are the caller's
   * to leave out.
   */
  public record Happening(
      String actor,
      String kind,
      String subject,
      long subjectId,
      @Nullable Object before,
      @Nullable Object after) {}

  public void append(
      Tx tx,
      String actor,
      String kind,
      String subject,
      long subjectId,
      @Nullable Object before,
      @Nullable Object after) {
    append(tx, List.of(new Happening(actor, kind, subject, subjectId, before, after)));
  }

  /** Many at once, in one statement: a storm of alerts must not become a storm of inserts. */
  public void append(Tx tx, List<Happening> happenings) {
    if (happenings.isEmpty()) {
      return;
    }
    var now = clock.instant();
    if (happenings.stream().noneMatch(each -> reactions.follows(each.kind()))) {
      write(tx, happenings, now);
      return;
    }
    var following =
        tx.attach(ReactionSql.class)
            .append(
                now,
                happenings.stream().map(Happening::actor).toList(),
                happenings.stream().map(Happening::kind).toList(),
                happenings.stream().map(Happening::subject).toList(),
                happenings.stream().map(Happening::subjectId).toList(),
                happenings.stream().map(h -> json(h.before())).toList(),
                happenings.stream().map(h -> json(h.after())).toList(),
                reactions.prefixes(),
                reactions.names());
    reactions.promise(tx, following, now);
  }

  private static void write(Tx tx, List<Happening> happenings, Instant now) {
    tx.attach(JournalSql.class)
        .append(
            now,
            happenings.stream().map(Happening::actor).toList(),
            happenings.stream().map(Happening::kind).toList(),
            happenings.stream().map(Happening::subject).toList(),
            happenings.stream().map(Happening::subjectId).toList(),
            happenings.stream().map(h -> json(h.before())).toList(),
            happenings.stream().map(h -> json(h.after())).toList());
  }

  /**
   * Writes down many of which one entry of its own tells that they happened: nothing follows from
   * each. An import of fifty thousand services must not become as many jobs.
   */
  public void appendQuietly(Tx tx, List<Happening> happenings) {
    if (!happenings.isEmpty()) {
      write(tx, happenings, clock.instant());
    }
  }

  /**
   * That something happened stays; what it was before and after goes. Only for taking a person out:
   * the journal is not written to afterwards otherwise.
   */
  public void forget(Tx tx, String subject, List<Long> ids) {
    tx.attach(JournalSql.class).forget(subject, ids);
  }

  /** The newest entries of one noun. */
  public List<Entry> of(Tx tx, String subject, long id, int limit) {
    return tx.attach(JournalSql.class).of(subject, id, Long.MAX_VALUE, limit);
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.write(value);
  }
}
