package dev.rialto.platform;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form shown again with what was typed, because some of it has to be mended or somebody was
 * faster. A framework's binding result was refused: it would own the form as well.
 *
 * @param wrongs stand beside their fields
 * @param faster what somebody else did meanwhile; null: nobody did
 */
public record Again(List<Wrong> wrongs, @Nullable String faster) {

  /** Answers 422 or 409; whatever a form cannot mend is thrown on. */
  public static Again of(Context ctx, Problem problem) {
    if (problem.status() != 422 && problem.status() != 409) {
      throw problem;
    }
    ctx.status(problem.status());
    return new Again(problem.errors(), problem.status() == 409 ? problem.detail() : null);
  }
}
