package dev.rialto.suspects;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is looked at to find out what did it.
 *
 * @param services what is broken
 * @param needs what those cannot do without, or work worse without
 * @param began when it broke
 * @param until when it was over, or now
 * @param watched where checks look, so that green means something there
 * @param said what people wrote down about it
 * @param judged what people said of single deployments
 */
record Inquiry(
    Set<Long> services,
    Map<Long, Need> needs,
    Instant began,
    Instant until,
    List<Deployed> deployments,
    List<Outage> outages,
    Set<Place> watched,
    List<Suspects.Said> said,
    Map<Long, Suspects.Judged> judged) {

  /** A service in one environment. */
  record Place(long serviceId, String environment) {
    static Place of(Deployed deployed) {
      return new Place(deployed.serviceId(), deployed.environment());
    }
  }

  /** How much the broken services lean on another. */
  enum Need {
    HARD,
    SOFT
  }

  boolean isWatched(Deployed deployed) {
    return watched.contains(Place.of(deployed));
  }

  /** Whether checks looked there and saw nothing while it was broken. */
  boolean heldAt(Deployed there) {
    return isWatched(there)
        && outages.stream()
            .noneMatch(
                o ->
                    o.serviceId() == there.serviceId()
                        && o.environment().equals(there.environment())
                        && o.touches(began, until));
  }
}
