package dev.rialto.alerts;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A silence being written, with what it would hold. */
public record SilenceFormPage(
    SilenceTyped typed, @Nullable Reach reach, List<Wrong> wrongs, boolean confirm, Instant now) {

  public record Choice(String minutes, String words, boolean chosen) {}

  public List<Choice> choices() {
    return SilencesWeb.USUAL.stream()
        .map(
            span ->
                new Choice(
                    String.valueOf(span.toMinutes()),
                    words(span),
                    String.valueOf(span.toMinutes()).equals(typed.minutes())))
        .toList();
  }

  public @Nullable String wrong(String field) {
    return wrongs.stream()
        .filter(
            w ->
                w.field().equals(field) || (field.equals("minutes") && w.field().equals("ends_at")))
        .map(Wrong::message)
        .findFirst()
        .orElse(null);
  }

  /** May it be saved now? Only after its reach has been seen. */
  public boolean ready() {
    return confirm && reach != null && wrongs.isEmpty();
  }

  private static String words(Duration span) {
    return span.toDays() > 0
        ? Show.plural(span.toDays(), "day", "days")
        : span.toHours() > 0
            ? Show.plural(span.toHours(), "hour", "hours")
            : span.toMinutes() + " minutes";
  }
}
