package dev.rialto.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the record.
 *
 * @param at when it happened
 * @param byPeople somebody did or said it; else it happened by itself
 * @param state the colour and shape, where it is about one
 * @param who the person it begins with
 * @param said what happened, in words
 * @param about what the words are about, which may have a link of its own
 * @param quote somebody's own words
 * @param detail what is said more quietly
 * @param data where everything about it stands
 */
public record Line(
    Instant at,
    boolean byPeople,
    @Nullable String state,
    @Nullable String who,
    String said,
    @Nullable String about,
    @Nullable String quote,
    @Nullable String detail,
    String data) {

  static Line bySystem(Instant at, @Nullable String state, String said, String about, String data) {
    return new Line(at, false, state, null, said, about, null, null, data);
  }

  static Line byPerson(Instant at, String who, String said, @Nullable String about, String data) {
    return new Line(at, true, null, who, said, about, null, null, data);
  }

  Line withDetail(@Nullable String more) {
    return new Line(at, byPeople, state, who, said, about, quote, more, data);
  }

  Line withState(@Nullable String shape) {
    return new Line(at, byPeople, shape, who, said, about, quote, detail, data);
  }

  Line withQuote(String words) {
    return new Line(at, byPeople, state, who, said, about, words, detail, data);
  }
}
