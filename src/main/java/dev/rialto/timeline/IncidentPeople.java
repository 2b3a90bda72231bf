package dev.rialto.timeline;

import dev.rialto.incidents.Belonging;
import dev.rialto.incidents.Incident;
import dev.rialto.incidents.IncidentRole;
import dev.rialto.incidents.Tenure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Who does what, and whom it reaches.
 *
 * @param readerId whose screen this is
 */
public record IncidentPeople(
    Incident incident,
    List<Tenure> tenures,
    List<Belonging.Leaning> leaning,
    List<String> choices,
    long readerId,
    boolean mayAct,
    Instant now) {
  private static final int MOST_LEANING_SHOWN = 8;

  public List<Tenure> held() {
    return tenures.stream().filter(Tenure::isHeld).toList();
  }

  public List<Tenure> before() {
    return tenures.stream().filter(t -> !t.isHeld()).toList();
  }

  /** Those that nobody holds and that matter most. */
  public List<IncidentRole> free() {
    return Arrays.stream(IncidentRole.values())
        .filter(IncidentRole::isSingle)
        .filter(role -> held().stream().noneMatch(t -> t.role() == role))
        .toList();
  }

  /** Whether the reader may take the lead from somebody else. */
  public boolean mayTakeOver(Tenure tenure) {
    return mayAct
        && readerId != 0
        && tenure.role() == IncidentRole.COMMANDER
        && tenure.personId() != readerId;
  }

  public boolean mayLeave(Tenure tenure) {
    return mayAct && tenure.role() != IncidentRole.COMMANDER && incident.closedAt() == null;
  }

  /** Those that fit beside the timeline; the others are one press away. */
  public List<Belonging.Leaning> leaningFirst() {
    return leaning.subList(0, Math.min(leaning.size(), MOST_LEANING_SHOWN));
  }

  public List<Belonging.Leaning> leaningMore() {
    return leaning.subList(leaningFirst().size(), leaning.size());
  }

  public boolean isWorkedOn() {
    return mayAct && incident.closedAt() == null;
  }
}
