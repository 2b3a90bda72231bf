package dev.rialto.descriptors;

import dev.rialto.dependencies.Circles;
import dev.rialto.dependencies.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which services need which, from what descriptors say: who depends on a service cannot work
 * without it; who consumes an API works worse without whoever provides it. Pure.
 */
record Needs(Set<Edge> hard, List<Edge> soft) {

  /** Services by reference; what is not a service has none. */
  static Needs of(Collection<Tie> ties, Map<Ref, Long> services) {
    var providers = new HashMap<Ref, List<Ref>>();
    for (var tie : ties) {
      if (tie.type() == Tie.Type.PROVIDES) {
        providers.computeIfAbsent(tie.to(), key -> new ArrayList<>()).add(tie.from());
      }
    }
    var hard = new LinkedHashSet<Edge>();
    var soft = new LinkedHashSet<Edge>();
    for (var tie : ties) {
      if (tie.type() == Tie.Type.DEPENDS_ON) {
        if (tie.to().isOf("api")) {
          for (var provider : providers.getOrDefault(tie.to(), List.of())) {
            add(hard, services, tie.from(), provider, Edge.HARD);
          }
        } else {
          add(hard, services, tie.from(), tie.to(), Edge.HARD);
        }
      } else if (tie.type() == Tie.Type.CONSUMES) {
        for (var provider : providers.getOrDefault(tie.to(), List.of())) {
          add(soft, services, tie.from(), provider, Edge.SOFT);
        }
      }
    }
    soft.removeIf(edge -> hard.contains(new Edge(edge.from(), edge.to(), Edge.HARD)));
    var ordered =
        soft.stream()
            .sorted(Comparator.comparingLong(Edge::from).thenComparingLong(Edge::to))
            .toList();
    return new Needs(hard, ordered);
  }

  private static void add(Set<Edge> edges, Map<Ref, Long> services, Ref from, Ref to, String kind) {
    var one = services.get(from);
    var other = services.get(to);
    if (one != null && other != null && !one.equals(other)) edges.add(new Edge(one, other, kind));
  }

  /** A circle of what cannot do without each other, with what people said among it. */
  Optional<List<Long>> circle(Collection<Edge> byHand) {
    var all = new ArrayList<>(hard);
    all.addAll(byHand);
    return Circles.any(all);
  }

  /** What is consumed in a circle would make everybody wait for everybody: the last is left out. */
  Set<Edge> leftOut(Collection<Edge> byHand) {
    if (soft.isEmpty()) return Set.of();
    var firm = new ArrayList<>(hard);
    firm.addAll(byHand);
    return Circles.leftOut(firm, soft);
  }

  Set<Edge> wanted(Set<Edge> leftOut) {
    var wanted = new HashSet<>(hard);
    for (var edge : soft) if (!leftOut.contains(edge)) wanted.add(edge);
    return wanted;
  }
}
