package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import dev.rialto.platform.Wrong;
import java.util.List;

/** Where people say what a service needs, with what was typed. */
public record NeedsPage(
    Service service,
    List<Neighbour> needs,
    String needed,
    String kind,
    String note,
    List<Wrong> wrongs) {}
