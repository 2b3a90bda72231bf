package dev.rialto.items;

import java.time.Instant;
import java.util.List;

/** The cards of an incident, for its page. */
public record IncidentCard(List<Item> items, Instant now) {
  public Card card(Item item) {
    return Card.of(item, false);
  }
}
