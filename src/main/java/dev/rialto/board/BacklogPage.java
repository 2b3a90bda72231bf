package dev.rialto.board;

import dev.rialto.items.Card;
import dev.rialto.items.Items;
import dev.rialto.people.Team;
import java.time.Instant;
import java.util.List;

/** What a team may do later, in its order. */
public record BacklogPage(Team team, List<Card> cards, String q, Instant now) {
  public String topic() {
    return Items.topic(team.id());
  }
}
