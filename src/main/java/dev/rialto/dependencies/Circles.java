package dev.rialto.dependencies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the way round, if there is one: a circle of needs would make everybody wait for everybody.
 * Built for half a million edges: numbers in arrays, and no recursion that could overflow. Pure.
 */
public final class Circles {
  private final Map<Long, Integer> indexes = new HashMap<>();
  private final long[] ids;
  private final int[] firstOut;
  private final int[] out;

  private Circles(Collection<Edge> edges) {
    for (var edge : edges) {
      indexes.putIfAbsent(edge.from(), indexes.size());
      indexes.putIfAbsent(edge.to(), indexes.size());
    }
    ids = new long[indexes.size()];
    indexes.forEach((id, index) -> ids[index] = id);
    firstOut = new int[ids.length + 1];
    for (var edge : edges) firstOut[index(edge.from()) + 1]++;
    for (int i = 0; i < ids.length; i++) firstOut[i + 1] += firstOut[i];
    out = new int[edges.size()];
    var next = Arrays.copyOf(firstOut, ids.length);
    for (var edge : edges) out[next[index(edge.from())]++] = index(edge.to());
  }

  private int index(long id) {
    var index = indexes.get(id);
    if (index == null) throw new IllegalArgumentException("No such node: " + id);
    return index;
  }

  /** Some circle among these edges, its first node said again at the end. */
  public static Optional<List<Long>> any(Collection<Edge> edges) {
    return new Circles(edges).any();
  }

  /** The way from one node to another, both named, if there is one: the shortest. */
  public static Optional<List<Long>> way(Collection<Edge> edges, long from, long to) {
    var next = new HashMap<Long, List<Long>>();
    for (var edge : edges) {
      next.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge.to());
    }
    var came = new HashMap<Long, Long>();
    var waiting = new ArrayDeque<>(List.of(from));
    came.put(from, from);
    while (!waiting.isEmpty()) {
      long here = waiting.remove();
      if (here == to) return Optional.of(back(came, from, to));
      for (long there : next.getOrDefault(here, List.of())) {
        if (came.putIfAbsent(there, here) == null) waiting.add(there);
      }
    }
    return Optional.empty();
  }

  private static List<Long> back(Map<Long, Long> came, long from, long to) {
    var way = new ArrayList<Long>();
    for (Long at = to; at != null; at = at == from ? null : came.get(at)) way.add(at);
    Collections.reverse(way);
    return List.copyOf(way);
  }

  /**
   * The firm edges and as many of the others as close no circle, taken in order. The firm ones must
   * be free of circles already.
   */
  public static Set<Edge> leftOut(Collection<Edge> firm, List<Edge> others) {
    var all = new ArrayList<>(firm);
    all.addAll(others);
    var inCircles = new Circles(all).nodesInCircles();
    if (inCircles.isEmpty()) return Set.of();
    // Only edges inside a knot can close a circle; there are few, so each may be tried by itself.
    var kept = new ArrayList<Edge>();
    for (var edge : firm) if (inside(inCircles, edge)) kept.add(edge);
    var leftOut = new HashSet<Edge>();
    for (var edge : others) {
      if (!inside(inCircles, edge)) continue;
      if (way(kept, edge.to(), edge.from()).isPresent()) leftOut.add(edge);
      else kept.add(edge);
    }
    return leftOut;
  }

  private static boolean inside(Map<Long, Integer> knots, Edge edge) {
    var knot = knots.get(edge.from());
    return knot != null && knot.equals(knots.get(edge.to()));
  }

  private Optional<List<Long>> any() {
    var seen = new byte[ids.length]; // 0 not yet, 1 on the way here, 2 known to be free of circles
    var way = new int[ids.length];
    var at = Arrays.copyOf(firstOut, ids.length);
    for (int start = 0; start < ids.length; start++) {
      if (seen[start] != 0) continue;
      int depth = 0;
      way[depth] = start;
      seen[start] = 1;
      while (depth >= 0) {
        int here = way[depth];
        if (at[here] == firstOut[here + 1]) {
          seen[here] = 2;
          depth--;
          continue;
        }
        int there = out[at[here]++];
        if (seen[there] == 1) return Optional.of(circle(way, depth, there));
        if (seen[there] == 0) {
          seen[there] = 1;
          way[++depth] = there;
        }
      }
    }
    return Optional.empty();
  }

  private List<Long> circle(int[] way, int depth, int closing) {
    var circle = new ArrayList<Long>();
    int from = depth;
    while (way[from] != closing) from--;
    for (int i = from; i <= depth; i++) circle.add(ids[way[i]]);
    circle.add(ids[closing]);
    return List.copyOf(circle);
  }

  /**
   * Which knot each node is tied into; nodes that are in none are missing. Tarjan's strongly
   * connected components, with a stack of its own.
   */
  private Map<Long, Integer> nodesInCircles() {
    int n = ids.length;
    var number = new int[n];
    var low = new int[n];
    var onStack = new boolean[n];
    var stack = new int[n];
    var way = new int[n];
    var at = Arrays.copyOf(firstOut, n);
    int counted = 0;
    int height = 0;
    int knots = 0;
    var tied = new HashMap<Long, Integer>();
    for (int start = 0; start < n; start++) {
      if (number[start] != 0) continue;
      int depth = 0;
      way[0] = start;
      number[start] = low[start] = ++counted;
      stack[height++] = start;
      onStack[start] = true;
      while (depth >= 0) {
        int here = way[depth];
        if (at[here] < firstOut[here + 1]) {
          int there = out[at[here]++];
          if (number[there] == 0) {
            number[there] = low[there] = ++counted;
            stack[height++] = there;
            onStack[there] = true;
            way[++depth] = there;
          } else if (onStack[there]) {
            low[here] = Math.min(low[here], number[there]);
          }
          continue;
        }
        if (low[here] == number[here]) {
          int size = 0;
          int from = height;
          do {
            onStack[stack[--from]] = false;
            size++;
          } while (stack[from] != here);
          if (size > 1) {
            for (int i = from; i < height; i++) tied.put(ids[stack[i]], knots);
            knots++;
          }
          height = from;
        }
        if (--depth >= 0) low[way[depth]] = Math.min(low[way[depth]], low[here]);
      }
    }
    return tied;
  }
}
