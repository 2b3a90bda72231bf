package dev.rialto.wall;

import java.util.Map;

/** What stands above the tiles: the one sentence, and how many are in which state. */
public record WallHead(Map<String, Integer> tally, String headline, int leftOut) {
  public String said(String state) {
    int count = tally.getOrDefault(state, 0);
    return "%,d %s"
        .formatted(
            count,
            switch (state) {
              case "maintenance" -> "in maintenance";
              case "unchecked" -> "without a check";
              default -> state;
            });
  }
}
