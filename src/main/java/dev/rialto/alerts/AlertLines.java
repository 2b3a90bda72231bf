package dev.rialto.alerts;

/** The rows of the list alone, for when they change while somebody looks. */
public record AlertLines(AlertsPage list) {}
