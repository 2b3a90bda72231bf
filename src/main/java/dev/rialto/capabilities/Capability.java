package dev.rialto.capabilities;

import dev.rialto.people.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something customers or colleagues can do, in their words.
 *
 * @param ownerPerson whoever answers for it in the business
 * @param origin where a descriptor says what this is; then it is changed there
 */
public record Capability(
    long id,
    String slug,
    String name,
    String description,
    @Nullable Long ownerTeamId,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    @Nullable Who ownerPerson,
    @Nullable String partOfSlug,
    @Nullable String partOfName,
    @Nullable String origin,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
