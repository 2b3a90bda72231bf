package dev.rialto.descriptors;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is there before an import.
 *
 * @param entities every descriptor that was ever applied
 * @param byHand services made by hand, by their short names
 * @param kept services that were described once and that somebody took into their own hands
 */
record Known(Map<Ref, Was> entities, Map<String, Long> byHand, Set<Long> kept) {

  /** A descriptor as it was applied last. */
  record Was(
      long id,
      Ref ref,
      long sourceId,
      String hash,
      String target,
      @Nullable Long targetId,
      boolean vanished) {

    boolean isService() {
      return target.equals("service");
    }
  }
}
