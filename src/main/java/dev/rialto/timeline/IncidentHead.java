package dev.rialto.timeline;

import dev.rialto.incidents.Belonging;
import dev.rialto.incidents.Incident;
import dev.rialto.incidents.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true now, and the next step.
 *
 * @param offers alerts that ring for its services and may belong to it
 */
public record IncidentHead(
    Incident incident,
    Recovery recovery,
    List<Belonging.Offer> offers,
    boolean mayAct,
    int undone,
    Instant now) {

  public List<Recovery.Part> parts(ZoneId zone) {
    return recovery.parts(now, zone);
  }

  /** Since when its alerts are all over, while nobody has said yet that it is. */
  public @Nullable Instant proposed() {
    return incident.state().isLive() ? incident.quietSince() : null;
  }

  /** Never before anything else that was said to be true already. */
  public Instant overAt(Instant quiet) {
    var least = incident.mitigatedAt() == null ? incident.beganAt() : incident.mitigatedAt();
    return quiet.isBefore(least) ? least : quiet;
  }

  /** The one filled button: what most likely comes next. */
  public boolean isNext(Step step) {
    return switch (incident.state()) {
      case OPEN -> step == (proposed() == null ? Step.MITIGATE : Step.RESOLVE);
      case MITIGATED -> step == Step.RESOLVE;
      case RESOLVED -> step == Step.CLOSE;
      case CLOSED -> false;
    };
  }

  /** The word on its button; with “Resolve as of 17:00” beside it, the other says when, too. */
  public String button(Step step) {
    return step == Step.RESOLVE && proposed() != null ? "Resolve now" : step.button();
  }

  /** What is asked before a step that is hard to take back; null: nothing is. */
  public @Nullable String question(Step step) {
    if (step == Step.RESOLVE && incident.firing() > 0) {
      return "%d of its alerts still ring. Is it over all the same?".formatted(incident.firing());
    }
    return step == Step.CLOSE && undone > 0
        ? "%d of its tasks are not done. Close it all the same?".formatted(undone)
        : null;
  }
}
