package dev.rialto.descriptors;

/** How far an import is, for the page that waits for it. */
public record ImportProgress(ImportRow row) {}
