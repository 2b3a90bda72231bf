package dev.rialto.signals;

/** The table of sources by itself, fetched again when something came in. */
public record SourceList(SourcesPage whole) {}
