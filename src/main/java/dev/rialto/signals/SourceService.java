package dev.rialto.signals;

/** A service as the form of a source offers it. */
public record SourceService(long id, String slug, String name) {}
