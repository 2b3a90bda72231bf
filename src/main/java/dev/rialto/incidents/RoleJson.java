package dev.rialto.incidents;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about who holds which role. */
record RoleJson(
    String role, String does, long person, String name, Instant from, @Nullable Instant to) {
  record All(List<RoleJson> items) {}

  static All of(List<Tenure> tenures) {
    return new All(tenures.stream().map(RoleJson::of).toList());
  }

  private static RoleJson of(Tenure tenure) {
    return new RoleJson(
        tenure.role().word(),
        tenure.role().does(),
        tenure.personId(),
        tenure.name(),
        tenure.from(),
        tenure.to());
  }
}
