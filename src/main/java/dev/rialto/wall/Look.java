package dev.rialto.wall;

import java.time.Instant;
import java.time.ZoneId;

/**
 * For whom tiles are drawn, and when.
 *
 * @param links whether a tile leads to its service; a screen on a wall may not follow
 */
public record Look(ZoneId zone, boolean links, Instant now) {
  Look at(Instant later) {
    return new Look(zone, links, later);
  }
}
