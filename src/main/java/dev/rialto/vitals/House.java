package dev.rialto.vitals;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole house as it stands: of each part the worst that any living node found.
 *
 * @param shards into how many shares the checks are parted
 * @param beating whether an address for heartbeats is set
 * @param lastResort the team that hears of an alert nobody owns
 */
public record House(
    Instant at,
    List<Part> parts,
    List<Node> nodes,
    int shards,
    boolean beating,
    VitalSql.@Nullable Beat beat,
    @Nullable String lastResort,
    Duration every) {

  /** One part, and the node that found it so where it is one of its own. */
  public record Part(Reading reading, @Nullable String node) {}

  static List<Part> worst(List<Reading> here, List<Node> nodes, String name) {
    var parts = new ArrayList<Part>();
    for (var mine : here) {
      if (mine.vital().isOfTheHouse()) {
        parts.add(new Part(mine, null));
        continue;
      }
      var worst = new Part(mine, name);
      for (var node : nodes) {
        if (!node.lives() || node.here()) {
          continue;
        }
        for (var theirs : node.readings()) {
          if (theirs.vital() == mine.vital()
              && theirs.level().compareTo(worst.reading().level()) > 0) {
            worst = new Part(theirs, node.name());
          }
        }
      }
      parts.add(worst);
    }
    parts.sort(
        Comparator.comparing((Part part) -> part.reading().level())
            .reversed()
            .thenComparing(part -> part.reading().vital()));
    return List.copyOf(parts);
  }

  public Level level() {
    return parts.stream()
        .map(part -> part.reading().level())
        .max(Comparator.naturalOrder())
        .orElse(Level.UNKNOWN);
  }

  /** The title is the answer. */
  public String title() {
    return switch (level()) {
      case WELL -> "Rialto is well";
      case UNKNOWN -> "Nobody knows yet how Rialto is";
      case WORSE -> "Getting worse: " + named(Level.WORSE);
      case UNWELL -> "Rialto is unwell: " + named(Level.UNWELL);
    };
  }

  private String named(Level level) {
    return parts.stream()
        .map(Part::reading)
        .filter(r -> r.level() == level)
        .map(r -> r.vital().title().toLowerCase(Locale.ENGLISH))
        .collect(Collectors.joining(", "));
  }

  public List<Node> living() {
    return nodes.stream().filter(Node::lives).toList();
  }

  public String sub() {
    return "%s, %s in all, looked at every %s"
        .formatted(
            Show.plural(living().size(), "node", "nodes"),
            Show.plural(parts.size(), "part", "parts"),
            Show.duration(every));
  }
}
