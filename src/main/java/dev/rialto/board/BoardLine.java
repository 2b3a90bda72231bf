package dev.rialto.board;

import dev.rialto.items.Card;
import dev.rialto.items.ItemState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A card of a board or a backlog as a file has it, its fields named as the API names an item's.
 *
 * @param lane where it hangs; empty in a backlog
 */
record BoardLine(
    String key,
    String lane,
    String state,
    Instant stateSince,
    String type,
    boolean interrupt,
    String title,
    @Nullable Double points,
    @Nullable String assignee,
    @Nullable Long incidentId,
    @Nullable String blocked,
    @Nullable Instant blockedSince) {

  /** Column by column inside each lane, as one reads a board. */
  static List<BoardLine> of(Board board) {
    return board.lanes().stream().flatMap(BoardLine::of).toList();
  }

  static List<BoardLine> of(List<Card> backlog) {
    return backlog.stream().map(card -> of("", card)).toList();
  }

  private static Stream<BoardLine> of(Lane lane) {
    return ItemState.COLUMNS.stream()
        .flatMap(column -> lane.cell(column).stream())
        .map(card -> of(lane.name(), card));
  }

  private static BoardLine of(String lane, Card card) {
    return new BoardLine(
        card.key(),
        lane,
        card.state(),
        card.stateSince(),
        card.type(),
        card.interrupt(),
        card.title(),
        card.points(),
        card.assignee(),
        card.incidentId(),
        card.blockReason(),
        card.blockedSince());
  }
}
