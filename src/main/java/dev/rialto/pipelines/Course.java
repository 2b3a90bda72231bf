package dev.rialto.pipelines;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the transitions of a run or a job come to, whatever the order they arrived in. Pure. */
public record Course(
    Stand stand,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant movedAt) {

  static Course of(Collection<Turn> told) {
    var turns = told.stream().sorted(Turn.ORDER).toList();
    var last = turns.getLast();
    return new Course(
        last.stand(),
        turns.getFirst().at(),
        first(turns, Stand.RUNNING),
        last.stand().over() ? since(turns) : null,
        since(turns));
  }

  /** A run of which only its jobs were told. */
  static Course ofJobs(Collection<Course> jobs) {
    var open = jobs.stream().filter(job -> !job.stand().over()).toList();
    var among = open.isEmpty() ? jobs : open;
    var stand =
        open.isEmpty()
            ? among.stream()
                .map(Course::stand)
                .min(Comparator.comparing(WORST::indexOf))
                .orElseThrow()
            : among.stream().map(Course::stand).max(Comparator.naturalOrder()).orElseThrow();
    return new Course(
        stand,
        jobs.stream().map(Course::createdAt).min(Instant::compareTo).orElseThrow(),
        jobs.stream()
            .map(Course::startedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null),
        open.isEmpty()
            ? jobs.stream().map(Course::movedAt).max(Instant::compareTo).orElseThrow()
            : null,
        among.stream().map(Course::movedAt).max(Instant::compareTo).orElseThrow());
  }

  private static final List<Stand> WORST = List.of(Stand.FAILED, Stand.CANCELLED, Stand.SUCCEEDED);

  private static @Nullable Instant first(List<Turn> turns, Stand stand) {
    return turns.stream().filter(t -> t.stand() == stand).map(Turn::at).findFirst().orElse(null);
  }

  /** Since when it stands as it does now. */
  private static Instant since(List<Turn> turns) {
    var since = turns.getLast();
    for (var turn : turns.reversed()) {
      if (turn.stand() != since.stand()) {
        break;
      }
      since = turn;
    }
    return since.at();
  }
}
