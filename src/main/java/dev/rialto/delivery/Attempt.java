package dev.rialto.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transitions of one deployment, in their order, and what they come to together. Pure. */
record Attempt(List<Event> events) {
  /** A start this long after the one before, with no end between, is a new try. */
  static final Duration PATIENCE = Duration.ofHours(6);

  /** The same end told again so soon is an echo: a client that tried its request twice. */
  static final Duration ECHO = Duration.ofMinutes(5);

  /** Where the sender numbers nothing, tries are told apart by their own times. */
  static List<Attempt> of(Collection<Event> told, boolean numbered) {
    var all = new ArrayList<List<Event>>();
    List<Event> open = null;
    List<Event> takenBack = null;
    for (var event : told.stream().sorted(Event.ORDER).toList()) {
      if (event.step() == Step.ROLLED_BACK) {
        // What was taken back is over; taking it back is a deployment of its own.
        if (takenBack == null || event.at().isAfter(takenBack.getLast().at().plus(ECHO))) {
          takenBack = begin(all);
          open = numbered ? open : null;
        }
        takenBack.add(event);
      } else {
        if (open == null || (!numbered && begins(event, open))) {
          open = begin(all);
        }
        open.add(event);
      }
    }
    return all.stream().map(Attempt::new).filter(a -> a.step() != Step.NOTED).toList();
  }

  private static List<Event> begin(List<List<Event>> all) {
    var begun = new ArrayList<Event>();
    all.add(begun);
    return begun;
  }

  private static boolean begins(Event event, List<Event> open) {
    var so = new Attempt(open);
    var ended = so.endedAt();
    return switch (event.step()) {
      case WAITING, STARTED -> ended != null || so.wasLeftBehind(event.at());
      case CANCELLED, SUCCEEDED, FAILED ->
          ended != null && (so.step() != event.step() || event.at().isAfter(ended.plus(ECHO)));
      case NOTED, ROLLED_BACK -> false;
    };
  }

  /** What never began may wait for days; what runs for so long was given up. */
  private boolean wasLeftBehind(Instant at) {
    return events.stream().anyMatch(event -> event.step() == Step.STARTED)
        && at.isAfter(startedAt().plus(PATIENCE));
  }

  /** Where it stands: the last transition that means anything. */
  Step step() {
    return events.stream()
        .map(Event::step)
        .filter(step -> step != Step.NOTED)
        .reduce(Step.NOTED, (before, after) -> after);
  }

  Instant startedAt() {
    return events.stream()
        .filter(event -> event.step() != Step.NOTED)
        .findFirst()
        .orElseGet(events::getFirst)
        .at();
  }

  /** When its end was first told; null while it runs. */
  @Nullable Instant endedAt() {
    var step = step();
    if (!step.ends()) {
      return null;
    }
    Instant first = null;
    for (var event : events) {
      if (event.step() == step) {
        first = first == null ? event.at() : first;
      } else if (event.step() != Step.NOTED) {
        first = null;
      }
    }
    return first;
  }

  /** What went out: the version, or the commit where there is no version. */
  String named() {
    var version = latest(Event::version);
    return version.isEmpty() ? latest(Event::sha) : version;
  }

  String sha() {
    return latest(Event::sha);
  }

  String url() {
    return latest(Event::url);
  }

  String detail() {
    return latest(Event::detail);
  }

  /** Who set it going. */
  String by() {
    return events.stream().map(Event::by).filter(by -> !by.isEmpty()).findFirst().orElse("");
  }

  private String latest(Function<Event, String> of) {
    return events.reversed().stream().map(of).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }
}
