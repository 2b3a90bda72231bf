package dev.rialto.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What erasing somebody would reach, or how far it is. */
public record ErasurePage(Erasures.Reach reach, @Nullable String refused, Instant now) {
  public String title() {
    var person = reach.person();
    return reach
        .progress()
        .map(
            it ->
                it.done()
                    ? person.name() + " is in the history by that name alone"
                    : "The name is being taken out")
        .orElseGet(
            () ->
                reach.holdings().isEmpty()
                    ? "Erase " + person.name() + "?"
                    : person.name() + " cannot be erased yet");
  }
}
