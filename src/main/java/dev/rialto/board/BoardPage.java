package dev.rialto.board;

import dev.rialto.platform.Show;

/** The board of a set of services. */
public record BoardPage(BoardBody body) {
  public String title() {
    long blocked =
        body.board().lanes().stream()
            .flatMap(lane -> lane.cells().values().stream())
            .flatMap(java.util.List::stream)
            .filter(card -> card.blockReason() != null)
            .count();
    if (body.services().isEmpty()) {
      return "Which services?";
    }
    return blocked == 0
        ? "Nothing is held up"
        : Show.plural(blocked, "card is held up", "cards are held up");
  }
}
