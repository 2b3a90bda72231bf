package dev.rialto.people;

import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a team, new or not, with what was typed.
 *
 * @param team the team as it is now; missing while it is new
 * @param faster what stands in the way, when somebody else was faster
 */
public record TeamFormPage(
    TeamDraft draft,
    @Nullable Team team,
    List<Wrong> wrongs,
    @Nullable String faster,
    List<String> zones) {

  public String title() {
    return team == null ? "A new team" : "Edit " + team.name();
  }

  public String action() {
    return team == null ? "/teams" : "/teams/" + team.slug();
  }

  public String back() {
    return team == null ? "/teams" : "/teams/" + team.slug();
  }
}
