package dev.rialto.signals;

import dev.rialto.alerts.Alerts;
import dev.rialto.alerts.Symptom;
import dev.rialto.journal.Journal;
import dev.rialto.pipelines.Heard;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Derives every alert and every deployment anew from the raw signals that are kept. Lives are
 * computed from the set of everything said, whatever the order and however often, so that what was
 * right stays as it is, what is missing comes back, and nobody is paged.
 */
public final class Rebuild {
  static final int AT_ONCE = 500;

  private final Database db;
  private final Journal journal;
  private final Alerts alerts;
  private final BiConsumer<Tx, List<Heard>> pipelines;

  /** {@code pipelines} takes what pipelines told again, telling nobody. */
  public Rebuild(
      Database db, Journal journal, Alerts alerts, BiConsumer<Tx, List<Heard>> pipelines) {
    this.db = db;
    this.journal = journal;
    this.alerts = alerts;
    this.pipelines = pipelines;
  }

  /** What it came to. */
  record Outcome(long signals, long symptoms, long notUnderstood, long opened, long retold) {}

  /** One transaction: either all of it is derived anew, or nothing was touched. */
  Outcome run(Caller caller) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(SignalSql.class);
          sql.lock();
          long signals = 0;
          long told = 0;
          long lost = 0;
          long opened = 0;
          long retold = 0;
          long after = 0;
          for (var some = sql.all(after, AT_ONCE);
              !some.isEmpty();
              some = sql.all(after, AT_ONCE)) {
            var symptoms = new ArrayList<Symptom>();
            var heard = new ArrayList<Heard>();
            for (var body : some) {
              after = body.id();
              signals++;
              var parsed = Digest.parse(body);
              if (parsed == null) {
                lost++;
              } else {
                symptoms.addAll(parsed.symptoms());
                if (parsed.heard() != null) {
                  heard.add(parsed.heard());
                }
              }
            }
            told += symptoms.size();
            pipelines.accept(tx, heard);
            var tally = alerts.apply(tx, symptoms, false);
            opened += tally.opened();
            retold += tally.retold();
          }
          var outcome = new Outcome(signals, told, lost, opened, retold);
          journal.append(
              tx,
              caller.label(),
              "source.rebuilt",
              "source",
              0,
              null,
              Map.of("signals", signals, "symptoms", told, "opened", opened, "retold", retold));
          tx.tell(Signals.TOPIC);
          return outcome;
        });
  }
}
