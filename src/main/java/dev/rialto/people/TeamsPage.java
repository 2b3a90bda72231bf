package dev.rialto.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All teams, or mine. */
public record TeamsPage(
    List<Team> teams, String q, boolean mine, @Nullable String next, boolean mayWrite) {

  public String title() {
    if (!q.isEmpty()) {
      return teams.isEmpty() ? "No team is called that" : "Teams called “" + q + "”";
    }
    if (mine) return teams.isEmpty() ? "You are in no team yet" : "The teams you act for";
    return teams.isEmpty() ? "There is no team yet" : "Who owns what runs";
  }
}
