package dev.rialto.checks;

import java.time.Instant;
import java.util.List;

/**
 * Every check that does not hold, for the page of what is broken now.
 *
 * @param all how many checks there are at all
 */
public record TroubledChecks(List<StandingRow> rows, int all, Instant now) {}
