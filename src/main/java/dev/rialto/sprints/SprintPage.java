package dev.rialto.sprints;

import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sprint: what was in it when, what it was charged, and its report once it is closed. */
public record SprintPage(
    Standing standing,
    SprintDraft draft,
    boolean mayEdit,
    List<Wrong> wrongs,
    @Nullable String faster) {
  public String title() {
    return standing.sprint().goal();
  }
}
