package dev.rialto.journal;

import java.time.Instant;

/**
 * What should have followed from an entry and has failed at least once.
 *
 * @param name the room that reacts
 * @param at when the thing happened
 * @param failedAt when following it failed first
 * @param dueAt when it is tried again
 * @param behind how much waits for it, since one subject's entries are followed in their order
 */
public record Stuck(
    long id,
    String name,
    String kind,
    String subject,
    long subjectId,
    Instant at,
    int attempts,
    Instant failedAt,
    Instant dueAt,
    String failure,
    int behind) {}
