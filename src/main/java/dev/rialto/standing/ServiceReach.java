package dev.rialto.standing;

import java.util.List;

/**
 * What hangs on a service, for whoever is about to take it out.
 *
 * @param checks that look at it; while there are any it stays
 * @param needing those that say they need it, the first few by name
 */
public record ServiceReach(
    String slug, long checks, long alerts, long needed, List<Named> needing) {
  static final int NAMED = 20;

  /** A service that needs it. */
  public record Named(String slug, String name) {}
}
