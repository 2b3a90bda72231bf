package dev.rialto.oncall;

import java.util.List;

/** Who is on call now, team by team: the card on Home, and the body of the page of its own. */
public record NowCard(List<NowPage.TeamNow> teams, boolean all) {
  /** So many without a schedule still stand one by one. */
  private static final int FEW = 3;

  /** Teams that have a schedule; the others too while they are few. */
  public List<NowPage.TeamNow> shown() {
    return folded().isEmpty()
        ? teams
        : teams.stream().filter(team -> !team.duties().isEmpty()).toList();
  }

  /** Teams without a schedule, where they would push everybody else off the screen. */
  public List<NowPage.TeamNow> folded() {
    var without = teams.stream().filter(team -> team.duties().isEmpty()).toList();
    return without.size() > FEW ? without : List.of();
  }
}
