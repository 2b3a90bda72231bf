package dev.rialto.checks;

/** The rows of the list of checks, drawn again when something changes. */
public record CheckLines(ChecksPage page) {}
