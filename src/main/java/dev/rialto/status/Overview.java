package dev.rialto.status;

import dev.rialto.plots.UptimeBars;
import dev.rialto.uptime.Uptime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the page says, read at one moment. Pure.
 *
 * @param incidents open ones first, then those that are over, the newest first
 */
public record Overview(
    StatusSettings settings,
    List<Shown> components,
    List<PublicIncident> incidents,
    List<Work> works,
    Instant asOf) {

  /**
   * One component as it is and was.
   *
   * @param bars ninety days; null where nothing looks at it
   * @param uptime of these days; null as well
   */
  public record Shown(
      Component component,
      Condition condition,
      @Nullable UptimeBars bars,
      @Nullable Uptime uptime) {}

  public List<PublicIncident> open() {
    return incidents.stream().filter(PublicIncident::isOpen).toList();
  }

  public List<PublicIncident> past() {
    return incidents.stream().filter(incident -> !incident.isOpen()).toList();
  }

  /** The same page about one incident and the components that it hits. */
  Overview about(PublicIncident incident) {
    var hit = components.stream().filter(it -> incident.hits(it.component())).toList();
    return new Overview(settings, hit, List.of(incident), works, asOf);
  }

  /** Planned work on a component that runs now. */
  public List<Work> running(Component component) {
    return works.stream().filter(work -> work.runsOn(component)).toList();
  }

  /**
   * As bad as the worst component, or as an incident that hits none of them; where nothing is shown
   * nobody can say that it works.
   */
  public Condition condition() {
    var best = components.isEmpty() ? Condition.UNKNOWN : Condition.WORKS;
    var worst = components.stream().map(Shown::condition).reduce(best, Condition::worse);
    return worst.worse(Condition.of(null, open(), false));
  }

  /** The answer to “is it them?”, in one sentence. */
  public String headline() {
    var worst = condition();
    if (worst == Condition.WORKS) return "Everything works";
    if (components.isEmpty() && open().isEmpty()) return "Nothing is shown here yet";
    var hit =
        components.stream()
            .filter(shown -> shown.condition() == worst)
            .map(shown -> shown.component().name())
            .toList();
    if (hit.size() == 1) return "“" + hit.getFirst() + "” " + one(worst);
    if (hit.isEmpty()) return "Something does not work as it should";
    return hit.size() + " of " + components.size() + " " + many(worst);
  }

  private static String one(Condition condition) {
    return switch (condition) {
      case NOT -> "does not work at the moment";
      case PARTLY -> "works only partly at the moment";
      case UNKNOWN -> "may or may not work: we cannot tell at the moment";
      case PLANNED -> "is being worked on, as planned";
      case WORKS -> "works";
    };
  }

  private static String many(Condition condition) {
    return switch (condition) {
      case NOT -> "do not work at the moment";
      case PARTLY -> "work only partly at the moment";
      case UNKNOWN -> "may or may not work: we cannot tell at the moment";
      case PLANNED -> "are being worked on, as planned";
      case WORKS -> "work";
    };
  }

  /** What was last told about what is wrong now. */
  public Optional<PublicIncident.Update> lastWord() {
    return open().stream()
        .flatMap(incident -> incident.updates().stream())
        .max(java.util.Comparator.comparing(PublicIncident.Update::at));
  }

  /** By when the next word is promised. */
  public Optional<Instant> nextWord() {
    return open().stream()
        .map(PublicIncident::dueAt)
        .filter(java.util.Objects::nonNull)
        .filter(due -> due.isAfter(asOf))
        .min(Instant::compareTo);
  }
}
