package dev.rialto.front;

/**
 * What is there, and what of it concerns the reader.
 *
 * @param incidents live ones in which the reader holds a role, or that hit a service of their teams
 */
public record Counts(
    long services,
    long unowned,
    long alerting,
    long mine,
    long pages,
    long unownedAlerts,
    long myTeams,
    long incidents,
    boolean reachable) {}
