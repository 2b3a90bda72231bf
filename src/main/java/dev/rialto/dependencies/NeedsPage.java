package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people say what a service needs, with what was typed.
 *
 * @param services which can be needed, as the choices of the form
 * @param faster what somebody else said meanwhile
 */
public record NeedsPage(
    Service service,
    List<Neighbour> needs,
    List<GraphPage.Choice> services,
    Typed typed,
    List<Wrong> wrongs,
    @Nullable String faster) {

  /**
   * One need as it stands in the form.
   *
   * @param version of what is there; 0 for a need that is new
   */
  public record Typed(String needed, String kind, String note, int version) {
    Typed at(int other) {
      return new Typed(needed, kind, note, other);
    }
  }

  boolean changes() {
    return typed.version() > 0;
  }

  /** What its button says. */
  public String save() {
    return faster != null && !typed.needed().isEmpty()
        ? "Save mine anyway"
        : changes() ? "Save" : "Add it";
  }

  /** What the form is for. */
  public String heading() {
    return changes() ? "Change one" : "Add one";
  }
}
