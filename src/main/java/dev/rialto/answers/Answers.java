package dev.rialto.answers;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the six answers of each service, each with who wrote it and when. */
public final class Answers {
  static final int LONGEST = 10_000;

  private final Database db;
  private final Journal journal;
  private final Services services;
  private final InstantSource clock;

  public Answers(Database db, Journal journal, Services services, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.services = services;
    this.clock = clock;
  }

  Map<Question, Answer> of(long serviceId) {
    var answers = new EnumMap<Question, Answer>(Question.class);
    for (var answer : db.read(tx -> tx.attach(AnswerSql.class).of(serviceId))) {
      for (var question : Question.values()) {
        if (question.word().equals(answer.question())) answers.put(question, answer);
      }
    }
    return answers;
  }

  /** What the journal keeps. */
  record Said(String question, String body) {}

  /**
   * Writes an answer; an empty one takes it back.
   *
   * @param version the version that was read; 0 when nobody had answered
   */
  void write(Caller caller, Service service, Question question, int version, String body) {
    new Scrutiny().prose(question.word(), body, LONGEST).orThrow();
    if (!services.mayEdit(caller, service)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this.".formatted(service.ownerName()));
    }
    db.run(
        tx -> {
          var sql = tx.attach(AnswerSql.class);
          var before = sql.one(service.id(), question.word()).orElse(null);
          if (version != (before == null ? 0 : before.version())) throw stale(question, before);
          if (body.equals(before == null ? "" : before.body())) return;
          var author = caller.name();
          int written =
              body.isEmpty()
                  ? sql.delete(service.id(), question.word(), version)
                  : before == null
                      ? sql.insert(service.id(), question.word(), body, author, clock.instant())
                      : sql.update(
                          service.id(), question.word(), version, body, author, clock.instant());
          if (written == 0) throw stale(question, before);
          journal.append(
              tx,
              caller.label(),
              "service.answered",
              "service",
              service.id(),
              before == null ? null : new Said(question.word(), before.body()),
              new Said(question.word(), body));
          tx.tell("services");
        });
  }

  private static Problem stale(Question question, @Nullable Answer now) {
    return Problem.conflict(
        now == null
            ? "Somebody took “%s” away, or answered it, a moment ago. Look again, then save."
                .formatted(question.title())
            : "%s answered “%s” meanwhile; it is at version %d now. Look again, then save."
                .formatted(now.author(), question.title(), now.version()));
  }
}
