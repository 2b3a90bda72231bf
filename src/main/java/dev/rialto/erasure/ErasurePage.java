package dev.rialto.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What erasing somebody would reach, or how far it is. */
public record ErasurePage(Erasures.Reach reach, @Nullable String refused, Instant now) {
  /** What has to be handed over, by where that is done. */
  public Map<String, List<Holding>> groups() {
    var groups = new LinkedHashMap<String, List<Holding>>();
    for (var holding : reach.holdings()) {
      groups.computeIfAbsent(place(holding), place -> new ArrayList<>()).add(holding);
    }
    return groups;
  }

  private static String place(Holding holding) {
    return switch (holding.path().split("/")[1]) {
      case "oncall" -> "On call";
      case "teams" -> "Teams";
      case "incidents" -> "Incidents";
      case "alerts" -> "Pages";
      case "services" -> "Services";
      case "capabilities" -> "Capabilities";
      case "items" -> "Items";
      default -> "People";
    };
  }

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
