package dev.rialto.timeline;

import java.time.Instant;

/**
 * What somebody knew.
 *
 * @param at when it happened, which may be long before it was written down
 * @param state how far the incident had come when it was written
 */
public record Note(
    long id, Instant at, Instant writtenAt, String by, Told told, String state, String text) {}
