package dev.rialto.sprints;

import dev.rialto.people.Team;
import org.jspecify.annotations.Nullable;

/** A way to the sprint after this one, with its words: to plan it, or where it waits planned. */
public record NextSprint(String says, String path) {
  static NextSprint after(@Nullable Sprint last, Team team) {
    if (last != null && last.planned()) {
      return new NextSprint("Sprint " + last.no() + ", planned", last.path());
    }
    return new NextSprint(
        last == null ? "Plan a sprint" : "Plan sprint " + (last.no() + 1),
        "/teams/" + team.slug() + "/sprints#next");
  }
}
