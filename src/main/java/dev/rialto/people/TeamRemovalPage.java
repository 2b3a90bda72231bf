package dev.rialto.people;

import java.util.List;

/** Asks before a team goes, and says what its going would reach. */
public record TeamRemovalPage(Team team, List<String> reasons) {
  public String title() {
    return reasons.isEmpty()
        ? "Remove " + team.name() + "?"
        : team.name() + " cannot be removed yet";
  }
}
