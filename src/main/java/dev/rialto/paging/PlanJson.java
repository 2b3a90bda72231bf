package dev.rialto.paging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.platform.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An escalation as it lies in the database: {@code [{"to":"person","id":7,"patience_s":300},…]}.
 */
final class PlanJson {
  private PlanJson() {}

  static String write(List<Level> levels) {
    var nodes = Json.MAPPER.createArrayNode();
    for (var level : levels) {
      var node = nodes.addObject();
      switch (level.target()) {
        case Target.OnCall onCall -> node.put("to", "schedule").put("id", onCall.scheduleId());
        case Target.OnePerson person -> node.put("to", "person").put("id", person.personId());
        case Target.WholeTeam team -> node.put("to", "team");
      }
      node.put("patience_s", level.patience().toSeconds());
    }
    return nodes.toString();
  }

  static Escalation read(String levels, int repeats) {
    var read = new ArrayList<Level>();
    for (var node : Json.tree(levels)) {
      read.add(new Level(target(node), Duration.ofSeconds(node.path("patience_s").asLong())));
    }
    return new Escalation(read, repeats);
  }

  private static Target target(JsonNode node) {
    var id = node.path("id").asLong();
    return switch (node.path("to").asText()) {
      case "schedule" -> new Target.OnCall(id);
      case "person" -> new Target.OnePerson(id);
      default -> new Target.WholeTeam();
    };
  }
}
