package dev.rialto.items;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last question before an item and its history are gone, or why it stays. */
public record ItemRemovalPage(Item item, List<String> reasons, @Nullable String faster) {
  /** What is neither done nor an incident's card can leave the board without being removed. */
  public boolean backlogIsAWayOut() {
    return item.incidentId() == null
        && item.stands() != ItemState.BACKLOG
        && item.stands() != ItemState.VERIFIED;
  }
}
