package dev.rialto.board;

import dev.rialto.items.Card;
import dev.rialto.items.Items;
import dev.rialto.items.Points;
import dev.rialto.people.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a team may do later, in its order. */
public record BacklogPage(Team team, List<Line> lines, String q, Instant now) {
  /** An item of the backlog, with the name of its service. */
  record Waiting(Card card, @Nullable String service) {}

  /**
   * An item in its place.
   *
   * @param place counts from 1; 0 while only a part of the backlog is shown
   * @param kind what it is and whose: “feature, payments”
   * @param upTo what all up to here comes to; empty while only a part is shown
   */
  public record Line(Card card, int place, String kind, String upTo) {}

  static BacklogPage of(Team team, List<Waiting> waiting, String q, Instant now) {
    var lines = new ArrayList<Line>(waiting.size());
    double sum = 0;
    for (var each : waiting) {
      var points = each.card().points();
      sum += points == null ? 0 : points;
      var kind = each.card().type() + (each.service() == null ? "" : ", " + each.service());
      lines.add(
          q.isEmpty()
              ? new Line(each.card(), lines.size() + 1, kind, Points.counted(sum) + " up to here")
              : new Line(each.card(), 0, kind, ""));
    }
    return new BacklogPage(team, lines, q, now);
  }

  List<Card> cards() {
    return lines.stream().map(Line::card).toList();
  }

  public String topic() {
    return Items.topic(team.id());
  }
}
