package dev.rialto.sprints;

import dev.rialto.board.BoardBody;
import dev.rialto.people.Team;
import org.jspecify.annotations.Nullable;

/** A team's board, with its sprint above when one is open. */
public record SprintBoardPage(
    Team team, @Nullable Standing standing, BoardBody body, Sprints.Next next, boolean mayEdit) {
  public String title() {
    return standing != null
        ? standing.sprint().goal()
        : body.board().isEmpty() ? "Nothing is on the board" : "No sprint is open";
  }

  public String path() {
    return "/teams/" + team.slug();
  }
}
