package dev.rialto.paging;

import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells one person one thing that is no page: nobody has to answer, and nothing escalates. It
 * leaves the way pages do, once for one occasion, and by the next channel while the first fails.
 */
public final class Notes {
  private static final int LONGEST_TITLE = 300;

  private final Jobs jobs;
  private final InstantSource clock;

  Notes(Jobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * What somebody is told.
   *
   * @param occasion the same person hears of the same one once
   * @param subject what it is about, such as {@code incident:7}: notes of one are withdrawn at once
   * @param path the page that tells more
   */
  public record Note(
      long personId, String occasion, String subject, String title, String text, String path) {
    public Note {
      title = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }
  }

  /**
   * Written down with the change that asks for it, and sent after the commit. False: it was told
   * before, or this person has no verified way to be reached.
   */
  public boolean send(Tx tx, Note note) {
    var sql = tx.attach(MessageSql.class);
    var now = clock.instant();
    var method = sql.firstMethods(List.of(note.personId())).stream().findFirst();
    if (method.isEmpty()) {
      return false;
    }
    var written = sql.note(note, now);
    if (written.isEmpty()) {
      return false;
    }
    long id = sql.carryNote(method.get(), note.title(), written.get(), null, now, now);
    jobs.schedule(tx, Deliveries.DELIVER.instance(String.valueOf(id)).build(), now);
    tx.tell("notifications");
    return true;
  }

  /** What has not left yet need not be said any more. */
  public void withdraw(Tx tx, String subject) {
    if (tx.attach(MessageSql.class).withdraw(subject, clock.instant()) > 0) {
      tx.tell("notifications");
    }
  }
}
