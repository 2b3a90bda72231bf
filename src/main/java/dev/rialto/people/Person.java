package dev.rialto.people;

import dev.rialto.platform.Role;
import java.time.Instant;
import java.time.ZoneId;

/** Somebody who can sign in. Who has left stays, inactive, so that the journal keeps its names. */
public record Person(
    long id,
    String name,
    String email,
    Role role,
    String zone,
    boolean active,
    Instant createdAt,
    int version) {

  public ZoneId zoneId() {
    return Zones.of(zone);
  }

  boolean isActiveAdmin() {
    return active && role == Role.ADMIN;
  }
}
