package dev.rialto.pipelines;

import dev.rialto.delivery.Clip;
import java.time.Instant;
import java.util.Comparator;

/**
 * One transition of a run, a job or a change request, with its own time.
 *
 * @param word the sender's own
 * @param by who caused it, or who is waited for
 */
public record Turn(String word, Stand stand, Instant at, String by) {
  static final Comparator<Turn> ORDER =
      Comparator.comparing(Turn::at).thenComparing(Turn::stand).thenComparing(Turn::word);

  public Turn {
    word = Clip.line(word, 60);
    by = Clip.line(by, 400);
  }
}
