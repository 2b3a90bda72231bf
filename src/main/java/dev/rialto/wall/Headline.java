package dev.rialto.wall;

import dev.rialto.platform.Show;
import java.util.List;

/** The one sentence above the wall: what is true now, in words for anybody. Pure. */
final class Headline {
  private Headline() {}

  static String of(Picture picture, Scope scope) {
    if (picture.incident() != null) return picture.incident();
    var tiles = picture.tiles();
    if (tiles.isEmpty()) return scope.isAll() ? "No service yet" : nothing(scope);
    var down = in(tiles, "down");
    if (!down.isEmpty()) return said(down, "is down", "services are down");
    var degraded = in(tiles, "degraded");
    if (!degraded.isEmpty()) return said(degraded, "is in trouble", "services are in trouble");
    var unknown = in(tiles, "unknown");
    if (!unknown.isEmpty()) return said(unknown, "is not heard of", "services are not heard of");
    if (!in(tiles, "unchecked").isEmpty()) return "No service is in trouble";
    int all = tiles.size() + picture.leftOut();
    return all == 1 ? tiles.getFirst().name() + " is up" : "All %,d services are up".formatted(all);
  }

  private static String nothing(Scope scope) {
    if (scope.team().isEmpty()) return "No service for “" + scope.capability() + "”";
    return scope.capability().isEmpty()
        ? "No service of “" + scope.team() + "”"
        : "No service belongs here";
  }

  private static List<Tile> in(List<Tile> tiles, String state) {
    return tiles.stream().filter(tile -> tile.state().equals(state)).toList();
  }

  private static String said(List<Tile> tiles, String one, String many) {
    return tiles.size() == 1
        ? tiles.getFirst().name() + " " + one
        : Show.plural(tiles.size(), "service", many);
  }
}
