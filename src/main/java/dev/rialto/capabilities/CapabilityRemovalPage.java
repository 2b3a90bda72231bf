package dev.rialto.capabilities;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks before a capability goes, and says what has to leave it first.
 *
 * @param parts the narrower ones that belong to it
 * @param reason why it did not go just now
 */
public record CapabilityRemovalPage(
    Capability capability, List<Capability> parts, @Nullable String reason) {}
