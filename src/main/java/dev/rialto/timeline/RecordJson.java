package dev.rialto.timeline;

import dev.rialto.suspects.Deployed;
import dev.rialto.suspects.Suspect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API promises about the record of an incident. */
final class RecordJson {
  private RecordJson() {}

  record Items<T>(List<T> items) {}

  record LineJson(
      Instant at,
      String from,
      @Nullable String who,
      String said,
      @Nullable String about,
      @Nullable String quote,
      @Nullable String detail,
      @Nullable String state,
      String data) {}

  record NoteJson(
      long id, Instant at, Instant writtenAt, String by, String told, String state, String text) {}

  record TaskJson(
      long id,
      String text,
      @Nullable Long personId,
      @Nullable String person,
      boolean done,
      @Nullable Instant doneAt) {}

  record EvidenceJson(String kind, boolean against, String said) {}

  record SuspectJson(
      Deployed deployment,
      String verdict,
      List<EvidenceJson> evidence,
      @Nullable String judgedBy,
      @Nullable Instant judgedAt) {}

  static Items<LineJson> lines(List<Line> lines) {
    return items(
        lines,
        line ->
            new LineJson(
                line.at(),
                line.byPeople() ? "people" : "system",
                line.who(),
                line.said(),
                line.about(),
                line.quote(),
                line.detail(),
                line.state(),
                line.data()));
  }

  static Items<NoteJson> notes(List<Note> notes) {
    return items(notes, RecordJson::of);
  }

  static NoteJson of(Note note) {
    return new NoteJson(
        note.id(),
        note.at(),
        note.writtenAt(),
        note.by(),
        note.told().word(),
        note.state(),
        note.text());
  }

  static Items<TaskJson> tasks(List<Task> tasks) {
    return items(tasks, RecordJson::of);
  }

  static TaskJson of(Task task) {
    return new TaskJson(
        task.id(), task.text(), task.personId(), task.person(), task.isDone(), task.doneAt());
  }

  static Items<SuspectJson> suspects(List<Suspect> suspects) {
    return items(
        suspects,
        suspect -> {
          var judged = suspect.judged();
          return new SuspectJson(
              suspect.deployed(),
              suspect.verdict().word(),
              suspect.evidence().stream()
                  .map(e -> new EvidenceJson(e.kind(), e.against(), e.said(ZoneOffset.UTC)))
                  .toList(),
              judged == null ? null : judged.by(),
              judged == null ? null : judged.at());
        });
  }

  private static <S, T> Items<T> items(List<S> from, Function<S, T> json) {
    return new Items<>(from.stream().map(json).toList());
  }
}
