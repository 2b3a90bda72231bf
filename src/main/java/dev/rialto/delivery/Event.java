package dev.rialto.delivery;

import java.time.Instant;
import java.util.Comparator;

/**
 * One transition with its own time.
 *
 * @param word the sender's own, kept beside what it comes to
 * @param by who caused it, as the sender names people
 */
public record Event(
    Step step,
    String word,
    Instant at,
    String version,
    String sha,
    String by,
    String url,
    String detail) {
  /** By their own times, never by arrival, so that any order of arrival comes to the same. */
  static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at).thenComparing(Event::step).thenComparing(Event::word);

  public Event {
    word = Clip.line(word, 60);
    version = Clip.line(version, 200);
    sha = Clip.line(sha, 64);
    by = Clip.line(by, 200);
    url = Clip.link(url);
    detail = Clip.line(detail, 1_000);
  }
}
