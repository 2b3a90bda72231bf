package dev.rialto.vitals;

import dev.rialto.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process of this house, and how it found itself when it last looked.
 *
 * @param here whether it is the one that answers
 * @param shards how many of the shares of checks it holds
 * @param jobs how many jobs it has in hand
 * @param streams how many browsers listen to it
 */
public record Node(
    String name,
    String version,
    Instant startedAt,
    Duration seenAgo,
    @Nullable Instant leftAt,
    boolean here,
    int shards,
    int jobs,
    int streams,
    List<Reading> readings) {

  static Node of(VitalSql.NodeRow row, String here) {
    return new Node(
        row.name(),
        row.version(),
        row.startedAt(),
        Duration.ofMillis(row.agoMs()),
        row.leftAt(),
        row.name().equals(here),
        row.shards(),
        row.jobs(),
        row.streams(),
        readings(row.readings()));
  }

  /** The one that answers lives, whatever became of its last sign of life. */
  public boolean lives() {
    return here || leftAt == null && seenAgo.compareTo(Limits.SEEN_WITHIN) <= 0;
  }

  /** The worst of its own parts, or that it is gone. */
  public String colour() {
    return lives() ? level().colour() : leftAt != null ? "unknown" : "down";
  }

  public String said() {
    return lives() ? level().said() : leftAt != null ? "Stopped" : "Not seen";
  }

  public Level level() {
    return readings.stream()
        .filter(r -> !r.vital().isOfTheHouse())
        .map(Reading::level)
        .max(Comparator.naturalOrder())
        .orElse(Level.UNKNOWN);
  }

  /** Its own parts that a line of the list of nodes tells of. */
  public List<Reading> own() {
    return readings.stream()
        .filter(r -> List.of(Vital.DISK, Vital.MEMORY, Vital.CLOCK, Vital.KEY).contains(r.vital()))
        .toList();
  }

  /** A node of another version may know parts that this one does not. */
  private static List<Reading> readings(String json) {
    var readings = new ArrayList<Reading>();
    for (var each : Json.tree(json)) {
      var vital =
          Arrays.stream(Vital.values())
              .filter(v -> v.name().equals(each.path("vital").asText()))
              .findFirst();
      var level =
          Arrays.stream(Level.values())
              .filter(l -> l.name().equals(each.path("level").asText()))
              .findFirst();
      if (vital.isPresent() && level.isPresent()) {
        readings.add(
            new Reading(
                vital.get(),
                level.get(),
                each.path("figure").asText(),
                each.path("value").isNumber() ? each.path("value").asDouble() : Reading.NONE,
                each.path("means").asText(),
                each.path("mend").asText()));
      }
    }
    return readings;
  }
}
