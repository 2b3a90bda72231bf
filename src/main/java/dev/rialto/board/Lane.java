package dev.rialto.board;

import dev.rialto.items.Card;
import dev.rialto.items.ItemState;
import dev.rialto.standing.Standing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a board: a service, or what interrupts.
 *
 * @param slug the service's short name; null for interrupts and for what belongs to no service
 * @param standing how the service stands; null where there is none
 */
public record Lane(
    String name,
    @Nullable String slug,
    @Nullable Standing standing,
    boolean interrupt,
    Map<ItemState, List<Card>> cells) {

  static Lane without(String name, boolean interrupt, Map<ItemState, List<Card>> cells) {
    return new Lane(name, null, null, interrupt, cells);
  }

  public List<Card> cell(ItemState column) {
    return cells.getOrDefault(column, List.of());
  }

  public boolean empty() {
    return cells.isEmpty();
  }
}
