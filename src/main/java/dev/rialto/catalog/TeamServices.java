package dev.rialto.catalog;

import dev.rialto.people.Team;
import java.util.List;

/** What a team owns: the part of its page that the catalog draws. */
public record TeamServices(Team team, List<Service> services, boolean more, boolean mayAdd) {}
