package dev.rialto.alerts;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels in, the reasons out; and for administrators, who gets what nobody owns.
 *
 * @param team the short name of the team that would be paged
 * @param rated whether the labels say how severe it is
 */
public record RoutingPage(
    String typed,
    List<Wrong> wrongs,
    @Nullable Route route,
    @Nullable String team,
    boolean rated,
    List<Silence> silences,
    @Nullable String lastResort,
    List<Team> teams) {

  /** How an alert counts whose sender does not say how severe it is. */
  public String unrated() {
    return Severity.of(null).word();
  }

  public String title() {
    if (route == null) {
      return "Who would be paged?";
    }
    if (route.nobody()) {
      return "Nobody would be paged";
    }
    if (!silences.isEmpty()) {
      return "Nobody, while a silence holds it";
    }
    return route.pages() ? route.teamName() + " would be paged" : "Nobody: it only informs";
  }
}
