package dev.rialto.front;

import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Show;
import dev.rialto.standing.Tally;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The head of Home, also alone for when it refreshes.
 *
 * @param turn the reader's shift that runs now, if any
 */
public record HomeHead(Needs needs, Tally tally, OnCall.@Nullable Turn turn, Instant now) {

  /** In an empty house nothing is well yet, so nothing is said to be. */
  public String title() {
    return tally.services() == 0 && needs.isEmpty()
        ? "Welcome to Rialto, " + needs.firstName()
        : needs.title();
  }

  /** How many services there are, how many are well, and whether the reader is on call. */
  public String summary(ZoneId zone) {
    if (tally.services() == 0) return "no service is in the catalog yet";
    var services =
        Show.plural(tally.services(), "service", "services")
            + ", "
            + Show.count(tally.up())
            + " up"
            + (tally.unchecked() == 0
                ? ""
                : ", %s without a check".formatted(Show.count(tally.unchecked())));
    if (turn == null) return services;
    return "%s · you are on call for %s until %s"
        .formatted(services, turn.schedule().teamName(), Show.when(turn.shift().to(), now, zone));
  }
}
