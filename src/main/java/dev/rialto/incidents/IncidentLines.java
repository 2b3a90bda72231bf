package dev.rialto.incidents;

/** The rows of the list alone, for when they refresh. */
public record IncidentLines(IncidentsPage page) {}
