package dev.rialto.signals;

/** A service as the form of a source offers it. */
public record ServiceChoice(long id, String slug, String name) {}
