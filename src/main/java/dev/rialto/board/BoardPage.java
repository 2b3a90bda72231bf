package dev.rialto.board;

import dev.rialto.platform.Show;
import java.util.List;

/**
 * The board of a set of services.
 *
 * @param offered short names of services to choose from, those of the reader's teams first
 */
public record BoardPage(BoardBody body, List<String> offered) {
  public String title() {
    long blocked = body.board().heldUp();
    if (body.services().isEmpty()) {
      return "Which services?";
    }
    return blocked == 0
        ? "Nothing is held up"
        : Show.plural(blocked, "card is held up", "cards are held up");
  }
}
