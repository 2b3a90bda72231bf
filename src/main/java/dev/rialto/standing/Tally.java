package dev.rialto.standing;

/** How many services there are, and how many of them are well. */
public record Tally(long services, long up) {}
