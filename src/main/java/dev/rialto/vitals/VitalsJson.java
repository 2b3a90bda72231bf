package dev.rialto.vitals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about Rialto's own health. */
record VitalsJson(
    String level,
    Instant lookedAt,
    List<Part> parts,
    List<NodeJson> nodes,
    HeartbeatJson heartbeat,
    @Nullable String lastResort) {

  /** One part; the value is missing where it could not be measured. */
  record Part(
      String vital,
      String title,
      String level,
      String figure,
      @Nullable Double value,
      String means,
      String mend,
      @Nullable String node,
      String path) {
    static Part of(House.Part part) {
      var reading = part.reading();
      return new Part(
          reading.vital().word(),
          reading.vital().title(),
          reading.level().word(),
          reading.figure(),
          reading.isMeasured() ? reading.value() : null,
          reading.means(),
          reading.mend(),
          part.node(),
          reading.vital().path());
    }
  }

  record NodeJson(
      String name,
      String version,
      Instant startedAt,
      double seenAgoS,
      @Nullable Instant leftAt,
      boolean lives,
      boolean here,
      int shares,
      int jobs,
      int streams,
      String level) {
    static NodeJson of(Node node) {
      return new NodeJson(
          node.name(),
          node.version(),
          node.startedAt(),
          node.seenAgo().toMillis() / 1e3,
          node.leftAt(),
          node.lives(),
          node.here(),
          node.shards(),
          node.jobs(),
          node.streams(),
          node.level().word());
    }
  }

  record HeartbeatJson(
      boolean set,
      @Nullable Instant at,
      @Nullable Boolean sent,
      @Nullable String said,
      @Nullable Instant sentAt) {
    static HeartbeatJson of(House house) {
      var beat = house.beat();
      return beat == null
          ? new HeartbeatJson(house.beating(), null, null, null, null)
          : new HeartbeatJson(house.beating(), beat.at(), beat.sent(), beat.said(), beat.sentAt());
    }
  }

  static VitalsJson of(House house) {
    return new VitalsJson(
        house.level().word(),
        house.at(),
        house.parts().stream().map(Part::of).toList(),
        house.nodes().stream().map(NodeJson::of).toList(),
        HeartbeatJson.of(house),
        house.lastResort());
  }
}
