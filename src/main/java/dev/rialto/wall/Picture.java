package dev.rialto.wall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that one wall shows at one moment, worst first, and what differs from another. Pure.
 *
 * @param incident the title of the gravest open incident, or null
 * @param leftOut how many more there are than one screen shows
 * @param asOf when it was read
 */
public record Picture(List<Tile> tiles, @Nullable String incident, int leftOut, Instant asOf) {
  static final int MOST_TILES = 1_000;

  /** Takes tiles in any order, and only those that one screen can hold. */
  static Picture of(List<Tile> tiles, @Nullable String incident, Instant asOf) {
    var sorted = tiles.stream().sorted(Tile.WORST_FIRST).toList();
    var shown = sorted.size() > MOST_TILES ? sorted.subList(0, MOST_TILES) : sorted;
    return new Picture(List.copyOf(shown), incident, sorted.size() - shown.size(), asOf);
  }

  /** One tile that is new or different, and which comes before it now; 0: it is the first. */
  record Placed(Tile tile, long after) {}

  /**
   * What turns one picture into the next: take away {@code gone} and every placed tile, then put
   * each placed one after the one it names, in this order.
   */
  record Change(List<Placed> placed, List<Long> gone) {}

  /** The same for the same tiles on every node; a browser says it when it comes back. */
  String mark() {
    return Integer.toHexString(Objects.hash(tiles, incident, leftOut));
  }

  long troubled() {
    return tiles.stream().filter(Tile::isTrouble).count();
  }

  /** How many stand large, as the worst ones. */
  int large() {
    return (int) Math.min(troubled(), Fit.MOST_LARGE);
  }

  /** The tiles of which no more can be read than what they are called and how they are. */
  List<Tile> bare() {
    return Fit.isBare((int) troubled(), tiles.size())
        ? tiles.subList(large(), tiles.size())
        : List.of();
  }

  /** How many are in which state, worst first; states that nobody is in are left out. */
  Map<String, Integer> tally() {
    var tally = new LinkedHashMap<String, Integer>();
    tiles.forEach(tile -> tally.merge(tile.state(), 1, Integer::sum));
    return tally;
  }

  /**
   * A tile that changed, one that others overtook, and one of which more can be read now; whatever
   * kept its place is not named.
   */
  Change since(Picture before) {
    var old = new HashMap<Long, Tile>();
    before.tiles.forEach(tile -> old.put(tile.id(), tile));
    var again = new HashSet<Long>();
    before.bare().forEach(tile -> again.add(tile.id()));
    bare().forEach(tile -> again.remove(tile.id()));
    again.addAll(moved(before));
    var placed = new ArrayList<Placed>();
    long previous = 0;
    for (var tile : tiles) {
      if (!tile.equals(old.remove(tile.id())) || again.contains(tile.id())) {
        placed.add(new Placed(tile, previous));
      }
      previous = tile.id();
    }
    return new Change(placed, List.copyOf(old.keySet()));
  }

  /**
   * The tiles that did not change and yet stand in another order than before. The order is decided
   * by the tiles alone, so there are none; but a browser that ends up wrong would stay wrong.
   */
  private HashSet<Long> moved(Picture before) {
    var places = new HashMap<Long, Integer>();
    for (int i = 0; i < before.tiles.size(); i++) {
      places.put(before.tiles.get(i).id(), i);
    }
    var moved = new HashSet<Long>();
    int last = -1;
    for (var tile : tiles) {
      var place = places.get(tile.id());
      if (place != null && tile.equals(before.tiles.get(place))) {
        if (place < last) moved.add(tile.id());
        else last = place;
      }
    }
    return moved;
  }
}
