package dev.rialto.vitals;

import dev.rialto.platform.Show;
import java.time.Instant;

/** How Rialto itself is: every part, worst first, the nodes, and who hears of trouble. */
public record VitalsPage(House house, Instant now) {
  /** What became of the last heartbeat, in a state, a word and a sentence. */
  public String beatColour() {
    var beat = house.beat();
    return !house.beating() || beat == null ? "unknown" : beat.sent() ? "up" : "down";
  }

  public String beatWord() {
    var beat = house.beat();
    return !house.beating()
        ? "Not set"
        : beat == null ? "Not yet" : beat.sent() ? "Sent" : "Silent";
  }

  public String beatSaid() {
    var beat = house.beat();
    if (!house.beating()) {
      return "Nobody elsewhere notices when all of Rialto is down. Set RIALTO_HEARTBEAT_URL to the address of a dead"
          + " man’s switch: it is told every minute that all is well, and rings when that stops.";
    }
    if (beat == null) {
      return "The first one leaves within a minute of the start.";
    }
    if (beat.sent()) {
      return "The last one %s. %s".formatted(Show.ago(beat.at(), now), beat.said());
    }
    return beat.said()
        + (beat.sentAt() == null
            ? " None was ever sent."
            : " The last one was sent %s.".formatted(Show.ago(beat.sentAt(), now)));
  }

  public String holds(Node node) {
    return "%d of %d shares of checks, %s in hand, %s"
        .formatted(
            node.shards(),
            house.shards(),
            Show.plural(node.jobs(), "job", "jobs"),
            Show.plural(node.streams(), "browser", "browsers"));
  }
}
