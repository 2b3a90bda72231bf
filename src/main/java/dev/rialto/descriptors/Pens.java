package dev.rialto.descriptors;

import dev.rialto.capabilities.CapabilityDescriptions;
import dev.rialto.catalog.ServiceDescriptions;
import dev.rialto.dependencies.Dependencies;
import dev.rialto.people.Enrolment;

/** What an import writes with: each room's own verbs for many at once. */
public record Pens(
    Enrolment enrolment,
    CapabilityDescriptions capabilities,
    ServiceDescriptions services,
    Dependencies dependencies) {}
