package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.uptime.Confirmation;
import dev.rialto.uptime.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at, how, and what must hold: agreed on by those who build the service and those
 * who run it.
 *
 * @param probe the JSON form of what is probed, without any secret
 * @param secretNames the secrets that are kept for it; their values are never shown again
 * @param mustHold what must hold and why, written by those who build it
 * @param howProbed how it is probed, written by those who run it
 * @param badge whether anybody may see its badge
 */
public record Check(
    long id,
    String name,
    Owner service,
    String environment,
    JsonNode probe,
    List<String> secretNames,
    Duration interval,
    Duration timeout,
    Confirmation confirmation,
    String severity,
    String mustHold,
    String howProbed,
    boolean badge,
    @Nullable Paused paused,
    int version,
    Instant createdAt,
    Instant updatedAt) {
  public static final String HEARTBEAT = "heartbeat";

  /** The service it is of, and whose that is. */
  public record Owner(
      long id, String slug, String name, @Nullable Long teamId, @Nullable String teamName) {}

  public record Paused(String by, Instant at) {}

  public String type() {
    return probe.path("type").asText();
  }

  public boolean isHeartbeat() {
    return type().equals(HEARTBEAT);
  }

  public String path() {
    return "/checks/" + id;
  }

  /** What time-keeping needs to know. */
  public Watched watched() {
    return new Watched(
        id,
        name,
        service.id(),
        service.slug(),
        severity,
        confirmation,
        environment.isEmpty()
            ? Map.of("check_type", type())
            : Map.of("check_type", type(), "environment", environment),
        mustHold);
  }
}
