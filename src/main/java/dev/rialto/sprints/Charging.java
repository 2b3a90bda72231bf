package dev.rialto.sprints;

import dev.rialto.items.Items;
import dev.rialto.journal.Entry;
import dev.rialto.journal.Journal;
import dev.rialto.journal.Reactions;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What comes onto the board of a team during its sprint is in the sprint, and what interrupts is
 * charged to its buffer: nobody types either. Told by the journal; what is to be done is read from
 * how the item stands now.
 */
public final class Charging {
  private static final String BY = "rialto";

  private final Journal journal;
  private final InstantSource clock;

  public Charging(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  public void follow(Reactions reactions) {
    reactions.on("item.", "sprints", this::follow);
  }

  /** What some sprint counts stays. */
  public static List<String> reasonsToKeepItem(Tx tx, long itemId) {
    return tx.attach(StaySql.class).reasonsToKeep(itemId);
  }

  private void follow(Tx tx, Entry entry) {
    if (!entry.subject().equals("item")) {
      return;
    }
    var stays = tx.attach(StaySql.class);
    var work = stays.work(entry.subjectId()).orElse(null);
    if (work == null) {
      return;
    }
    var found = tx.attach(SprintSql.class).open(work.teamId()).orElse(null);
    if (found == null) {
      return;
    }
    // Held until the commit, so that a close meanwhile counts all of it or none.
    var sprint = tx.attach(SprintSql.class).lock(found.id()).orElseThrow();
    if (sprint.open()) {
      into(tx, sprint, work, entry);
      charge(tx, sprint, work);
      tx.tell(Items.topic(work.teamId()));
    }
  }

  private static void into(Tx tx, Sprint sprint, StaySql.Work work, Entry entry) {
    var stays = tx.attach(StaySql.class);
    var entered = stays.entry(sprint.id(), work.id());
    boolean onBoard = !work.state().equals("backlog");
    boolean before =
        work.doneAt() != null
            && sprint.openedAt() != null
            && !work.doneAt().isAfter(sprint.openedAt());
    if (entered.isEmpty() && onBoard && !before) {
      var as = work.interrupt() ? "interrupt" : "scope_add";
      stays.enter(sprint.id(), work.id(), as, work.points(), entry.at());
    } else if (entered.isPresent() && !onBoard) {
      stays.drop(sprint.id(), work.id(), entry.at());
    } else if (entered.isPresent()) {
      stays.estimated(sprint.id(), work.id(), work.points());
    }
  }

  private void charge(Tx tx, Sprint sprint, StaySql.Work work) {
    var stays = tx.attach(StaySql.class);
    if (!stays.entry(sprint.id(), work.id()).equals(java.util.Optional.of("interrupt"))) {
      return;
    }
    var effort =
        work.incidentId() == null
            ? new StaySql.Effort(0, 0)
            : stays.effort(work.incidentId(), work.teamId()).orElse(new StaySql.Effort(0, 0));
    var rate = tx.attach(SprintSql.class).rate(work.teamId());
    var charge = Charge.of(work.points(), effort.hours(), rate, effort.severity());
    int changed =
        stays.charge(sprint.id(), work.id(), charge.points(), charge.because(), clock.instant());
    if (changed > 0) {
      journal.append(
          tx,
          BY,
          "sprint.charged",
          "sprint",
          sprint.id(),
          null,
          Map.of("item", work.key(), "points", charge.points(), "because", charge.because()));
    }
  }
}
