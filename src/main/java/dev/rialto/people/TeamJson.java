package dev.rialto.people;

import java.time.Instant;

/** What the API promises about a team. */
record TeamJson(
    long id,
    String slug,
    String name,
    String zone,
    String description,
    int members,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  static TeamJson of(Team team) {
    return new TeamJson(
        team.id(),
        team.slug(),
        team.name(),
        team.zone(),
        team.description(),
        team.members(),
        team.version(),
        team.createdAt(),
        team.updatedAt());
  }
}
