package dev.rialto.people;

import java.time.Instant;

/** A person as the API and the journal know them. */
record PersonJson(
    long id,
    String name,
    String email,
    String role,
    String zone,
    boolean active,
    Instant createdAt,
    int version) {
  static PersonJson of(Person p) {
    return new PersonJson(
        p.id(),
        p.name(),
        p.email(),
        p.role().word(),
        p.zone(),
        p.active(),
        p.createdAt(),
        p.version());
  }
}
