package dev.rialto.signals;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what went wrong at the doors, behind the answer and folded, so that a sender gone wild
 * costs one row and not one transaction a request.
 */
final class Complaints implements AutoCloseable {
  /** As many as a person would read, of each source. */
  static final int KEPT = 50;

  private final Database db;
  private final Journal journal;
  private final GroupCommit<Complaint> commits;

  Complaints(Database db, Journal journal) {
    this.db = db;
    this.journal = journal;
    this.commits = new GroupCommit<>("complaints", c -> 500, this::write);
  }

  /** Never waits and never fails: in a flood the overflow is dropped, the first of it is kept. */
  void add(Complaint complaint) {
    try {
      var unused = commits.commit(complaint);
    } catch (GroupCommit.Full e) {
      // The rows written before say the same.
    }
  }

  private void write(List<Complaint> complaints) {
    Map<Complaint.Same, Complaint> latest = new LinkedHashMap<>();
    Map<Complaint.Same, Integer> counts = new LinkedHashMap<>();
    for (var complaint : complaints) {
      latest.put(complaint.same(), complaint);
      counts.merge(complaint.same(), 1, Integer::sum);
    }
    db.run(
        tx -> {
          var sql = tx.attach(ComplaintSql.class);
          latest.forEach(
              (same, one) -> {
                boolean isNew =
                    sql.add(
                        one.sourceId(),
                        one.status(),
                        one.reason(),
                        one.excerpt(),
                        one.network(),
                        one.at(),
                        counts.getOrDefault(same, 1));
                if (isNew && one.status() == 401) {
                  journal.append(
                      tx,
                      Caller.NOBODY.label(),
                      "signal.refused",
                      "source",
                      0,
                      null,
                      Map.of("network", one.network(), "reason", one.reason()));
                }
              });
          latest.keySet().stream()
              .map(Complaint.Same::sourceId)
              .distinct()
              .forEach(source -> sql.trim(source == null ? 0 : source, KEPT));
          tx.tell(Signals.TOPIC);
        });
  }

  @Override
  public void close() {
    commits.close();
  }
}
