package dev.rialto.people;

import java.time.Instant;

/** The people who own something together and are paged for it. */
public record Team(
    long id,
    String slug,
    String name,
    String zone,
    String description,
    int members,
    int version,
    Instant createdAt,
    Instant updatedAt) {}
