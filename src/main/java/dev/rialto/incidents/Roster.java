package dev.rialto.incidents;

import java.util.List;

/** Who holds what now, and what a hand-over changes. Pure. */
record Roster(List<Tenure> held) {

  /** What comes of somebody taking, giving or leaving a role. */
  sealed interface Change {
    /** One interval begins, and what it replaces ends. */
    record Begins(List<Tenure> ends) implements Change {}

    record Ends(Tenure tenure) implements Change {}

    record Nothing() implements Change {}

    record Refused(String because) implements Change {}
  }

  Change give(IncidentRole role, long personId) {
    if (held.stream().anyMatch(t -> t.role() == role && t.personId() == personId)) {
      return new Change.Nothing();
    }
    return new Change.Begins(
        role.isSingle() ? held.stream().filter(t -> t.role() == role).toList() : List.of());
  }

  /** Whoever leads goes on leading until somebody else does. */
  Change leave(IncidentRole role, long personId) {
    var mine = held.stream().filter(t -> t.role() == role && t.personId() == personId).findFirst();
    if (mine.isEmpty()) {
      return new Change.Nothing();
    }
    return role == IncidentRole.COMMANDER
        ? new Change.Refused(
            "Somebody has to lead. Hand it to somebody, or let them take it; that ends your turn.")
        : new Change.Ends(mine.get());
  }
}
