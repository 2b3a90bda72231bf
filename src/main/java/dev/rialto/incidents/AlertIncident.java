package dev.rialto.incidents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert's page says of incidents: the one it belongs to, or how to get there.
 *
 * @param near live ones of the same service that it could join
 */
public record AlertIncident(
    long alertId, @Nullable Incident incident, List<Incident> near, boolean mayDeclare) {}
