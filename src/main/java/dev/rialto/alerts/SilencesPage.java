package dev.rialto.alerts;

import dev.rialto.platform.Show;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is kept from people just now, by whom and until when.
 *
 * @param held which alerts each holds now, in words
 */
public record SilencesPage(
    List<Silence> silences,
    Map<UUID, String> held,
    boolean expired,
    boolean mayWrite,
    Instant now) {
  public String title() {
    if (expired) {
      return "What was silenced";
    }
    long active = silences.stream().filter(s -> s.state(now) == Silence.State.ACTIVE).count();
    return active == 0
        ? "Nothing is silenced"
        : Show.plural(active, "silence holds", "silences hold") + " alerts back";
  }
}
