package dev.rialto.catalog;

import dev.rialto.capabilities.Capability;
import java.util.List;

/** What still belongs to a capability, so that whoever takes it out knows what to move first. */
public record CapabilityServices(Capability capability, List<Service> services, boolean more) {}
