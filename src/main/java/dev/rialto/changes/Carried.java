package dev.rialto.changes;

import dev.rialto.platform.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment changed against what ran there before, as commits of its branch. A way back
 * takes out what the other had brought.
 *
 * @param unknown why nothing can be said; null: it can
 */
public record Carried(
    ChangeSql.Range range, List<Change> changes, boolean more, @Nullable String unknown) {

  public boolean takenBack() {
    return range.kind().equals("rollback");
  }

  /** The title is the answer. */
  public String title() {
    if (unknown != null) {
      return "What it carried is not known";
    }
    var many = (more ? "more than " : "") + Show.plural(changes.size(), "change", "changes");
    return takenBack() ? "It took back " + many : "It carried " + many;
  }

  /** “since 2.40.3”. */
  public String since() {
    return range.previousVersion() == null ? "" : Show.version(range.previousVersion());
  }
}
