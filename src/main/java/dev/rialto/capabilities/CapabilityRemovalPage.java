package dev.rialto.capabilities;

import org.jspecify.annotations.Nullable;

/** Asks before a capability goes. */
public record CapabilityRemovalPage(Capability capability, @Nullable String reason) {}
