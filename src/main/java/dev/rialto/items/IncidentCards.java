package dev.rialto.items;

import dev.rialto.items.ItemSql.Fields;
import dev.rialto.journal.Entry;
import dev.rialto.journal.Reactions;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident is work, and nobody types it: each team whose service it hit has a card for it, which
 * is done when the incident is resolved and comes back when it does. Told by the journal; what is
 * to be done is read from how the incident stands now, so hearing it twice changes nothing.
 */
public final class IncidentCards {
  static final int MOST_TEAMS = 50;
  private static final String BY = "rialto";

  private final Items items;
  private final Database db;

  public IncidentCards(Items items, Database db) {
    this.items = items;
    this.db = db;
  }

  public void follow(Reactions reactions) {
    reactions.on("incident.", "items", this::follow);
  }

  List<Item> of(long incidentId) {
    return db.read(tx -> tx.attach(ItemSql.class).ofIncident(incidentId, MOST_TEAMS));
  }

  private void follow(Tx tx, Entry entry) {
    if (!entry.subject().equals("incident")) {
      return;
    }
    var sql = tx.attach(IncidentSql.class);
    var incident = sql.incident(entry.subjectId()).orElse(null);
    if (incident == null) {
      return;
    }
    Ranks.hold(tx);
    var cards = tx.attach(ItemSql.class).ofIncident(incident.id(), MOST_TEAMS);
    for (var hit : sql.hit(incident.id(), MOST_TEAMS)) {
      if (cards.stream().noneMatch(card -> card.teamId() == hit.teamId())) {
        open(tx, incident, hit, sql.leads(incident.id(), hit.teamId()));
      }
    }
    boolean over = incident.state().equals("resolved") || incident.state().equals("closed");
    for (var card : tx.attach(ItemSql.class).ofIncident(incident.id(), MOST_TEAMS)) {
      boolean done = card.stands() == ItemState.VERIFIED;
      if (over && !done) {
        items.settle(tx, BY, card.key(), ItemState.VERIFIED);
      } else if (!over && done && entry.kind().equals("incident.reopened")) {
        items.settle(tx, BY, card.key(), ItemState.IN_PROGRESS);
      }
    }
  }

  private void open(
      Tx tx, IncidentSql.Incident incident, IncidentSql.Hit hit, @Nullable Long leads) {
    var fields =
        new Fields(
            hit.teamId(),
            hit.serviceId(),
            ItemType.INCIDENT.word(),
            true,
            incident.title(),
            "",
            null,
            leads);
    var unused =
        items.insert(
            tx,
            BY,
            fields,
            ItemState.IN_PROGRESS,
            Ranks.first(tx),
            "incident",
            "INC-%d, severity %d".formatted(incident.id(), incident.severity()),
            incident.id());
  }
}
