package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody takes a list away: the same rows, under the same filter, with nothing more in it. */
class ExportStoriesTest {
  private TestHouse house;
  private Visitor ada;
  private Visitor grace;

  @BeforeEach
  void a_shop() {
    house = new TestHouse();
    ada = house.as("ada", "admin");
    grace = house.as("grace", "viewer");
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    for (var service : List.of("payments", "basket", "search")) {
      ada.postJson(
          "/api/v1/services",
          Map.of("name", service, "owner", service.equals("search") ? "" : "checkout"));
    }
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void the_file_has_what_the_filter_lets_through() {
    Fires.alert(house, "payments", "critical");
    Fires.alert(house, "search", "warning");
    var all = CsvFile.of(grace.get("/alerts/export.csv").body());
    assertThat(all.column("service")).containsExactly("payments", "search");
    assertThat(all.column("started_at")).containsOnly("2026-11-17T14:00:00Z");
    assertThat(all.column("held")).containsOnly("no");
    var page = grace.get("/alerts?severity=warning&page=1&sort=newest").body();
    assertThat(page)
        .contains("href=\"/alerts/export.csv?severity=warning&amp;sort=newest\"")
        .contains("href=\"/alerts/export.json?severity=warning&amp;sort=newest\"");
    var few = CsvFile.of(grace.get("/alerts/export.csv?severity=warning&sort=newest").body());
    assertThat(few.column("service")).containsExactly("search");
    var json = grace.get("/alerts/export.json?severity=warning").json();
    var one = grace.get("/api/v1/alerts?severity=warning").json().get("items");
    assertThat(json.get("items")).isEqualTo(one);
    assertThat(json.get("count").asInt()).isEqualTo(1);
    assertThat(grace.get("/alerts/export.csv?severity=purple").status()).isEqualTo(400);
    assertThat(CsvFile.of(grace.get("/alerts/export.csv?q=nothing").body()).rows()).isEmpty();
  }

  @Test
  void services_are_spelled_out_before_their_names() {
    var table = CsvFile.of(grace.get("/services/export.csv?owner=checkout").body());
    assertThat(table.column("slug")).containsExactlyInAnyOrder("payments", "basket");
    assertThat(grace.get("/services/export.json?owner=none").json().at("/items/0/slug").asText())
        .isEqualTo("search");
    var then =
        CsvFile.of(grace.get("/services/owned/export.csv?on=2026-11-17&owner=checkout").body());
    assertThat(then.column("service")).containsExactly("basket", "payments");
    assertThat(grace.get("/services/owned/export.csv").status()).isEqualTo(400);
  }

  @Test
  void who_kept_an_address_still_gets_there() {
    var moved =
        Map.of(
            "/services.csv?owner=none", "/services/export.csv?owner=none",
            "/services.json", "/services/export.json",
            "/ship/where.csv?team=checkout", "/ship/where/export.csv?team=checkout",
            "/vitals/jobs.csv", "/vitals/jobs/export.csv");
    moved.forEach(
        (from, to) -> {
          var answer = ada.get(from);
          assertThat(answer.status()).as(from).isEqualTo(301);
          assertThat(answer.header("Location")).isEqualTo(to);
          assertThat(ada.get(to).status()).as(to).isEqualTo(200);
        });
  }

  @Test
  void what_the_screen_hides_the_file_hides() {
    house.givePhone("ada", "ada");
    var phone = house.phoneAddress("ada");
    ada.putJson("/api/v1/people/" + Cast.id(house, "ada") + "/skills/PostgreSQL", Map.of());
    var made = ada.postJson("/api/v1/tokens", Map.of("name", "bot", "scopes", List.of("read")));
    var key = made.json().get("token").asText();
    for (var kind : List.of("csv", "json")) {
      var people = grace.get("/people/export." + kind).body();
      assertThat(people).contains("ada@merchantrow.example").doesNotContain(phone);
      assertThat(grace.get("/skills/export." + kind).body())
          .contains("PostgreSQL")
          .doesNotContain("@merchantrow.example");
      assertThat(ada.get("/me/tokens/export." + kind).body()).contains("bot").doesNotContain(key);
      assertThat(grace.get("/me/tokens/export." + kind + "?everyone=1").body())
          .doesNotContain("bot");
      assertThat(grace.get("/people/invitations/export." + kind).status()).isEqualTo(403);
      assertThat(grace.get("/status/subscribers/export." + kind).status()).isEqualTo(403);
      assertThat(grace.get("/vitals/jobs/export." + kind).status()).isEqualTo(403);
      assertThat(house.visitor().get("/alerts/export." + kind).status()).isEqualTo(303);
    }
  }

  @Test
  void the_journal_and_a_board_are_lists_too() {
    ada.postJson(
        "/api/v1/items",
        Map.of("team", "checkout", "service", "payments", "title", "Pay, again", "state", "ready"));
    var board = CsvFile.of(grace.get("/teams/checkout/board/export.csv").body());
    assertThat(board.column("title")).containsExactly("Pay, again");
    assertThat(board.column("lane")).containsExactly("payments");
    assertThat(CsvFile.of(grace.get("/teams/checkout/board/export.csv?q=other").body()).rows())
        .isEmpty();
    assertThat(grace.get("/board/export.json?services=payments").json().at("/items/0/key").asText())
        .isEqualTo("CHK-1");
    assertThat(CsvFile.of(grace.get("/teams/checkout/backlog/export.csv").body()).rows()).isEmpty();
    var journal = grace.get("/journal/export.json?subject=service").json();
    assertThat(journal.get("items"))
        .isEqualTo(grace.get("/api/v1/journal?subject=service").json().get("items"));
    var told = CsvFile.of(grace.get("/journal/export.csv?subject=service").body());
    assertThat(told.rows()).hasSize(journal.get("count").asInt());
    assertThat(told.column("after").getFirst()).startsWith("{\"");
  }

  @Test
  void ten_thousand_rows_are_read_bit_by_bit() {
    house.house.db.run(
        tx ->
            tx.handle()
                .execute(
                    """
                    insert into journal_entry (at, actor, kind, subject, subject_id)
                    select now(), 'rialto', 'thing.made', 'thing', n from generate_series(1, 10001) n
                    """));
    var table = CsvFile.of(grace.get("/journal/export.csv?subject=thing").body());
    assertThat(table.rows()).hasSize(10_001);
    assertThat(table.column("subject_id")).doesNotHaveDuplicates().startsWith("10001");
  }
}
