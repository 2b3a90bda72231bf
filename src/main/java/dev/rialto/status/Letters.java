package dev.rialto.status;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.channels.Message;
import dev.rialto.channels.Outcome;
import dev.rialto.journal.Entry;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * Promises a letter to every subscriber for each public word, in the transaction of a reaction, and
 * sends them: at least once, with the same id at every try. One job sends many, a few at a time, so
 * that a crowd outside never takes the workers that page people inside.
 */
final class Letters {
  static final int AT_ONCE = 8;
  static final int A_ROUND = 64;

  /** Longer than a round can take: after that another node may send the rest. */
  static final Duration LEASE = Duration.ofMinutes(3);

  static final Duration KEPT = Duration.ofDays(30);

  /** Between tries; after the last of them a letter is given up, visibly. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2));

  private static final TaskDescriptor<Void> SEND = TaskDescriptor.of("status-letters");

  private final Database db;
  private final Jobs jobs;
  private final Channels channels;
  private final Vault vault;
  private final Overviews overviews;
  private final UnaryOperator<String> link;
  private final InstantSource clock;

  Letters(
      Database db,
      Jobs jobs,
      Channels channels,
      Vault vault,
      Overviews overviews,
      UnaryOperator<String> link,
      InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.channels = channels;
    this.vault = vault;
    this.overviews = overviews;
    this.link = link;
    this.clock = clock;
    jobs.add(SEND, PAUSES.getFirst(), id -> round());
  }

  /** Follows the journal: a public word, or the end of what was told of in public. */
  void follow(Tx tx, Entry entry) {
    var after = entry.afterTree();
    boolean word =
        entry.kind().equals("incident.updated")
            && after != null
            && after.path("told").asText().equals("public");
    boolean end = entry.kind().equals("incident.resolved");
    if ((!word && !end) || !tx.attach(StatusSql.class).settings().open()) return;
    var incident = overviews.incident(tx, entry.subjectId()).orElse(null);
    if (incident == null) return;
    var now = clock.instant();
    var title = tx.attach(StatusSql.class).settings().title();
    var about =
        word ? "note:" + (after == null ? 0 : after.path("note").asLong()) : "end:" + entry.id();
    int promised =
        tx.attach(SubscriptionSql.class)
            .promiseAll(
                about,
                title + ": " + incident.title() + (end ? ": it is over" : ""),
                word && after != null
                    ? after.path("text").asText()
                    : "It works again, as far as we see.",
                incident.path(),
                incident.componentIds().toArray(Long[]::new),
                now);
    if (promised > 0) wake(tx, now);
  }

  /** Asks from the address itself whether somebody there wants it. */
  void confirm(Tx tx, long subscription, boolean already, Instant now) {
    var title = tx.attach(StatusSql.class).settings().title();
    tx.attach(SubscriptionSql.class)
        .promise(
            subscription,
            "confirm:" + now.getEpochSecond(),
            already
                ? title + ": you hear of it already"
                : title + ": please confirm that you want to hear of it",
            already
                ? "Somebody, probably you, asked to be told when this changes. You are told"
                    + " already; nothing else is to do. The link opens your subscription."
                : "Somebody, probably you, asked to be told here when this changes. Open the link and"
                    + " press Confirm. If it was not you, do nothing: nothing more will come.",
            "",
            now);
    wake(tx, now);
  }

  private void wake(Tx tx, Instant now) {
    jobs.schedule(tx, SEND.instance(UUID.randomUUID().toString()).build(), now);
  }

  /** Sends what is due; answers when something will be due again, empty when nothing is left. */
  private Optional<Instant> round() {
    var now = clock.instant();
    var parcels =
        db.inTransaction(
            tx -> {
              var sql = tx.attach(SubscriptionSql.class);
              sql.forgetLetters(now.minus(KEPT));
              return sql.take(now, now.plus(LEASE), A_ROUND);
            });
    if (!parcels.isEmpty()) sendAll(parcels);
    return db.read(tx -> tx.attach(SubscriptionSql.class).nextDue());
  }

  private void sendAll(List<SubscriptionSql.Parcel> parcels) {
    try (var senders = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var sent = new ArrayList<Future<?>>();
      for (var parcel : parcels) {
        sent.add(senders.submit(() -> send(parcel)));
      }
      for (var each : sent) each.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A letter could not be noted", e);
    }
  }

  private void send(SubscriptionSql.Parcel parcel) {
    var context = Subscriptions.context(parcel.keyHash());
    var secret = parcel.secret();
    var manage = link.apply("/status/subscriptions/" + vault.open(parcel.key(), context + ":key"));
    boolean asks = parcel.about().startsWith("confirm:");
    var message =
        Message.note(
            Message.Kind.STATUS,
            "status-letter-" + parcel.id(),
            parcel.subject(),
            asks ? parcel.text() : parcel.text() + "\n\nTo hear no more: " + manage,
            asks ? manage : link.apply(parcel.path()));
    var address =
        new Address(
            vault.open(parcel.address(), context + ":address"),
            secret == null ? null : vault.open(secret, context + ":secret"),
            manage + "/removal");
    var outcome =
        channels.deliver(parcel.kind(), parcel.tries() > 1 ? message.repeated() : message, address);
    db.run(tx -> note(tx.attach(SubscriptionSql.class), parcel, outcome));
  }

  private void note(SubscriptionSql sql, SubscriptionSql.Parcel parcel, Outcome outcome) {
    var now = clock.instant();
    switch (outcome) {
      case Outcome.Delivered delivered -> sql.sent(parcel.id(), now);
      case Outcome.Undelivered failure -> {
        boolean over = failure.permanent() || parcel.tries() > PAUSES.size();
        var reason = failure.reason();
        sql.failed(
            parcel.id(),
            reason.length() > 500 ? reason.substring(0, 500) : reason,
            over ? null : now.plus(PAUSES.get(Math.max(0, parcel.tries() - 1))));
      }
    }
  }
}
