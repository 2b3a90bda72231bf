package dev.rialto.dependencies;

/** What a capability stands on, as a picture: the part of its page that this room draws. */
public record CapabilityDependencies(Graph graph) {}
