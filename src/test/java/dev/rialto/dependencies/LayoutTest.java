package dev.rialto.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every arrow goes to the right, no box lies on another, and everything is inside the picture. */
class LayoutTest {
  @Test
  void a_random_graph_without_circles_can_be_read() {
    for (int round = 0; round < 200; round++) {
      long seed = 300L + round;
      var dice = new Random(seed);
      var nodes = new ArrayList<DependencySql.Node>();
      int n = 2 + dice.nextInt(25);
      for (int i = 1; i <= n; i++) {
        nodes.add(
            new DependencySql.Node(i, "s" + i, "service-" + "x".repeat(dice.nextInt(40)) + i));
      }
      var edges = new ArrayList<Edge>();
      for (int from = 1; from < n; from++) {
        for (int to = from + 1; to <= n; to++) {
          if (dice.nextInt(6) == 0) edges.add(new Edge(from, to, Edge.HARD));
        }
      }
      var measure = round % 2 == 0 ? Layout.Measure.WIDE : Layout.Measure.NARROW;
      var layout = Layout.of(nodes, edges, measure);
      assertThat(layout.boxes()).as("seed " + seed).hasSize(n);
      assertThat(layout.lines()).as("seed " + seed).hasSize(edges.size());
      var byId = new HashMap<Long, Layout.Box>();
      layout.boxes().forEach(box -> byId.put(box.id(), box));
      for (var edge : edges) {
        var from = Objects.requireNonNull(byId.get(edge.from()));
        var to = Objects.requireNonNull(byId.get(edge.to()));
        assertThat(from.x() + from.width()).as("seed " + seed + " " + edge).isLessThan(to.x());
      }
      apart(layout.boxes(), layout, seed);
    }
  }

  private static void apart(List<Layout.Box> boxes, Layout layout, long seed) {
    for (var one : boxes) {
      assertThat(one.x()).as("seed " + seed).isNotNegative();
      assertThat(one.y()).as("seed " + seed).isNotNegative();
      assertThat(one.x() + one.width()).as("seed " + seed).isLessThanOrEqualTo(layout.width());
      assertThat(one.y() + Layout.BOX_HEIGHT)
          .as("seed " + seed)
          .isLessThanOrEqualTo(layout.height());
      for (var other : boxes) {
        boolean overlap =
            one.id() != other.id()
                && one.x() == other.x()
                && Math.abs(one.y() - other.y()) < Layout.BOX_HEIGHT;
        assertThat(overlap).as("seed " + seed + ": " + one + " and " + other).isFalse();
      }
    }
  }
}
