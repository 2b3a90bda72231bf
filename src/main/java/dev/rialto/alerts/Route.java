package dev.rialto.alerts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert goes and why: stored with it, so that the answer stays what it was that night.
 *
 * @param owned whether its own team answers for it, as opposed to the team of last resort
 */
public record Route(
    @Nullable Long serviceId,
    String serviceName,
    @Nullable Long teamId,
    String teamName,
    boolean owned,
    boolean pages,
    List<Reason> reasons) {

  public Route {
    reasons = List.copyOf(reasons);
  }

  Route quietly(Because because) {
    var more = new java.util.ArrayList<>(reasons);
    more.add(Reason.of(because));
    return new Route(serviceId, serviceName, teamId, teamName, owned, false, more);
  }

  /** One more reason on the way; it goes where it went. */
  Route because(Reason reason) {
    var more = new java.util.ArrayList<>(reasons);
    more.add(reason);
    return new Route(serviceId, serviceName, teamId, teamName, owned, pages, more);
  }

  @JsonIgnore
  public boolean nobody() {
    return teamId == null;
  }
}
