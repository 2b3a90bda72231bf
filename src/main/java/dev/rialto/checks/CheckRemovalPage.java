package dev.rialto.checks;

import org.jspecify.annotations.Nullable;

/** The last question before a check and its history are gone. */
public record CheckRemovalPage(Check check, @Nullable String faster) {}
