package dev.rialto.board;

import dev.rialto.items.Items;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A board and how a browser keeps it fresh.
 *
 * @param teams whose changes it must hear of
 * @param address where the cards are fetched again
 * @param page the page it stands on, for the filter
 * @param services what a board over services shows, as it was asked for
 */
public record BoardBody(
    Board board,
    List<Long> teams,
    String address,
    String page,
    String services,
    String q,
    Instant now) {

  /** The items of these teams, and whatever changes how their services stand. */
  public String topics() {
    return items() + " alerts checks";
  }

  public String items() {
    return teams.stream().map(Items::topic).collect(Collectors.joining(" "));
  }
}
