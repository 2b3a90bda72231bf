package dev.rialto.alerts;

import dev.rialto.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What new words change about the stored lives of one problem. Pure: rows and symptoms in, the
 * births, changes and mergers out.
 */
record Merging(
    List<Birth> births, List<Change> changes, List<Touch> touches, List<Merger> mergers) {
  /** A refresh that changes nothing is written down no more often than this. */
  static final Duration WORTH_NOTING = Duration.ofSeconds(30);

  /** A life nobody had heard of. */
  record Birth(AlertLife life, Symptom words) {}

  /**
   * A stored life that is now told differently.
   *
   * @param words the newest of what was said now; null when a merger alone changed it
   * @param newWords whether its labels, annotations or link are other than what is stored
   */
  record Change(
      Known before, AlertLife life, @Nullable Symptom words, boolean newWords, int refreshes) {
    boolean rose() {
      return life.severity().worseThan(before.worst());
    }
  }

  /** Said again; only the deadline and the moment move. */
  record Touch(Known before, @Nullable Instant deadline, Instant seen, int refreshes) {}

  /** Late words proved that two stored lives were one all along. */
  record Merger(Known gone, Known into) {}

  static Merging none() {
    return new Merging(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** Adds the outcome for one fingerprint. */
  void decide(List<Known> rows, List<Symptom> symptoms) {
    var marks = new ArrayList<Mark>();
    rows.forEach(row -> marks.addAll(row.remembered()));
    var said = new ArrayList<Said>();
    for (var symptom : symptoms) {
      var mark = insisting(rows, symptom);
      said.add(new Said(symptom, mark));
      marks.add(mark);
    }
    var lives = AlertLife.of(marks);
    var keepers = keepers(rows, lives);
    for (var life : lives) {
      var words = said.stream().filter(s -> holds(life, s.mark().from())).toList();
      var row = keepers.get(life);
      if (row == null) {
        if (!words.isEmpty() && !saysNothing(life)) {
          births.add(new Birth(life, newest(words)));
        }
      } else {
        again(row, life, words);
      }
    }
  }

  private record Said(Symptom symptom, Mark mark) {}

  private void again(Known row, AlertLife life, List<Said> words) {
    var newest = words.isEmpty() ? null : newest(words);
    boolean sameMarks = life.marks().equals(row.remembered());
    boolean newWords =
        newest != null
            && !newest.receivedAt().isBefore(row.lastSeenAt())
            && !wordsOf(newest).equals(row.words());
    if (sameMarks && !newWords) {
      if (newest != null
          && Duration.between(row.lastSeenAt(), newest.receivedAt()).compareTo(WORTH_NOTING) > 0) {
        touches.add(new Touch(row, row.timeoutAt(), newest.receivedAt(), words.size()));
      }
      return;
    }
    if (!newWords && onlyLaterDeadline(row, life)) {
      var seen = newest == null ? row.lastSeenAt() : later(row.lastSeenAt(), newest.receivedAt());
      touches.add(new Touch(row, life.deadline(), seen, words.size()));
      return;
    }
    changes.add(new Change(row, life, newest, newWords, words.size()));
  }

  /**
   * The common refresh: one open mark, the same start, the same severity, a deadline further on.
   */
  private static boolean onlyLaterDeadline(Known row, AlertLife life) {
    return row.firing()
        && row.marks() == null
        && row.timeoutAt() != null
        && life.marks().size() == 1
        && life.deadline() != null
        && life.start().equals(row.startedAt())
        && life.severity() == row.worst();
  }

  /**
   * Whoever ended it by hand may have been wrong: a sender that still says so afterwards starts a
   * new life, from the moment it insisted.
   */
  private static Mark insisting(List<Known> rows, Symptom symptom) {
    var mark = Mark.of(symptom);
    if (mark.said()) {
      return mark;
    }
    for (var row : rows) {
      var end = row.endedAt();
      if (row.endedByHand()
          && end != null
          && symptom.receivedAt().isAfter(end)
          && !mark.from().isAfter(end)
          && !mark.from().isBefore(row.startedAt())) {
        return new Mark(Mark.exact(symptom.receivedAt()), mark.to(), false, mark.severity());
      }
    }
    return mark;
  }

  /**
   * The row goes on as the latest life that has its newest word; where two rows meet, the older
   * stays.
   */
  private Map<AlertLife, Known> keepers(List<Known> rows, List<AlertLife> lives) {
    var keepers = new HashMap<AlertLife, Known>();
    for (var row : rows.stream().sorted(Comparator.comparingLong(Known::id)).toList()) {
      var newest = row.remembered().getLast().from();
      for (var life : lives) {
        if (holds(life, newest)) {
          var older = keepers.putIfAbsent(life, row);
          if (older != null) {
            mergers.add(new Merger(row, older));
          }
          break;
        }
      }
    }
    return keepers;
  }

  /** Its end in the same instant as its start, and nobody ever heard of it: a repeated goodbye. */
  private static boolean saysNothing(AlertLife life) {
    return life.start().equals(life.saidEnd());
  }

  private static boolean holds(AlertLife life, Instant from) {
    return !from.isBefore(life.start()) && !from.isAfter(life.reach());
  }

  private static Symptom newest(List<Said> words) {
    return words.stream()
        .map(Said::symptom)
        .max(Comparator.comparing(Symptom::receivedAt))
        .orElseThrow();
  }

  /** Changes exactly when labels, annotations or the link do. */
  static String wordsOf(Symptom symptom) {
    return Fingerprint.of(symptom.labels())
        + Fingerprint.of(symptom.annotations())
        + (symptom.generatorUrl() == null ? "" : symptom.generatorUrl().hashCode());
  }

  /** Null where start, end, deadline and severity tell it all. */
  static @Nullable String marksJson(AlertLife life) {
    return life.marks().size() == 1 ? null : Json.write(life.marks());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
