package dev.rialto.items;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what should never have been there. Work that was counted anywhere stays on the record.
 */
public final class ItemRemovals {
  private final Items items;
  private final Database db;
  private final Journal journal;
  private final List<StillNeeded> stillNeeded = new ArrayList<>();

  public ItemRemovals(Items items, Database db, Journal journal) {
    this.items = items;
    this.db = db;
    this.journal = journal;
  }

  /** Says, in sentences a person can act on, why an item cannot go. */
  public interface StillNeeded {
    List<String> reasons(Tx tx, long itemId);
  }

  /** A room to the right that counts items tells here what would be counted no more. */
  public void keptBy(StillNeeded reasons) {
    stillNeeded.add(reasons);
  }

  /** What stands in the way; empty when nothing does. */
  List<String> reasonsToKeep(Item item) {
    return db.read(tx -> reasonsToKeep(tx, item));
  }

  void remove(Caller caller, String key, int version) {
    db.run(
        tx -> {
          var item = items.editable(tx, caller, key);
          var reasons = reasonsToKeep(tx, item);
          if (!reasons.isEmpty()) {
            throw Problem.conflict(
                "%s cannot be removed. %s".formatted(key, String.join(" ", reasons)));
          }
          if (item.version() != version || tx.attach(ItemSql.class).delete(item.id()) == 0) {
            throw Items.stale(item);
          }
          journal.append(
              tx, caller.label(), "item.removed", "item", item.id(), ItemJson.of(item), null);
          tx.tell(Items.topic(item.teamId()));
        });
  }

  private List<String> reasonsToKeep(Tx tx, Item item) {
    var reasons = new ArrayList<String>();
    if (item.incidentId() != null) {
      reasons.add(
          "It is the card of INC-%d and part of its record; move it on instead."
              .formatted(item.incidentId()));
    }
    stillNeeded.forEach(room -> reasons.addAll(room.reasons(tx, item.id())));
    return List.copyOf(reasons);
  }
}
