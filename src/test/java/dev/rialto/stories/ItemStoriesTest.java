package dev.rialto.stories;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work has one order, a history, and nobody's step is lost. */
class ItemStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "member");
  private final Visitor mirela = house.as("mirela", "member");

  @BeforeEach
  void two_teams() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    mirela.postJson("/api/v1/teams", Map.of("name", "Catalogue"));
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_item_is_called_after_its_team_and_keeps_that() {
    var first = made("Pay in two taps", "backlog");
    assertThat(first.get("key").asText()).isEqualTo("CHK-1");
    var board = ada.get("/api/v1/teams/checkout/board").json();
    var changed =
        ada.putJson(
            "/api/v1/teams/checkout/board",
            Map.of("prefix", "PAY", "in_progress", 3, "version", board.get("version").asInt()));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(made("Refunds", "backlog").get("key").asText()).isEqualTo("PAY-2");
    assertThat(ada.get("/api/v1/items/CHK-1").status()).isEqualTo(200);
    var catalogue = mirela.get("/api/v1/teams/catalogue/board").json();
    var taken =
        mirela.putJson(
            "/api/v1/teams/catalogue/board",
            Map.of("prefix", "PAY", "version", catalogue.get("version").asInt()));
    assertThat(taken.status()).isEqualTo(422);
    assertThat(
            ada.putJson("/api/v1/teams/checkout/board", Map.of("prefix", "pay", "version", 2))
                .json()
                .get("errors")
                .findValuesAsText("field"))
        .containsExactly("prefix");
  }

  @Test
  void anybody_asks_but_only_the_team_moves() {
    var asked =
        mirela.postJson(
            "/api/v1/items",
            Map.of("team", "checkout", "title", "A place to test", "type", "request"));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    assertThat(asked.json().get("interrupt").asBoolean()).isTrue();
    var onBoard =
        mirela.postJson(
            "/api/v1/items",
            Map.of("team", "checkout", "title", "Now!", "type", "request", "state", "ready"));
    assertThat(onBoard.status()).isEqualTo(422);
    var key = asked.json().get("key").asText();
    assertThat(
            mirela
                .postJson("/api/v1/items/" + key + "/move", Map.of("state", "ready", "version", 1))
                .status())
        .isEqualTo(403);
    assertThat(move(key, "ready", 1).status()).isEqualTo(200);
  }

  @Test
  void where_it_was_and_what_held_it_up_are_intervals() {
    var key = made("Pay in two taps", "ready").get("key").asText();
    house.fastForward(java.time.Duration.ofMinutes(30));
    move(key, "in_progress", 1);
    house.fastForward(java.time.Duration.ofMinutes(10));
    var blocked =
        ada.putJson(
            "/api/v1/items/" + key + "/block",
            Map.of("reason", "waits for Platform: vault path", "version", 2));
    assertThat(blocked.status()).as(blocked.body()).isEqualTo(200);
    assertThat(blocked.json().get("blocked").asText()).startsWith("waits for Platform");
    house.fastForward(java.time.Duration.ofMinutes(20));
    assertThat(
            ada.delete("/api/v1/items/" + key + "/block?version=3").json().get("blocked").isNull())
        .isTrue();
    move(key, "verified", 4);
    var whole = ada.get("/api/v1/items/" + key).json();
    assertThat(whole.get("states").findValuesAsText("state"))
        .containsExactly("verified", "in_progress", "ready");
    assertThat(whole.at("/states/1/from_at").asText()).isEqualTo("2026-11-17T14:30:00Z");
    assertThat(whole.at("/states/1/to_at").asText()).isEqualTo("2026-11-17T15:00:00Z");
    assertThat(whole.at("/blocks/0/from_at").asText()).isEqualTo("2026-11-17T14:40:00Z");
    assertThat(whole.at("/blocks/0/to_at").asText()).isEqualTo("2026-11-17T15:00:00Z");
    assertThat(whole.at("/item/done_at").asText()).isEqualTo("2026-11-17T15:00:00Z");
    assertThat(whole.get("origins").findValuesAsText("origin")).containsExactly("manual");
  }

  @Test
  void a_stale_move_is_answered_with_the_fresh_card_and_keeps_what_was_wanted() {
    var key = made("Pay in two taps", "ready").get("key").asText();
    move(key, "in_progress", 1);
    var stale = move(key, "in_review", 1);
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json().get("detail").asText()).contains("In progress").contains("version 2");
    var page = ada.post("/items/" + key + "/move", Map.of("version", "1", "state", "deploying"));
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body())
        .contains("Someone was faster")
        .contains("value=\"deploying\" selected")
        .contains("name=\"version\" value=\"2\"");
    var script =
        house
            .as("ada", "member")
            .with("HX-Request", "true")
            .post("/items/" + key + "/move", Map.of("version", "1", "state", "deploying"));
    assertThat(script.status()).isEqualTo(409);
    assertThat(script.body()).contains("id=\"item-" + key + "\"").contains("data-version=\"2\"");
    var reason =
        ada.post("/items/" + key + "/block", Map.of("version", "1", "reason", "waits for Petra"));
    assertThat(reason.status()).isEqualTo(409);
    assertThat(reason.body()).contains(">waits for Petra</textarea>");
  }

  @Test
  void a_form_puts_an_item_first_or_behind_another_of_its_team() {
    var a = made("A", "ready").get("key").asText();
    var b = made("B", "ready").get("key").asText();
    var c = made("C", "backlog").get("key").asText();
    assertThat(ada.get("/items/" + a).body())
        .contains("<option value=\"" + b + "\">after " + b + " B (Ready)</option>")
        .doesNotContain("<option value=\"" + a + "\"");
    form(c, 1, Map.of("state", "ready", "after", "first"));
    assertThat(order()).containsExactly(c, a, b);
    form(c, 2, Map.of("state", "ready", "after", b));
    assertThat(order()).containsExactly(a, b, c);
    form(a, 1, Map.of("state", "in_progress", "after", "first"));
    assertThat(order()).as("nothing stands there to be before").containsExactly(a, b, c);
    assertThat(ada.post("/items/" + a + "/move", Map.of("version", "2", "after", "CHK-99")).body())
        .contains("There is no other item CHK-99");
    var page = ada.get("/items/" + b + "/edit").body();
    assertThat(page)
        .contains("<h1>Edit " + b)
        .contains("<option value=\"payments\">", "<option value=\"Ada\">");
  }

  @Test
  void a_backlog_counts_what_its_order_comes_to_and_what_is_held_up_is_said() {
    made("A", "backlog");
    made("B", "backlog");
    assertThat(ada.get("/teams/checkout/backlog").body())
        .contains("<strong>2.</strong><span>CHK-2</span>", "2 points up to here")
        .contains("4 points up to here", "feature, payments");
    made("C", "ready");
    assertThat(ada.get("/teams/checkout/board").body()).doesNotContain("held up</strong>");
    ada.post("/items/CHK-3/block", Map.of("version", "1", "reason", "waits\nfor Petra"));
    assertThat(ada.get("/teams/checkout/board").body())
        .contains("1 held up</strong>", "waits for Petra");
    assertThat(ada.get("/items/CHK-3").body())
        .contains("Blocked for 0 s", "Change the reason", "No longer blocked");
  }

  private void form(String key, int version, Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("version", String.valueOf(version));
    assertThat(ada.post("/items/" + key + "/move", all).status()).isEqualTo(303);
  }

  @Test
  void mistakes_are_named_field_by_field() {
    var wrong =
        ada.postJson(
            "/api/v1/items",
            Map.of(
                "team", "nobody",
                "title", "",
                "type", "wish",
                "points", 1000,
                "service", "nothing",
                "links", List.of(Map.of("title", "x", "url", "javascript:alert(1)"))));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .contains("team", "title", "type", "points", "service", "links");
    assertThat(ada.get("/api/v1/items").json().get("items")).isEmpty();
    var key = made("Fine", "ready").get("key").asText();
    var beside =
        ada.postJson("/api/v1/items/" + key + "/move", Map.of("after", "CHK-99", "version", 1));
    assertThat(beside.status()).isEqualTo(422);
  }

  @Test
  void one_order_for_all_teams() {
    var a = made("A", "ready").get("key").asText();
    var b = made("B", "ready").get("key").asText();
    var other =
        mirela
            .postJson("/api/v1/items", Map.of("team", "catalogue", "title", "C"))
            .json()
            .get("key")
            .asText();
    var d = made("D", "ready").get("key").asText();
    assertThat(order()).containsExactly(a, b, other, d);
    ada.postJson("/api/v1/items/" + d + "/move", Map.of("after", a, "version", 1));
    assertThat(order()).containsExactly(a, d, b, other);
    ada.postJson("/api/v1/items/" + b + "/move", Map.of("before", a, "version", 1));
    assertThat(order()).containsExactly(b, a, d, other);
  }

  /** Eight people at once, each from what they saw last: who is refused looks again. */
  @Test
  void two_thousand_moves_at_once_lose_nothing_and_keep_a_total_order() throws Exception {
    int people = 8;
    int moves = 2_000;
    var keys = new ArrayList<String>();
    for (int i = 0; i < 30; i++) keys.add(made("Item " + i, "ready").get("key").asText());
    long seed = System.nanoTime();
    var left = new AtomicInteger(moves);
    var stale = new AtomicInteger();
    var accepted = new HashMap<String, AtomicInteger>();
    keys.forEach(key -> accepted.put(key, new AtomicInteger()));
    var wrong = new AtomicReference<String>();
    try (var crowd = Executors.newFixedThreadPool(people)) {
      for (int person = 0; person < people; person++) {
        var dice = new Random(seed + person);
        crowd.submit(
            () -> {
              var me = house.as("ada", "member");
              var versions = new HashMap<String, Integer>();
              while (left.getAndDecrement() > 0 && wrong.get() == null) {
                var key = keys.get(dice.nextInt(keys.size()));
                var beside = keys.get(dice.nextInt(keys.size()));
                if (beside.equals(key)) {
                  left.incrementAndGet();
                  continue;
                }
                var answer =
                    me.postJson(
                        "/api/v1/items/" + key + "/move",
                        Map.of(
                            dice.nextBoolean() ? "after" : "before",
                            beside,
                            "version",
                            versions.getOrDefault(key, 1)));
                if (answer.status() == 409) {
                  stale.incrementAndGet();
                  left.incrementAndGet();
                  versions.put(
                      key, me.get("/api/v1/items/" + key).json().at("/item/version").asInt());
                } else if (answer.status() == 200) {
                  int was = versions.getOrDefault(key, 1);
                  int is = answer.json().get("version").asInt();
                  versions.put(key, is);
                  if (is == was + 1) requireNonNull(accepted.get(key)).incrementAndGet();
                  else if (is != was) wrong.set(answer.body());
                } else {
                  wrong.set(answer.status() + " " + answer.body());
                }
              }
            });
      }
      crowd.shutdown();
      assertThat(crowd.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(wrong.get()).as("seed " + seed).isNull();
    var ranks = new ArrayList<String>();
    for (var item : ada.get("/api/v1/items?limit=100").json().get("items")) {
      ranks.add(item.get("rank").asText());
      var key = item.get("key").asText();
      assertThat(item.get("version").asInt())
          .as("seed " + seed + ", " + key + ": each accepted move is one version")
          .isEqualTo(1 + requireNonNull(accepted.get(key)).get());
    }
    assertThat(ranks).as("seed " + seed).hasSize(30).doesNotHaveDuplicates().isSorted();
    assertThat(ranks.stream().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(24);
    assertThat(stale.get()).as("people did meet").isPositive();
  }

  @Test
  void keys_that_grow_too_long_are_made_new_without_anybody_seeing_it() {
    var a = made("A", "ready").get("key").asText();
    var b = made("B", "ready").get("key").asText();
    var c = made("C", "ready").get("key").asText();
    int versionB = 1;
    int versionC = 1;
    // Each time into the gap that the one before left: the worst there is.
    for (int i = 0; i < 80; i++) {
      ada.postJson("/api/v1/items/" + c + "/move", Map.of("after", a, "version", versionC++));
      ada.postJson("/api/v1/items/" + b + "/move", Map.of("after", a, "version", versionB++));
      if (i % 10 == 9) assertThat(order()).containsExactly(a, b, c);
    }
    for (var item : ada.get("/api/v1/items").json().get("items")) {
      assertThat(item.get("rank").asText().length()).isLessThanOrEqualTo(24);
    }
    assertThat(ada.get("/api/v1/items/" + b).json().at("/item/version").asInt()).isEqualTo(81);
  }

  private List<String> order() {
    return ada.get("/api/v1/items").json().get("items").findValuesAsText("key");
  }

  private Visitor.Answer move(String key, String state, int version) {
    return ada.postJson(
        "/api/v1/items/" + key + "/move", Map.of("state", state, "version", version));
  }

  private JsonNode made(String title, String state) {
    var answer =
        ada.postJson(
            "/api/v1/items",
            Map.of(
                "team",
                "checkout",
                "service",
                "payments",
                "title",
                title,
                "points",
                2,
                "state",
                state,
                "links",
                List.of(Map.of("title", "Sketch", "url", "https://wiki.example/taps"))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }
}
