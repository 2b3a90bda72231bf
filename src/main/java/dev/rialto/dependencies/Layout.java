package dev.rialto.dependencies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts services into columns, so that every arrow goes from left to right, and orders each column
 * so that few arrows cross: layers by the longest way, order by the mean of the neighbours
 * (Sugiyama's method). A drawing library was refused: all of them want a browser or a native
 * program. Pure.
 */
public record Layout(int width, int height, List<Box> boxes, List<Line> lines) {
  static final int BOX_HEIGHT = 36;

  /** From the padding to the name: the shape of the state stands before it. */
  public static final int SHAPE = 14;

  static final int ROW = 52;

  /** How wide things are: on a page of its own, and in the narrow column beside a page. */
  record Measure(int gap, int margin, int narrowest, int padding, int longestLabel) {
    static final Measure WIDE = new Measure(44, 8, 72, 10, 24);
    static final Measure NARROW = new Measure(10, 2, 44, 7, 12);
  }

  /** What one letter takes on average, at twelve pixels. */
  static final double LETTER = 6.8;

  private static final int SWEEPS = 6;

  /** One service: where its box stands and what is written in it. */
  public record Box(
      long id, String slug, String name, String label, int x, int y, int width, int padding) {}

  /** One need: the path of its curve. */
  public record Line(Edge edge, String path) {}

  /** A place in a column: a service, or the bend of a line that passes by. */
  private static final class Place {
    final long id; // 0 for a bend
    final int column;
    final List<Place> left = new ArrayList<>();
    final List<Place> right = new ArrayList<>();
    double order;

    Place(long id, int column) {
      this.id = id;
      this.column = column;
    }
  }

  static Layout of(Collection<DependencySql.Node> nodes, Collection<Edge> edges, Measure measure) {
    var columnOf = columns(nodes, edges);
    int columns = columnOf.values().stream().mapToInt(c -> c + 1).max().orElse(0);
    var rows = new ArrayList<List<Place>>();
    for (int i = 0; i < columns; i++) rows.add(new ArrayList<>());
    var places = new LinkedHashMap<Long, Place>();
    for (var node : nodes) {
      var place = new Place(node.id(), columnOf.getOrDefault(node.id(), 0));
      places.put(node.id(), place);
      rows.get(place.column).add(place);
    }
    var ways = new LinkedHashMap<Edge, List<Place>>();
    for (var edge : edges) ways.put(edge, way(edge, places, rows));
    order(rows);
    return draw(nodes, rows, ways, measure);
  }

  /** The longest way from the left; edges are free of circles, so this ends. */
  private static Map<Long, Integer> columns(
      Collection<DependencySql.Node> nodes, Collection<Edge> edges) {
    var column = new HashMap<Long, Integer>();
    nodes.forEach(node -> column.put(node.id(), 0));
    boolean moved = true;
    for (int round = 0; moved && round <= nodes.size(); round++) {
      moved = false;
      for (var edge : edges) {
        int wanted = column.getOrDefault(edge.from(), 0) + 1;
        if (column.getOrDefault(edge.to(), 0) < wanted) {
          column.put(edge.to(), wanted);
          moved = true;
        }
      }
    }
    // Whoever needs something stands directly left of it, not at the far end.
    for (int round = 0; round < nodes.size(); round++) {
      boolean pulled = false;
      for (var node : nodes) {
        int nearest =
            edges.stream()
                .filter(edge -> edge.from() == node.id())
                .mapToInt(edge -> column.getOrDefault(edge.to(), 0) - 1)
                .min()
                .orElse(-1);
        if (nearest > column.getOrDefault(node.id(), 0)) {
          column.put(node.id(), nearest);
          pulled = true;
        }
      }
      if (!pulled) break;
    }
    return column;
  }

  private static List<Place> way(Edge edge, Map<Long, Place> places, List<List<Place>> rows) {
    var from = places.get(edge.from());
    var to = places.get(edge.to());
    var way = new ArrayList<Place>();
    if (from == null || to == null) return way;
    way.add(from);
    for (int column = from.column + 1; column < to.column; column++) {
      var bend = new Place(0, column);
      rows.get(column).add(bend);
      way.add(bend);
    }
    way.add(to);
    for (int i = 0; i + 1 < way.size(); i++) {
      way.get(i).right.add(way.get(i + 1));
      way.get(i + 1).left.add(way.get(i));
    }
    return way;
  }

  private static void order(List<List<Place>> rows) {
    rows.forEach(Layout::number);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        var row = rows.get(rightwards ? i : rows.size() - 1 - i);
        for (var place : row) {
          var beside = rightwards ? place.left : place.right;
          place.order = beside.stream().mapToDouble(p -> p.order).average().orElse(place.order);
        }
        row.sort(Comparator.comparingDouble(place -> place.order));
        number(row);
      }
    }
  }

  /** Middles stand level, so that a column of one stands beside the middle of a column of three. */
  private static void number(List<Place> row) {
    for (int i = 0; i < row.size(); i++) row.get(i).order = i - (row.size() - 1) / 2.0;
  }

  private static Layout draw(
      Collection<DependencySql.Node> nodes,
      List<List<Place>> rows,
      Map<Edge, List<Place>> ways,
      Measure measure) {
    var byId = new HashMap<Long, DependencySql.Node>();
    nodes.forEach(node -> byId.put(node.id(), node));
    int tallest = rows.stream().mapToInt(List::size).max().orElse(1);
    int height = tallest * ROW + 2 * measure.margin() - (ROW - BOX_HEIGHT);
    var lefts = new int[rows.size()];
    var widths = new int[rows.size()];
    int x = measure.margin();
    for (int i = 0; i < rows.size(); i++) {
      lefts[i] = x;
      widths[i] = width(rows.get(i), byId, measure);
      x += widths[i] + measure.gap();
    }
    var boxes = new ArrayList<Box>();
    for (var row : rows) {
      for (var place : row) {
        var node = byId.get(place.id);
        if (node == null) continue;
        boxes.add(
            new Box(
                node.id(),
                node.slug(),
                node.name(),
                label(node.name(), measure),
                lefts[place.column],
                middle(place, height) - BOX_HEIGHT / 2,
                widths[place.column],
                measure.padding()));
      }
    }
    var lines = new ArrayList<Line>();
    ways.forEach((edge, way) -> lines.add(new Line(edge, path(way, lefts, widths, height))));
    int width = Math.max(x - measure.gap() + measure.margin(), 2 * measure.margin());
    return new Layout(width, height, boxes, lines);
  }

  private static int width(List<Place> row, Map<Long, DependencySql.Node> byId, Measure measure) {
    int longest =
        row.stream()
            .map(place -> byId.get(place.id))
            .filter(java.util.Objects::nonNull)
            .mapToInt(node -> label(node.name(), measure).length())
            .max()
            .orElse(0);
    int written = (int) Math.ceil(longest * LETTER);
    return Math.max(measure.narrowest(), written + 2 * measure.padding() + SHAPE);
  }

  private static int middle(Place place, int height) {
    return (int) Math.round(height / 2.0 + place.order * ROW);
  }

  private static String path(List<Place> way, int[] lefts, int[] widths, int height) {
    var path = new StringBuilder();
    for (int i = 0; i + 1 < way.size(); i++) {
      var from = way.get(i);
      var to = way.get(i + 1);
      int x1 = lefts[from.column] + widths[from.column];
      int y1 = middle(from, height);
      int x2 = lefts[to.column];
      int y2 = middle(to, height);
      int bend = (x1 + x2) / 2;
      path.append(path.isEmpty() ? "M%d %d".formatted(x1, y1) : "L%d %d".formatted(x1, y1));
      path.append("C%d %d %d %d %d %d".formatted(bend, y1, bend, y2, x2, y2));
    }
    return path.toString();
  }

  static String label(String name, Measure measure) {
    int longest = measure.longestLabel();
    return name.codePointCount(0, name.length()) <= longest
        ? name
        : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
