package dev.rialto.people;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends people what they need to get in and to prove an address. A message waits sealed, since it
 * carries links and codes; every try leaves its outcome where its owner looks.
 */
final class Messages {
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final double PAUSE_GROWS = 3;
  private static final int REASON_KEPT = 500;

  private final Database db;
  private final Jobs jobs;
  private final Vault vault;
  private final Letters letters;
  private final Reach reach;
  private final InstantSource clock;
  private final Task<byte[]> task;

  Messages(Database db, Jobs jobs, Vault vault, Letters letters, Reach reach, InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.vault = vault;
    this.letters = letters;
    this.reach = reach;
    this.clock = clock;
    this.task =
        Tasks.oneTime("people-message", byte[].class)
            .onFailure(
                new FailureHandler.MaxRetriesFailureHandler<>(
                    TRIES,
                    new FailureHandler.ExponentialBackoffFailureHandler<>(
                        FIRST_PAUSE, PAUSE_GROWS)))
            .execute((instance, context) -> deliver(instance.getId(), instance.getData()));
    jobs.add(task);
  }

  /** Either a letter about a link, or a note over a contact method. */
  private record Waiting(
      @Nullable Long linkId,
      Letters.@Nullable Letter letter,
      @Nullable Long methodId,
      Reach.@Nullable Note note) {}

  boolean canMail() {
    return letters.canSend();
  }

  void mail(Tx tx, long linkId, String to, String subject, String text, String link) {
    var id = UUID.randomUUID().toString();
    promise(
        tx, id, new Waiting(linkId, new Letters.Letter(id, to, subject, text, link), null, null));
  }

  void reach(Tx tx, long methodId, Reach.Why why, String title, String text) {
    var id = UUID.randomUUID().toString();
    promise(tx, id, new Waiting(null, null, methodId, new Reach.Note(id, why, title, text)));
  }

  private void promise(Tx tx, String id, Waiting waiting) {
    var sealed = vault.seal(Json.write(waiting).getBytes(StandardCharsets.UTF_8), context(id));
    jobs.schedule(tx, task.instance(id, sealed), clock.instant());
  }

  private void deliver(String id, byte[] sealed) {
    var opened = new String(vault.open(sealed, context(id)), StandardCharsets.UTF_8);
    var waiting = Json.read(opened, Waiting.class);
    try {
      send(waiting);
      record(waiting, null);
    } catch (Unreached e) {
      record(waiting, e.reason());
      if (!e.permanent()) throw new TryAgain(e);
    }
  }

  private void send(Waiting waiting) throws Unreached {
    if (waiting.letter() != null) letters.send(waiting.letter());
    if (waiting.methodId() == null || waiting.note() == null) return;
    long methodId = waiting.methodId();
    var target = db.read(tx -> ContactMethods.target(tx, vault, methodId));
    // Removed meanwhile: nobody waits for it.
    if (target.isPresent()) reach.send(target.get(), waiting.note());
  }

  private void record(Waiting waiting, @Nullable String failure) {
    var kept =
        failure != null && failure.length() > REASON_KEPT
            ? failure.substring(0, REASON_KEPT)
            : failure;
    db.run(
        tx -> {
          if (waiting.methodId() != null) {
            tx.attach(ContactMethodSql.class)
                .tried(waiting.methodId(), clock.instant(), kept)
                .ifPresent(personId -> tx.tell(ContactMethods.topic(personId)));
          } else if (waiting.linkId() != null) {
            tx.attach(EntryLinkSql.class).mailed(waiting.linkId(), kept);
            tx.tell(People.TOPIC);
          }
        });
  }

  private static String context(String id) {
    return "people_message:" + id;
  }

  /** Tells the scheduler to come back; the outcome is already written down. */
  private static final class TryAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TryAgain(Unreached cause) {
      super(cause.reason(), null, false, false);
    }
  }
}
