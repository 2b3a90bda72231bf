package dev.rialto.catalog;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service as its row has it: lists are JSON text, the tier a number. */
record ServiceRow(
    long id,
    String slug,
    String name,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    int tier,
    String capability,
    String environments,
    String runbookUrl,
    String description,
    String links,
    String aliases,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  Service service() {
    return new Service(
        id,
        slug,
        name,
        ownerTeamId,
        ownerSlug,
        ownerName,
        Tier.of(tier).orElseThrow(),
        capability,
        List.of(Json.read(environments, Environment[].class)),
        runbookUrl,
        description,
        List.of(Json.read(links, Link[].class)),
        List.of(Json.read(aliases, String[].class)),
        version,
        createdAt,
        updatedAt);
  }
}
