package dev.rialto.checks;

import dev.rialto.platform.Json;
import dev.rialto.uptime.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A definition as its row has it: JSON is text, and the secrets are sealed. */
record CheckRow(
    long id,
    String name,
    long serviceId,
    String serviceSlug,
    String serviceName,
    @Nullable Long teamId,
    @Nullable String teamName,
    String environment,
    String probe,
    String secrets,
    int intervalS,
    int timeoutS,
    int confirmFailures,
    int confirmOf,
    String severity,
    String mustHold,
    String howProbed,
    boolean badge,
    @Nullable String pausedBy,
    @Nullable Instant pausedAt,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  Check check() {
    return new Check(
        id,
        name,
        new Check.Owner(serviceId, serviceSlug, serviceName, teamId, teamName),
        environment,
        Json.tree(probe),
        List.copyOf(sealed().keySet()),
        Duration.ofSeconds(intervalS),
        Duration.ofSeconds(timeoutS),
        new Confirmation(confirmFailures, confirmOf),
        severity,
        mustHold,
        howProbed,
        badge,
        pausedAt == null || pausedBy == null ? null : new Check.Paused(pausedBy, pausedAt),
        version,
        createdAt,
        updatedAt);
  }

  Map<String, String> sealed() {
    var sealed = new LinkedHashMap<String, String>();
    var json = Json.tree(secrets);
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    names.forEach(name -> sealed.put(name, json.get(name).asText()));
    return sealed;
  }
}
