package dev.rialto.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands first on a wall, and what has to be sent for one picture to become another. */
class PictureTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:12:00Z");
  private static final List<String> STATES =
      List.of("down", "degraded", "unknown", "maintenance", "unchecked", "up");

  static Tile tile(long id, String state, @Nullable Instant since, @Nullable Integer severity) {
    return new Tile(
        id,
        "s" + id,
        "service " + id,
        3,
        "",
        state,
        state,
        since,
        "",
        "checkout",
        "Checkout",
        null,
        "Ada",
        "1." + id,
        NOW,
        severity == null ? null : 80L + severity,
        severity);
  }

  @Test
  void the_worst_state_is_first_then_the_gravest_incident_then_the_longest_trouble() {
    var minutes = NOW.minusSeconds(60);
    var hours = NOW.minusSeconds(7_200);
    var picture =
        Picture.of(
            List.of(
                tile(1, "up", null, null),
                tile(2, "maintenance", minutes, null),
                tile(3, "down", minutes, null),
                tile(4, "down", hours, null),
                tile(5, "down", minutes, 1),
                tile(6, "unknown", hours, null),
                tile(7, "degraded", hours, null),
                tile(8, "up", null, 4)),
            null,
            NOW);
    assertThat(picture.tiles())
        .extracting(Tile::id)
        .containsExactly(5L, 4L, 3L, 7L, 6L, 2L, 8L, 1L);
    assertThat(picture.troubled()).isEqualTo(5);
    assertThat(picture.tally().toString())
        .isEqualTo("{down=3, degraded=1, unknown=1, maintenance=1, up=2}");
  }

  @Test
  void one_screen_holds_a_thousand_and_says_how_many_it_leaves_out() {
    var many = new ArrayList<Tile>();
    for (int i = 1; i <= 1_200; i++) many.add(tile(i, i == 1_200 ? "down" : "up", null, null));
    var picture = Picture.of(many, null, NOW);
    assertThat(picture.tiles()).hasSize(1_000);
    assertThat(picture.tiles().getFirst().id()).isEqualTo(1_200);
    assertThat(picture.leftOut()).isEqualTo(200);
  }

  @Test
  void the_sentence_above_is_what_is_true() {
    assertThat(said()).isEqualTo("No service yet");
    assertThat(Headline.of(Picture.of(List.of(), null, NOW), new Scope("shop", "")))
        .isEqualTo("No service of “shop”");
    assertThat(Headline.of(Picture.of(List.of(), null, NOW), new Scope("", "nothing")))
        .isEqualTo("No service for “nothing”");
    assertThat(said(tile(1, "up", null, null))).isEqualTo("service 1 is up");
    assertThat(said(tile(1, "up", null, null), tile(2, "maintenance", NOW, null)))
        .isEqualTo("All 2 services are up");
    assertThat(said(tile(1, "up", null, null), tile(2, "unchecked", null, null)))
        .as("nothing is wrong, but not everything is looked at")
        .isEqualTo("No service is in trouble");
    assertThat(said(tile(1, "down", NOW, null), tile(2, "degraded", NOW, null)))
        .isEqualTo("service 1 is down");
    assertThat(said(tile(1, "degraded", NOW, null), tile(2, "degraded", NOW, null)))
        .isEqualTo("2 services are in trouble");
    assertThat(said(tile(1, "unknown", NOW, null))).isEqualTo("service 1 is not heard of");
    assertThat(Headline.of(Picture.of(List.of(), "Customers cannot pay", NOW), Scope.ALL))
        .isEqualTo("Customers cannot pay");
  }

  private static String said(Tile... tiles) {
    return Headline.of(Picture.of(List.of(tiles), null, NOW), Scope.ALL);
  }

  /** As wall.js does it: the browser must end with what the server sees, whatever happened. */
  @Test
  void what_is_sent_turns_any_picture_into_any_other() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var before = any(random);
      var after = random.nextBoolean() ? any(random) : like(before, random);
      assertThat(applied(before, after.since(before)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(after.tiles());
    }
  }

  @Test
  void what_did_not_change_is_not_sent() {
    var before =
        Picture.of(
            List.of(
                tile(1, "up", null, null), tile(2, "up", null, null), tile(3, "up", null, null)),
            null,
            NOW);
    assertThat(before.since(before).placed()).isEmpty();
    var after =
        Picture.of(
            List.of(
                tile(1, "up", null, null), tile(2, "up", null, null), tile(3, "down", NOW, null)),
            null,
            NOW);
    var change = after.since(before);
    assertThat(change.gone()).isEmpty();
    assertThat(change.placed()).hasSize(1);
    assertThat(change.placed().getFirst().after()).isZero();
    assertThat(after.mark()).isNotEqualTo(before.mark());
    assertThat(after.mark()).isEqualTo(Picture.of(after.tiles(), null, NOW.plusSeconds(9)).mark());
  }

  /** A tile that moves up among the large ones, or gets more room, is sent with all it has. */
  @Test
  void what_had_no_room_is_sent_when_it_has() {
    var crowd = new ArrayList<Tile>();
    for (int id = 1; id <= 1_000; id++) {
      crowd.add(
          tile(id, id <= 13 ? "down" : "up", id <= 13 ? NOW.minusSeconds(99 - id) : null, null));
    }
    var before = Picture.of(crowd, null, NOW);
    assertThat(before.bare()).hasSize(988);
    crowd.set(0, tile(1, "up", null, null));
    var after = Picture.of(crowd, null, NOW);
    assertThat(after.since(before).placed())
        .extracting(p -> p.tile().id())
        .containsExactly(13L, 1L);

    var few = Picture.of(crowd.subList(0, 20), null, NOW);
    assertThat(few.bare()).isEmpty();
    assertThat(few.since(after).placed())
        .extracting(p -> p.tile().id())
        .containsExactlyInAnyOrderElementsOf(
            few.tiles().stream()
                .filter(tile -> after.bare().contains(tile))
                .map(Tile::id)
                .toList());
    assertThat(after.since(few).placed()).hasSize(980);
  }

  private static Picture any(Random random) {
    var tiles = new ArrayList<Tile>();
    for (int id = 1; id <= 12; id++) {
      if (random.nextInt(4) > 0) tiles.add(random(id, random));
    }
    Collections.shuffle(tiles, random);
    return Picture.of(tiles, null, NOW);
  }

  private static Picture like(Picture other, Random random) {
    var tiles = new ArrayList<>(other.tiles());
    if (!tiles.isEmpty()) {
      int at = random.nextInt(tiles.size());
      tiles.set(at, random(tiles.get(at).id(), random));
    }
    return Picture.of(tiles, null, NOW);
  }

  private static Tile random(long id, Random random) {
    var state = STATES.get(random.nextInt(STATES.size()));
    return tile(
        id,
        state,
        state.equals("up") ? null : NOW.minusSeconds(random.nextInt(3)),
        random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null);
  }

  private static List<Tile> applied(Picture before, Picture.Change change) {
    var tiles = new ArrayList<>(before.tiles());
    tiles.removeIf(
        tile ->
            change.gone().contains(tile.id())
                || change.placed().stream().anyMatch(p -> p.tile().id() == tile.id()));
    for (var placed : change.placed()) {
      int at = 0;
      while (placed.after() != 0 && tiles.get(at++).id() != placed.after()) {
        assertThat(at).isLessThan(tiles.size());
      }
      tiles.add(at, placed.tile());
    }
    return tiles;
  }
}
