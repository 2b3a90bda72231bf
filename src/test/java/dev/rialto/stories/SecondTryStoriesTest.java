package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes share the checks, and the second look at what fails is the other one's. */
class SecondTryStoriesTest {
  private final HttpSink shop = new HttpSink();
  private TestHouse first;
  private TestHouse second;
  private Visitor ada;
  private long id;

  @BeforeEach
  void open() {
    first = new TestHouse();
    ada = first.as("ada", "admin");
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    ada.postJson("/api/v1/services", Map.of("name", "shop", "owner", "checkout"));
    var made =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "The shop is open",
                "service",
                "shop",
                "interval_s",
                60,
                "probe",
                Map.of("type", "http", "urls", List.of(shop.url("/").toString()))));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    id = made.json().at("/check/id").asLong();
    second = TestHouse.beside(first);
    turn();
    turn();
    assertThat(holders()).isEqualTo(2);
  }

  @AfterEach
  void close() {
    second.close();
    first.close();
    shop.close();
  }

  @Test
  void where_there_are_two_nodes_the_second_try_is_the_others() {
    pass(Duration.ofMinutes(3));
    assertThat(state()).isEqualTo("up");
    shop.fails(503);
    var holder = untilItIsLookedAt();
    assertThat(secondTries()).containsExactly(false);

    holder.house.rounds.turn();
    assertThat(secondTries()).as("whoever saw it first does not look again").hasSize(1);
    assertThat(state()).isEqualTo("up");

    other(holder).house.rounds.turn();
    assertThat(secondTries()).containsExactly(false, true);
    assertThat(state()).isEqualTo("down");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).hasSize(1);
  }

  @Test
  void a_node_that_is_asked_and_does_not_come_is_not_waited_for_long() {
    pass(Duration.ofMinutes(3));
    shop.fails(503);
    var holder = untilItIsLookedAt();
    first.clock.turnTo(first.clock.instant().plusSeconds(2));
    holder.house.rounds.turn();
    assertThat(secondTries()).containsExactly(false, true);
    assertThat(state()).isEqualTo("down");
  }

  /** Both nodes, slot by slot. */
  private void pass(Duration time) {
    var end = first.clock.instant().plus(time);
    while (first.clock.instant().isBefore(end)) {
      first.clock.turnTo(first.clock.instant().plusSeconds(1));
      turn();
    }
  }

  private void turn() {
    first.house.rounds.turn();
    second.house.rounds.turn();
  }

  /** Turns the clock until one of them has seen it fail, and says which. */
  private TestHouse untilItIsLookedAt() {
    for (int i = 0; i < 70; i++) {
      first.clock.turnTo(first.clock.instant().plusSeconds(1));
      for (var node : List.of(first, second)) {
        node.house.rounds.turn();
        if (!secondTries().isEmpty()) return node;
      }
    }
    throw new AssertionError("Nobody looked at it for more than a minute");
  }

  private TestHouse other(TestHouse node) {
    return node == first ? second : first;
  }

  private String state() {
    return ada.get("/api/v1/checks/" + id).json().get("state").asText();
  }

  /** Of what failed, in order: whether it was a second try. */
  private List<Boolean> secondTries() {
    return first
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery(
                        "select second_try from check_result where verdict = 2 order by at, second_try")
                    .mapTo(Boolean.class)
                    .list());
  }

  private long holders() {
    return first
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select count(distinct node) from check_shard")
                    .mapTo(Long.class)
                    .one());
  }
}
