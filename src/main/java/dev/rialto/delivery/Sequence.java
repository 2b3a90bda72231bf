package dev.rialto.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the deployments of one service in one environment are to each other: which version runs, and
 * which arrival was a first one, the same again, or a way back. Pure, and the same for any order in
 * which they were told.
 */
final class Sequence {
  /** One deployment as told; the key is its own and breaks ties between equal times. */
  record Link(
      long id, String key, Step step, String named, Instant startedAt, @Nullable Instant endedAt) {
    private Instant at() {
      return endedAt == null ? startedAt : endedAt;
    }
  }

  enum Kind {
    DEPLOYMENT,
    REDEPLOY,
    ROLLBACK
  }

  /** What it came to among its neighbours. */
  record Verdict(
      String version,
      Step step,
      Kind kind,
      @Nullable Instant finishedAt,
      @Nullable String previousVersion) {}

  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::at)
          .thenComparing(Link::step)
          .thenComparing(Link::startedAt)
          .thenComparing(Link::key);

  private final Map<Long, Verdict> verdicts = new LinkedHashMap<>();

  /** Every version that ran, by its first arrival, and the order in which they came to run. */
  private final Map<String, Integer> firstArrivals = new HashMap<>();

  private final List<String> arrivals = new ArrayList<>();
  private final List<Link> running = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  private Sequence() {}

  static Map<Long, Verdict> of(List<Link> links) {
    var sequence = new Sequence();
    links.stream().sorted(ORDER).forEach(sequence::take);
    return sequence.verdicts;
  }

  private void take(Link link) {
    switch (link.step()) {
      case STARTED, NOTED -> {
        running.add(link);
        judge(link, link.named(), Step.STARTED, kind(link.named()), null, current());
      }
      case WAITING -> {
        running.add(link);
        judge(link, link.named(), Step.WAITING, kind(link.named()), null, current());
      }
      case CANCELLED ->
          judge(link, link.named(), Step.CANCELLED, kind(link.named()), link.endedAt(), current());
      case FAILED -> {
        failed.add(link.named());
        judge(link, link.named(), Step.FAILED, kind(link.named()), link.endedAt(), current());
      }
      case SUCCEEDED -> {
        judge(link, link.named(), Step.SUCCEEDED, kind(link.named()), link.endedAt(), current());
        arrive(link.named());
      }
      case ROLLED_BACK -> takeBack(link);
    }
  }

  /**
   * “Rolled back” may name what was taken back or what runs again; what ran before says which of
   * the two it was.
   */
  private void takeBack(Link link) {
    var named = link.named();
    var current = current();
    boolean ranEarlier = firstArrivals.containsKey(named) && !named.equals(current);
    boolean onItsWay = running.removeIf(open -> endedBy(open, link));
    String target;
    if (onItsWay) {
      target = current;
    } else if (named.equals(current)) {
      target = before(named);
    } else if (ranEarlier) {
      target = named;
    } else {
      // With nothing known from before, what is named is believed to run; unless it failed.
      target = current != null || failed.contains(named) ? current : named;
    }
    judge(
        link,
        target == null ? "" : target,
        Step.SUCCEEDED,
        Kind.ROLLBACK,
        link.endedAt(),
        named.equals(target) ? current : named);
    if (target != null) {
      arrive(target);
    }
  }

  /** A deployment under way that is taken back has failed, at that moment. */
  private boolean endedBy(Link open, Link taken) {
    if (!open.named().equals(taken.named())) {
      return false;
    }
    var so = Objects.requireNonNull(verdicts.get(open.id()));
    judge(open, so.version(), Step.FAILED, so.kind(), taken.endedAt(), so.previousVersion());
    return true;
  }

  private void judge(
      Link link,
      String version,
      Step step,
      Kind kind,
      @Nullable Instant finishedAt,
      @Nullable String previous) {
    verdicts.put(link.id(), new Verdict(version, step, kind, finishedAt, previous));
  }

  private @Nullable String current() {
    return arrivals.isEmpty() ? null : arrivals.getLast();
  }

  /** What ran before a version came. */
  private @Nullable String before(String version) {
    for (var arrival : arrivals.reversed()) {
      if (!arrival.equals(version)) {
        return arrival;
      }
    }
    return null;
  }

  private void arrive(String version) {
    if (!version.isEmpty()) {
      firstArrivals.putIfAbsent(version, firstArrivals.size());
      arrivals.add(version);
    }
  }

  private Kind kind(String version) {
    var first = firstArrivals.get(version);
    var current = current();
    if (version.isEmpty() || first == null || current == null) {
      return Kind.DEPLOYMENT;
    }
    // Forward again to what came later than what runs is no way back.
    return first < firstArrivals.getOrDefault(current, 0) ? Kind.ROLLBACK : Kind.REDEPLOY;
  }
}
