package dev.rialto.dependencies;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the services that have to do with others, the most connected first: the way in where
 * all of them are too many to draw.
 */
public record Hubs(List<Hub> rows, Map<Long, String> states, int page, int most) {
  /**
   * One service and how much hangs on it.
   *
   * @param connected how many services such a list has in all
   */
  public record Hub(
      long id,
      String slug,
      String name,
      @Nullable String owner,
      int needs,
      int neededBy,
      int connected) {}

  /** How one of them stands; one that went meanwhile is not known. */
  public String state(Hub hub) {
    return states.getOrDefault(hub.id(), "unknown");
  }

  /** How many there are in all; 0 on a page behind the last. */
  public int connected() {
    return rows.isEmpty() ? 0 : rows.getFirst().connected();
  }

  public int first() {
    return (page - 1) * most + 1;
  }

  public int last() {
    return (page - 1) * most + rows.size();
  }

  public boolean hasMore() {
    return last() < connected();
  }
}
