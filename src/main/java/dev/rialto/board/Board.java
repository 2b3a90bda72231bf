package dev.rialto.board;

import dev.rialto.board.BoardSql.Row;
import dev.rialto.items.Card;
import dev.rialto.items.ItemState;
import dev.rialto.items.TeamBoard;
import dev.rialto.standing.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Cards in lanes and columns: what interrupts first, then a lane for each service. Pure. */
public record Board(List<Column> columns, List<Lane> lanes, int cards, boolean more) {

  static Board of(
      List<Row> open,
      List<Row> verified,
      List<BoardSql.Lane> services,
      Map<Long, Standing> states,
      @Nullable TeamBoard limits,
      LongPredicate mayMove) {
    Map<ItemState, List<Card>> interrupts = new EnumMap<>(ItemState.class);
    Map<ItemState, List<Card>> loose = new EnumMap<>(ItemState.class);
    var named = new LinkedHashMap<Long, Map<ItemState, List<Card>>>();
    var names = new LinkedHashMap<Long, Lane>();
    for (var service : services) {
      Map<ItemState, List<Card>> cells = new EnumMap<>(ItemState.class);
      named.put(service.id(), cells);
      names.put(
          service.id(),
          new Lane(service.name(), service.slug(), states.get(service.id()), false, cells));
    }
    var counts = new EnumMap<ItemState, Integer>(ItemState.class);
    for (var row : all(open, verified)) {
      var card = card(row, mayMove.test(row.teamId()));
      counts.merge(card.stands(), 1, Integer::sum);
      var cells = row.interrupt() ? interrupts : cells(row, named, names, loose, states);
      cells.computeIfAbsent(card.stands(), state -> new ArrayList<>()).add(card);
    }
    var lanes = new ArrayList<Lane>();
    lanes.add(Lane.without("Interrupts", true, interrupts));
    names.values().forEach(lanes::add);
    if (!loose.isEmpty()) {
      lanes.add(Lane.without("No service", false, loose));
    }
    int open0 = open.isEmpty() ? 0 : open.getFirst().ofAll();
    int done = verified.isEmpty() ? 0 : verified.getFirst().ofAll();
    var columns =
        ItemState.COLUMNS.stream()
            .map(
                state -> {
                  int shown = counts.getOrDefault(state, 0);
                  return new Column(
                      state,
                      state == ItemState.VERIFIED ? done : shown,
                      shown,
                      limits == null ? null : limits.limit(state));
                })
            .toList();
    return new Board(columns, lanes, open.size() + verified.size(), open0 > open.size());
  }

  /** How many cards say that something holds them up. */
  public long heldUp() {
    return lanes.stream()
        .flatMap(lane -> lane.cells().values().stream())
        .flatMap(List::stream)
        .filter(card -> card.blockReason() != null)
        .count();
  }

  /** Work in progress, as the head of the board counts it. */
  public boolean isEmpty() {
    return cards == 0;
  }

  static Card card(Row row, boolean mayMove) {
    return new Card(
        row.key(),
        row.title(),
        row.type(),
        row.points(),
        row.state(),
        row.stateSince(),
        row.interrupt(),
        row.incidentId(),
        row.assignee(),
        row.blockReason(),
        row.blockedSince(),
        row.version(),
        mayMove);
  }

  private static Map<ItemState, List<Card>> cells(
      Row row,
      Map<Long, Map<ItemState, List<Card>>> named,
      Map<Long, Lane> names,
      Map<ItemState, List<Card>> loose,
      Map<Long, Standing> states) {
    var id = row.serviceId();
    if (id == null || row.service() == null) {
      return loose;
    }
    var known = named.get(id);
    if (known != null) {
      return known;
    }
    // Work of this team on another team's service: a lane of its own, below.
    Map<ItemState, List<Card>> made = new EnumMap<>(ItemState.class);
    named.put(id, made);
    names.put(id, new Lane(row.service(), row.serviceSlug(), states.get(id), false, made));
    return made;
  }

  private static List<Row> all(List<Row> open, List<Row> verified) {
    var all = new ArrayList<Row>(open.size() + verified.size());
    all.addAll(open);
    all.addAll(verified);
    return all;
  }
}
