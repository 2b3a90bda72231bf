package dev.rialto.front;

/** What is there, and what of it concerns the reader. */
public record Counts(
    long services,
    long unowned,
    long alerting,
    long mine,
    long pages,
    long unownedAlerts,
    long myTeams,
    boolean reachable) {}
