package dev.rialto.journal;

import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
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
    var actors = happenings.stream().map(Happening::actor).toList();
    var kinds = happenings.stream().map(Happening::kind).toList();
    var subjects = happenings.stream().map(Happening::subject).toList();
    var ids = happenings.stream().map(Happening::subjectId).toList();
    var befores = happenings.stream().map(h -> json(h.before())).toList();
    var afters = happenings.stream().map(h -> json(h.after())).toList();
    if (kinds.stream().noneMatch(reactions::follows)) {
      tx.attach(JournalSql.class).append(now, actors, kinds, subjects, ids, befores, afters);
      return;
    }
    var following =
        tx.attach(ReactionSql.class)
            .append(
                now,
                actors,
                kinds,
                subjects,
                ids,
                befores,
                afters,
                reactions.prefixes(),
                reactions.names());
    reactions.promise(tx, following, now);
  }

  /** The newest entries of one noun. */
  public List<Entry> of(Tx tx, String subject, long id, int limit) {
    return tx.attach(JournalSql.class).of(subject, id, Long.MAX_VALUE, limit);
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : Json.write(value);
  }
}
