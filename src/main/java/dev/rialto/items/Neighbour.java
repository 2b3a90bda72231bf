package dev.rialto.items;

import java.util.List;

/** An open item of the same team, to stand behind in the order. */
public record Neighbour(String key, String title, String state) {
  /** Said instead of a key: before all that stand where the item goes. */
  public static final String FIRST = "first";

  /** The key of what stands first in a column; empty where nothing stands. */
  static String firstIn(List<Neighbour> neighbours, String state) {
    return neighbours.stream()
        .filter(other -> other.state().equals(state))
        .map(Neighbour::key)
        .findFirst()
        .orElse("");
  }
}
