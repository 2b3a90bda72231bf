package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import java.util.List;

/** What a service leans on and what leans on it: the part of its page that this room draws. */
public record ServiceDependencies(
    Service service,
    Graph graph,
    List<Neighbour> needs,
    List<Neighbour> neededBy,
    boolean mayEdit) {}
