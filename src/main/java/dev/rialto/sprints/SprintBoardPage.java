package dev.rialto.sprints;

import dev.rialto.board.BoardBody;
import dev.rialto.people.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team's board, with its sprint above when one is open.
 *
 * @param others the reader's other teams
 */
public record SprintBoardPage(
    Team team,
    List<Team> others,
    @Nullable Standing standing,
    BoardBody body,
    NextSprint next,
    boolean mayEdit) {
  public String title() {
    return standing != null
        ? standing.sprint().goal()
        : body.board().isEmpty() ? "Nothing is on the board" : "No sprint is open";
  }

  public String path() {
    return "/teams/" + team.slug();
  }
}
