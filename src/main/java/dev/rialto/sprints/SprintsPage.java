package dev.rialto.sprints;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;

/** A team's sprints, the newest first, with a form for the next. */
public record SprintsPage(
    Team team,
    List<Sprint> sprints,
    SprintDraft draft,
    boolean mayEdit,
    List<Wrong> wrongs,
    Instant now) {
  public String title() {
    return sprints.stream()
        .filter(Sprint::open)
        .findFirst()
        .map(sprint -> "Sprint %d is under way".formatted(sprint.no()))
        .orElse(sprints.isEmpty() ? "No sprint yet" : "No sprint is open");
  }

  public String days(Sprint sprint) {
    return sprint.days().says();
  }

  public String state(Sprint sprint) {
    return sprint.open() ? "up" : sprint.planned() ? "unknown" : "maintenance";
  }
}
