package dev.rialto.capabilities;

import dev.rialto.people.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A capability as its row and the rows it points at have it. */
record CapabilityRow(
    long id,
    String slug,
    String name,
    String description,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    @Nullable Long personId,
    @Nullable String personName,
    @Nullable String personEmail,
    @Nullable String partOfSlug,
    @Nullable String partOfName,
    @Nullable String origin,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  Capability capability() {
    return new Capability(
        id,
        slug,
        name,
        description,
        ownerTeamId,
        ownerSlug,
        ownerName,
        Who.of(personId, personName, personEmail),
        partOfSlug,
        partOfName,
        origin,
        version,
        createdAt,
        updatedAt);
  }
}
