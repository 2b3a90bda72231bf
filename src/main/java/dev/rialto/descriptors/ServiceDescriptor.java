package dev.rialto.descriptors;

import dev.rialto.catalog.Service;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a service comes from: the part of its page that this room draws. */
public record ServiceDescriptor(
    Service service,
    @Nullable String ref,
    String place,
    String source,
    @Nullable Instant lastSeen,
    @Nullable String seenBy,
    long lastImport,
    List<Descriptors.Relation> relations,
    boolean mayEdit,
    Instant now) {}
