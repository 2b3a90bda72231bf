package dev.rialto.sprints;

import dev.rialto.people.Team;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose board? For somebody in no team, or in several.
 *
 * @param mine whether these are the reader's own teams
 */
public record PlanPage(List<Choice> choices, boolean mine) {
  /** A team with the sprint it is in, if it is in one. */
  public record Choice(Team team, @Nullable Sprint sprint) {}

  /** Whoever is in a sprint stands first. */
  static PlanPage of(List<Team> teams, List<Sprint> running, boolean mine) {
    Map<Long, Sprint> open =
        running.stream().collect(Collectors.toMap(Sprint::teamId, Function.identity()));
    return new PlanPage(
        teams.stream()
            .map(team -> new Choice(team, open.get(team.id())))
            .sorted(Comparator.comparing(choice -> choice.sprint() == null))
            .toList(),
        mine);
  }
}
