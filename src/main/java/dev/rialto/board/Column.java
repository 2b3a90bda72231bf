package dev.rialto.board;

import dev.rialto.items.ItemState;
import org.jspecify.annotations.Nullable;

/**
 * One column of a board with how full it is. The limit is soft: it is said, and refuses nothing.
 *
 * @param shown how many of the cards in it are drawn
 */
public record Column(ItemState state, int count, int shown, @Nullable Integer limit) {
  public boolean full() {
    return limit != null && count >= limit;
  }

  /** “4 of 5”, “3 of 3, full”, “4 of 3, over”, “5 of 9 shown”, or just the number. */
  public String says() {
    if (shown < count) {
      return shown + " of " + count + " shown";
    }
    if (limit == null) {
      return String.valueOf(count);
    }
    return count + " of " + limit + (count > limit ? ", over" : count == limit ? ", full" : "");
  }
}
