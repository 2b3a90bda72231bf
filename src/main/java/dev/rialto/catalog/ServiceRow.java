package dev.rialto.catalog;

import dev.rialto.people.Who;
import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service as its row has it: lists are JSON text, the tier a number, people three columns. */
record ServiceRow(
    long id,
    String slug,
    String name,
    String kind,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    @Nullable Long ownerId,
    @Nullable String ownerPerson,
    @Nullable String ownerEmail,
    @Nullable Long devId,
    @Nullable String devName,
    @Nullable String devEmail,
    @Nullable Long opsId,
    @Nullable String opsName,
    @Nullable String opsEmail,
    int tier,
    String capability,
    @Nullable String capabilitySlug,
    String environments,
    String runbookUrl,
    String description,
    String repositories,
    String links,
    String aliases,
    @Nullable String origin,
    @Nullable Instant vanishedAt,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  Service service() {
    return new Service(
        id,
        slug,
        name,
        kind,
        ownerTeamId,
        ownerSlug,
        ownerName,
        Who.of(ownerId, ownerPerson, ownerEmail),
        Who.of(devId, devName, devEmail),
        Who.of(opsId, opsName, opsEmail),
        Tier.of(tier).orElseThrow(),
        capability,
        capabilitySlug,
        List.of(Json.read(environments, Environment[].class)),
        runbookUrl,
        description,
        List.of(Json.read(repositories, Repository[].class)),
        List.of(Json.read(links, Link[].class)),
        List.of(Json.read(aliases, String[].class)),
        origin,
        vanishedAt,
        version,
        createdAt,
        updatedAt);
  }
}
