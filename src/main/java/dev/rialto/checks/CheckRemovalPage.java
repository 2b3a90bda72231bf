package dev.rialto.checks;

import dev.rialto.platform.Frame;
import dev.rialto.platform.Show;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last question before a check and its history are gone.
 *
 * @param alertOpen whether an alert of it is open, which ends with it
 */
public record CheckRemovalPage(
    Check check, boolean alertOpen, @Nullable String faster, Instant now) {
  /** What is lost, and how to keep it. */
  public String loses() {
    return "Nobody looks at %s any more%s, and its spans and uptime since %s are gone. A pause keeps them."
        .formatted(
            check.service().name(),
            alertOpen ? ", its open alert is over" : "",
            Show.when(check.createdAt(), now, Frame.now().zone()));
  }
}
