package dev.rialto.sprints;

import dev.rialto.people.Team;
import java.util.List;

/** Whose board? For somebody in no team, or in several. */
public record PlanPage(List<Team> teams) {}
