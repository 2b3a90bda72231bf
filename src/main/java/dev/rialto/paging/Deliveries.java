package dev.rialto.paging;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.channels.Message;
import dev.rialto.channels.Outcome;
import dev.rialto.paging.DeliverySql.Posting;
import dev.rialto.people.ContactMethods;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message, at least once and at most twice: that a try begins is committed before
 * anything leaves, so a crash in between is known, and the one repeat it earns is marked and
 * carries the same id. Nothing leaves inside a transaction.
 */
final class Deliveries {
  static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("paging-deliver");

  /** How long a failing channel may try to come right before the next one is used as well. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More lines than anybody reads; programs behind a signed webhook get every one. */
  private static final int MOST_LINES = 10_000;

  /** More names than these help nobody at night; the rest are a number. */
  private static final int MOST_OTHERS = 5;

  private static final int MOST_CRASHES = 2;

  private final Database db;
  private final Jobs jobs;
  private final Channels channels;
  private final ContactMethods methods;
  private final Outbox outbox;
  private final Ringing ringing;
  private final Wording wording;
  private final InstantSource clock;

  Deliveries(
      Database db,
      Jobs jobs,
      Channels channels,
      ContactMethods methods,
      Outbox outbox,
      Ringing ringing,
      Wording wording,
      InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.channels = channels;
    this.methods = methods;
    this.outbox = outbox;
    this.ringing = ringing;
    this.wording = wording;
    this.clock = clock;
  }

  /** What the first transaction decided: to send, to come later, or that nothing is left to do. */
  private sealed interface Claim {
    record Send(
        long id,
        long personId,
        long attempt,
        int number,
        String kind,
        Message message,
        Address address)
        implements Claim {}

    record Later(Instant at) implements Claim {}

    record Done() implements Claim {}
  }

  /** One try. Answers when to come again; empty when this message is settled. */
  Optional<Instant> deliver(long id) {
    return switch (db.inTransaction(tx -> claim(tx, id))) {
      case Claim.Send send -> {
        var outcome = channels.deliver(send.kind(), send.message(), send.address());
        yield db.inTransaction(tx -> note(tx, send, outcome));
      }
      case Claim.Later later -> Optional.of(later.at());
      case Claim.Done done -> Optional.empty();
    };
  }

  private Claim claim(Tx tx, long id) {
    var sql = tx.attach(DeliverySql.class);
    var now = clock.instant();
    var found = sql.lock(id).orElse(null);
    if (found == null || found.settled()) {
      return new Claim.Done();
    }
    if (found.nextTryAt() != null && found.nextTryAt().isAfter(now)) {
      return new Claim.Later(found.nextTryAt());
    }
    if (found.state().equals("waiting") && found.leavesAt().isAfter(now)) {
      return new Claim.Later(found.leavesAt());
    }
    if (found.begun()) {
      sql.crashed(id, now);
    }
    if (found.crashes() >= MOST_CRASHES) {
      return giveUp(tx, found, "Rialto stopped twice while sending this; it may have arrived");
    }
    var unwanted = unwanted(found);
    if (unwanted != null) {
      // A channel that was tried and never took it has failed, even though nobody missed anything.
      sql.over(id, found.tries() > 0 ? "failed" : "dropped", unwanted, now);
      return new Claim.Done();
    }
    var repeat = found.crashes() > 0 || found.mayHaveArrived();
    var message = message(sql, found, repeat);
    if (message == null) {
      sql.over(id, "dropped", "Answered or over before it left", now);
      return new Claim.Done();
    }
    if (found.methodKind() == null || found.address() == null || !found.verified()) {
      return giveUp(tx, found, "This contact method was removed or is not verified any more");
    }
    var number = found.tries() + 1;
    var attempt = sql.begin(id, number, repeat, now);
    var target =
        methods.opened(found.methodId(), found.methodKind(), found.address(), found.secret());
    return new Claim.Send(
        id,
        found.personId(),
        attempt,
        number,
        found.channel(),
        message,
        new Address(target.address(), target.secret()));
  }

