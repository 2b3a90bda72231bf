package dev.rialto.dependencies;

import dev.rialto.catalog.Service;
import dev.rialto.platform.ListAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The graph: all of it while that can be read, else a part of it.
 *
 * @param service what it lies around; null: nothing is in the middle
 * @param typed what was asked for, which may be nobody’s name
 * @param hubs the most connected as a list, where all are too many to draw
 */
public record GraphPage(
    Graph graph,
    Choices choices,
    @Nullable Service service,
    String typed,
    int steps,
    @Nullable Hubs hubs) {
  /** A team or a capability to choose. */
  public record Choice(String slug, String name) {}

  /** What the graph can be narrowed to, and what it is. */
  public record Choices(
      List<Choice> teams,
      List<Choice> capabilities,
      @Nullable Choice team,
      @Nullable Choice capability) {
    boolean isOpen() {
      return team == null && capability == null;
    }

    public boolean isTeam(Choice choice) {
      return team != null && team.slug().equals(choice.slug());
    }

    public boolean isCapability(Choice choice) {
      return capability != null && capability.slug().equals(choice.slug());
    }

    /** What was chosen, in words; empty: nothing was. */
    String words() {
      if (team != null && capability != null) return team.name() + " for " + capability.name();
      return team != null ? team.name() : capability != null ? capability.name() : "";
    }
  }

  public boolean isWrong() {
    return service == null && !typed.isEmpty();
  }

  public boolean isNarrowed() {
    return service != null || isWrong() || !choices.isOpen();
  }

  /** The title is the answer. */
  public String title() {
    if (service != null) return "What " + service.name() + " leans on, and what leans on it";
    if (isWrong()) return "No service is called “" + typed + "”";
    if (hubs != null) return "What most others hang on";
    if (!choices.isOpen()) {
      return choices.words()
          + (graph.isEmpty() ? " needs no other service yet" : ", and what it needs");
    }
    return graph.isEmpty() ? "No service needs another yet" : "Who needs whom";
  }

  public String sub() {
    if (service != null) return steps == 1 ? "One step away" : steps + " steps away, both ways";
    if (hubs != null) {
      return graph.isEmpty()
          ? "%,d services are too many to draw at once".formatted(hubs.connected())
          : "The %d most connected of %,d services; all would be too many to draw at once"
              .formatted(graph.layout().boxes().size(), hubs.connected());
    }
    return "Each needs what stands to its right; a dashed line means it works worse without";
  }

  /** The same part of the graph on another page of its list. */
  public String page(int page) {
    return new ListAddress("/services/graph", "page", page == 1 ? null : String.valueOf(page))
        .ask("team", choices.team() == null ? null : choices.team().slug())
        .ask("capability", choices.capability() == null ? null : choices.capability().slug())
        .ask("page", null)
        .toString();
  }
}
