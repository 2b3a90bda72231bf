package dev.rialto.uptime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What time-keeping must know of a check to confirm a failure and to tell of it.
 *
 * @param severity of its alert when it is down
 * @param labels what else the alert carries, such as its environment
 */
public record Watched(
    long id,
    String name,
    long serviceId,
    String service,
    String severity,
    Confirmation confirmation,
    Map<String, String> labels,
    @Nullable String expectation) {}