  private Optional<Instant> note(Tx tx, Claim.Send send, Outcome outcome) {
    var sql = tx.attach(DeliverySql.class);
    var now = clock.instant();
    tell(tx, send.personId());
    return switch (outcome) {
      case Outcome.Delivered delivered -> {
        sql.sent(send.id(), send.attempt(), delivered.detail(), now);
        yield Optional.empty();
      }
      case Outcome.Undelivered failure ->
          failed(tx, sql.lock(send.id()).orElseThrow(), send, failure, now);
    };
  }

  private Optional<Instant> failed(
      Tx tx, Posting row, Claim.Send send, Outcome.Undelivered failure, Instant now) {
    var sql = tx.attach(DeliverySql.class);
    var outcome = failure.permanent() ? "refused" : "failed";
    if (sql.end(send.attempt(), outcome, failure.reason(), now) == 0) {
      // Another node took this over while we were stuck: what becomes of it is its to note.
      return Optional.empty();
    }
    if (failure.mayHaveArrived()) {
      sql.unanswered(send.attempt());
    }
    var pause =
        failure.permanent()
            ? Optional.<Duration>empty()
            : Retry.PATIENT.after(send.number(), failure.retryAfter());
    if (pause.isEmpty()) {
      giveUp(tx, row, failure.reason());
      return Optional.empty();
    }
    var again = now.plus(pause.get());
    sql.retry(row.id(), again, failure.reason());
    letTheNextTakeOver(tx, row, now.plus(PATIENCE), now);
    return Optional.of(again);
  }

  private Claim giveUp(Tx tx, Posting row, String reason) {
    var now = clock.instant();
    tx.attach(DeliverySql.class).over(row.id(), "failed", reason, now);
    letTheNextTakeOver(tx, row, now, now);
    tell(tx, row.personId());
    return new Claim.Done();
  }

  /** The person's next contact method; when there is none, perhaps the next level. */
  private void letTheNextTakeOver(Tx tx, Posting row, Instant at, Instant now) {
    boolean page = row.kind().equals("page");
    if (!page && row.noteId() == null) {
      return;
    }
    var sql = tx.attach(DeliverySql.class);
    var already = sql.standIn(row.id());
    if (already != null) {
      if (sql.hasten(already, at) > 0) {
        jobs.move(tx, DELIVER.instance(String.valueOf(already)).build(), at);
      }
      return;
    }
    sql.nextMethod(row.id(), row.personId())
        .ifPresentOrElse(
            method -> outbox.standIn(tx, row, method, at, now),
            () -> {
              if (page) {
                ringing.hurry(tx, row.id());
              }
            });
  }

  /** Said already by the other of the two: the channel that failed, or the one that stood in. */
  private static @Nullable String unwanted(Posting row) {
    if ("sent".equals(row.insteadOf())) {
      return "The channel it stood in for came right";
    }
    return "sent".equals(row.standIn())
        ? "It kept failing; another channel told it meanwhile"
        : null;
  }

  /** Null: nothing that it would tell is so any more. */
  private @Nullable Message message(DeliverySql sql, Posting row, boolean repeat) {
    if (row.noteId() != null) {
      return wording.say(row, sql.note(row.noteId()), repeat);
    }
    var pages = pages(sql, row);
    return pages.isEmpty()
        ? null
        : wording.say(row, sql.told(pages, MOST_LINES, MOST_OTHERS), repeat);
  }

  private static List<Long> pages(DeliverySql sql, Posting row) {
    return row.kind().equals("page")
        ? sql.openPages(row.id())
        : sql.noticedPages(row.id(), row.kind());
  }

  private static void tell(Tx tx, long person) {
    tx.tell("notifications");
    tx.tell("pages:" + person);
  }
}
