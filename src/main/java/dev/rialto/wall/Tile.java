package dev.rialto.wall;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the wall says of one service. Text and instants only, so that two nodes that see the same
 * have the same {@link Picture#mark}. Pure.
 *
 * @param state one of the five that checks have, or unchecked: none looks and no alert tells
 * @param word that state as people say it
 * @param since when it began; null while all is well
 * @param why the cause, in a few words; empty while all is well
 * @param keeper who has it: leads its incident or acknowledged its alert; null: nobody yet
 * @param onCall who is first for the owner; null: nobody
 * @param deployedAt when production got its present version; null: never, as far as anybody told
 * @param incident the gravest open one; null: none
 */
public record Tile(
    long id,
    String slug,
    String name,
    int tier,
    String capability,
    String state,
    String word,
    @Nullable Instant since,
    String why,
    @Nullable String teamSlug,
    @Nullable String team,
    @Nullable String keeper,
    @Nullable String onCall,
    @Nullable String version,
    @Nullable Instant deployedAt,
    @Nullable Long incident,
    @Nullable Integer severity) {
  private static final List<String> STATES =
      List.of("down", "degraded", "unknown", "maintenance", "unchecked", "up");
  private static final int NO_INCIDENT = 9;

  /**
   * By state; among those that stand alike an incident by its severity, then the longer trouble,
   * then the weightier service, then by name.
   */
  static final Comparator<Tile> WORST_FIRST =
      Comparator.comparingInt((Tile tile) -> STATES.indexOf(tile.state))
          .thenComparingInt(tile -> tile.severity == null ? NO_INCIDENT : tile.severity)
          .thenComparing(Tile::since, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparingInt(Tile::tier)
          .thenComparing(Tile::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparingLong(Tile::id);

  /** Something is wrong or nobody knows; planned work is neither. */
  public boolean isTrouble() {
    return STATES.indexOf(state) <= STATES.indexOf("unknown");
  }

  public boolean isUp() {
    return state.equals("up");
  }

  /** “Ada has it”, or whoever would be rung. */
  public String who() {
    return keeper != null ? keeper + " has it" : onCall == null ? "nobody on call" : onCall;
  }
}
