package dev.rialto.board;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a team calls its items and how many it wants in a column, as typed. */
public record BoardSettingsPage(
    Team team, Typed typed, int version, List<Wrong> wrongs, @Nullable String faster) {
  /** The fields of the form. */
  public record Typed(
      String prefix, String ready, String inProgress, String inReview, String deploying) {}
}
