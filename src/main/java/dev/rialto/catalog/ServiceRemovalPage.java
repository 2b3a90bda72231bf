package dev.rialto.catalog;

import org.jspecify.annotations.Nullable;

/** Asks before a service goes, and says what its going would reach. */
public record ServiceRemovalPage(Service service, @Nullable String reason) {}
