package dev.rialto.timeline;

import dev.rialto.incidents.Incident;
import dev.rialto.suspects.Suspect;
import java.time.Instant;
import java.util.List;

/** What may have done it, what is still to do, and what people were told. */
public record IncidentFindings(
    Incident incident,
    List<Suspect> suspects,
    List<Task> tasks,
    List<Note> updates,
    boolean mayAct,
    Instant now) {

  public long done() {
    return tasks.stream().filter(Task::isDone).count();
  }
}
