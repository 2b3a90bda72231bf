package dev.rialto.people;

import java.time.Instant;

/** What became of the last message over one contact method; it comes in while one looks. */
public record MethodOutcome(ContactMethod method, Instant now) {}
