package dev.rialto.dependencies;

import dev.rialto.platform.Tx;
import java.util.Collection;
import java.util.Map;

/**
 * Tells how services stand, so that the graph can show where it breaks. The room that knows lies to
 * the right and sees this one; House hands its answer in.
 */
@FunctionalInterface
public interface States {
  /** The state of each service, in the word that gives it its colour and shape. */
  Map<Long, String> of(Tx tx, Collection<Long> services);
}
