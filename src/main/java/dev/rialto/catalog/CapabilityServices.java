package dev.rialto.catalog;

import dev.rialto.capabilities.Capability;
import java.util.List;

/** What a capability stands on: the part of its page that the catalog draws. */
public record CapabilityServices(
    Capability capability, List<Service> services, boolean more, boolean mayAdd) {}
