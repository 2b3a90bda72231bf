package dev.rialto.dependencies;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A part of the graph as it is shown: the picture, and the same in words for whoever cannot see it.
 *
 * @param self the service in the middle; 0 when there is none
 * @param states how each of them stands
 */
public record Graph(Layout layout, Surroundings.Part part, long self, Map<Long, String> states) {

  static Graph of(Surroundings.Part part, long self, Map<Long, String> states) {
    return new Graph(
        Layout.of(part.nodes(), part.edges(), Layout.Measure.WIDE), part, self, states);
  }

  /** The same for the column beside a page. */
  static Graph narrow(Surroundings.Part part, long self, Map<Long, String> states) {
    return new Graph(
        Layout.of(part.nodes(), part.edges(), Layout.Measure.NARROW), part, self, states);
  }

  /** The state of one box; a service that went meanwhile is not known. */
  public String state(Layout.Box box) {
    return states.getOrDefault(box.id(), "unknown");
  }

  /** The states that stand in the picture, each once. */
  public List<String> shown() {
    return layout.boxes().stream().map(this::state).distinct().sorted().toList();
  }

  /** A state as people read it. */
  public static String said(String state) {
    return state.equals("unchecked") ? "no check" : state;
  }

  private static boolean isTrouble(String state) {
    return !state.equals("up") && !state.equals("unchecked");
  }

  /** One need in words. */
  public record Sentence(
      String fromSlug,
      String from,
      String fromState,
      boolean hard,
      String toSlug,
      String to,
      String toState) {
    public boolean fromTrouble() {
      return isTrouble(fromState);
    }

    public boolean toTrouble() {
      return isTrouble(toState);
    }
  }

  public List<Sentence> sentences() {
    Map<Long, DependencySql.Node> nodes = new HashMap<>();
    part.nodes().forEach(node -> nodes.put(node.id(), node));
    return part.edges().stream()
        .filter(edge -> nodes.containsKey(edge.from()) && nodes.containsKey(edge.to()))
        .map(
            edge -> {
              var from = Objects.requireNonNull(nodes.get(edge.from()));
              var to = Objects.requireNonNull(nodes.get(edge.to()));
              return new Sentence(
                  from.slug(),
                  from.name(),
                  states.getOrDefault(from.id(), "unknown"),
                  edge.isHard(),
                  to.slug(),
                  to.name(),
                  states.getOrDefault(to.id(), "unknown"));
            })
        .sorted(
            java.util.Comparator.comparing(
                    (Sentence s) -> s.from().toLowerCase(java.util.Locale.ROOT))
                .thenComparing(s -> s.to().toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  public String said() {
    return "%d services and %d needs between them, drawn from left to right: each needs what stands to its right"
        .formatted(layout.boxes().size(), layout.lines().size());
  }

  public boolean isEmpty() {
    return part.edges().isEmpty();
  }

  public boolean whole() {
    return part.whole();
  }
}
