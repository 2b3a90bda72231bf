package dev.rialto.alerts;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels in, the reasons out; and for administrators, who gets what nobody owns. */
public record RoutingPage(
    String typed,
    List<Wrong> wrongs,
    @Nullable Route route,
    List<Silence> silences,
    @Nullable String lastResort,
    List<Team> teams) {

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
