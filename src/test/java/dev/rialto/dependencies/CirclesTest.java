package dev.rialto.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A circle is found when there is one, the way shown is real, and what is left out breaks all. */
class CirclesTest {
  private static final int ROUNDS = 500;

  @Test
  void a_circle_is_found_exactly_when_a_simple_search_finds_one() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 1_000L + round;
      var edges = random(new Random(seed), 8, 12);
      var found = Circles.any(edges);
      assertThat(found.isPresent()).as("seed " + seed).isEqualTo(hasCircle(edges));
      found.ifPresent(way -> assertWay(way, edges, seed));
      found.ifPresent(
          way -> assertThat(way.getFirst()).as("seed " + seed).isEqualTo(way.getLast()));
    }
  }

  @Test
  void a_way_is_real_and_there_exactly_when_one_can_walk_it() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 9_000L + round;
      var edges = random(new Random(seed), 8, 10);
      var way = Circles.way(edges, 0, 7);
      assertThat(way.isPresent()).as("seed " + seed).isEqualTo(reachable(edges, 0).contains(7L));
      way.ifPresent(
          steps -> {
            assertWay(steps, edges, seed);
            assertThat(steps.getFirst()).isZero();
            assertThat(steps.getLast()).isEqualTo(7);
          });
    }
  }

  @Test
  void what_is_left_out_is_enough_and_none_of_it_too_much() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 20_000L + round;
      var dice = new Random(seed);
      var firm = random(dice, 8, 8).stream().filter(e -> e.from() < e.to()).toList();
      var others = new ArrayList<>(new HashSet<>(random(dice, 8, 8)));
      others.removeIf(firm::contains);
      var leftOut = Circles.leftOut(firm, others);
      var kept = new ArrayList<>(firm);
      others.stream().filter(e -> !leftOut.contains(e)).forEach(kept::add);
      assertThat(Circles.any(kept)).as("seed " + seed).isEmpty();
      for (var edge : leftOut) {
        var with = new ArrayList<>(kept);
        with.add(edge);
        assertThat(Circles.any(with)).as("seed " + seed + " without need " + edge).isPresent();
      }
    }
  }

  @Test
  void a_long_chain_overflows_nothing() {
    var chain = new ArrayList<Edge>();
    for (int i = 0; i < 100_000; i++) chain.add(new Edge(i, i + 1, Edge.HARD));
    assertThat(Circles.any(chain)).isEmpty();
    chain.add(new Edge(100_000, 0, Edge.HARD));
    assertThat(Circles.any(chain)).hasValueSatisfying(way -> assertThat(way).hasSize(100_002));
    assertThat(Circles.leftOut(chain.subList(0, 100_000), List.of(chain.getLast()))).hasSize(1);
  }

  private static List<Edge> random(Random dice, int nodes, int edges) {
    var all = new ArrayList<Edge>();
    for (int i = 0; i < edges; i++) {
      int from = dice.nextInt(nodes);
      int to = dice.nextInt(nodes);
      if (from != to) all.add(new Edge(from, to, Edge.HARD));
    }
    return all;
  }

  private static void assertWay(List<Long> way, List<Edge> edges, long seed) {
    for (int i = 0; i + 1 < way.size(); i++) {
      assertThat(edges)
          .as("seed " + seed)
          .contains(new Edge(way.get(i), way.get(i + 1), Edge.HARD));
    }
  }

  /** Take away what needs nothing until nothing can be taken: what stays stands in a circle. */
  private static boolean hasCircle(List<Edge> edges) {
    var left = new ArrayList<>(edges);
    boolean taken = true;
    while (taken) {
      var needing = new HashSet<Long>();
      left.forEach(edge -> needing.add(edge.from()));
      taken = left.removeIf(edge -> !needing.contains(edge.to()));
    }
    return !left.isEmpty();
  }

  private static Set<Long> reachable(List<Edge> edges, long from) {
    Map<Long, List<Long>> next = new HashMap<>();
    edges.forEach(e -> next.computeIfAbsent(e.from(), k -> new ArrayList<>()).add(e.to()));
    var seen = new HashSet<Long>();
    var waiting = new ArrayList<>(List.of(from));
    while (!waiting.isEmpty()) {
      long here = waiting.removeLast();
      if (seen.add(here)) waiting.addAll(next.getOrDefault(here, List.of()));
    }
    return seen;
  }
}
