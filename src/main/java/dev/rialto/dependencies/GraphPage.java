package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import org.jspecify.annotations.Nullable;

/** The graph: all of it while that can be read, else the neighbourhood of one service. */
public record GraphPage(
    Graph graph, @Nullable Service service, String typed, @Nullable String wrong, int steps) {

  public String title() {
    if (service != null) return "What " + service.name() + " leans on, and what leans on it";
    if (wrong != null) return "No service is called “" + typed + "”";
    if (!graph.isEmpty()) return "Who needs whom";
    return graph.whole() ? "No service needs another yet" : "Too many to draw at once";
  }

  public String sub() {
    if (service != null) {
      return steps == 1 ? "One step away" : steps + " steps away, both ways";
    }
    return graph.whole()
        ? "Each needs what stands to its right; a dashed line means it works worse without"
        : "Choose a service to see its neighbourhood";
  }
}
