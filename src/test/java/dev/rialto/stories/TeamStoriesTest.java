package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who makes a team, who acts for it, and when it may go. */
class TeamStoriesTest {
  private TestHouse house;
  private Visitor ada;
  private Visitor grace;
  private Visitor root;

  @BeforeEach
  void open() {
    house = new TestHouse();
    ada = house.as("ada", "member");
    grace = house.as("grace", "member");
    root = house.as("root", "admin");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whoever_makes_a_team_leads_it_and_the_journal_knows() {
    var made = ada.post("/teams", Map.of("name", "Checkout", "zone", "Europe/Rome"));
    assertThat(made.status()).isEqualTo(303);
    assertThat(made.header("Location")).isEqualTo("/teams/checkout");

    var page = ada.get("/teams/checkout").body();
    assertThat(page).contains("Led by Ada").contains("works in Europe/Rome");
    var members = ada.get("/api/v1/teams/checkout/members").json().get("items");
    assertThat(members).hasSize(1);
    assertThat(members.get(0).get("role").asText()).isEqualTo("lead");

    var entries = ada.get("/api/v1/journal?subject=team").json().get("items");
    assertThat(entries.findValuesAsText("kind"))
        .containsExactly("team.member_joined", "team.created");
    assertThat(entries.get(1).get("actor").asText()).contains("Ada");
    assertThat(entries.get(1).get("after").get("slug").asText()).isEqualTo("checkout");
    assertThat(entries.get(1).get("before").isNull()).isTrue();

    // People read it in words: what the house counts by stays in the API.
    assertThat(entries.get(1).get("after").has("version")).isTrue();
    var journal = ada.get("/journal?subject=team").body();
    assertThat(journal)
        .contains("team created", "<bdi>Checkout</bdi></a>", "All changes", "values</summary>")
        .contains("<option value=\"team\" selected>team</option>")
        .doesNotContain("version:");
  }

  @Test
  void somebody_from_another_team_may_look_but_not_touch() {
    ada.post("/teams", Map.of("name", "Checkout"));
    assertThat(grace.get("/teams/checkout").body()).contains("Checkout").doesNotContain("/edit");
    assertThat(grace.get("/teams/checkout/edit").status()).isEqualTo(403);
    assertThat(grace.post("/teams/checkout", Map.of("name", "Mine", "version", "1")).status())
        .isEqualTo(403);
    assertThat(
            grace
                .patchJson("/api/v1/teams/checkout", Map.of("name", "Mine", "version", 1))
                .status())
        .isEqualTo(403);
    assertThat(grace.putJson("/api/v1/teams/checkout/members/" + id("Grace"), Map.of()).status())
        .isEqualTo(403);
    assertThat(grace.delete("/api/v1/teams/checkout?version=1").status()).isEqualTo(403);
    assertThat(
            root.patchJson("/api/v1/teams/checkout", Map.of("name", "Till", "version", 1)).status())
        .isEqualTo(200);
    assertThat(house.as("vera", "viewer").postJson("/api/v1/teams", Map.of("name", "X")).status())
        .isEqualTo(403);
  }

  @Test
  void a_member_who_is_added_may_act_and_loses_it_when_taken_out() {
    ada.post("/teams", Map.of("name", "Checkout"));
    var added =
        ada.post("/teams/checkout/members", Map.of("person", "Grace <grace@merchantrow.example>"));
    assertThat(added.status()).isEqualTo(303);
    assertThat(
            grace
                .patchJson("/api/v1/teams/checkout", Map.of("description", "Tills", "version", 1))
                .status())
        .isEqualTo(200);
    assertThat(ada.post("/teams/checkout/members/" + id("Grace"), Map.of("role", "lead")).status())
        .isEqualTo(303);
    assertThat(ada.get("/teams/checkout").body()).contains("Led by Ada, Grace");
    assertThat(ada.post("/teams/checkout/members/" + id("Grace") + "/removal").status())
        .isEqualTo(303);
    assertThat(
            grace
                .patchJson("/api/v1/teams/checkout", Map.of("description", "x", "version", 2))
                .status())
        .isEqualTo(403);
    assertThat(ada.delete("/api/v1/teams/checkout/members/" + id("Grace")).status()).isEqualTo(404);
    assertThat(
            ada.putJson("/api/v1/teams/checkout/members/" + id("Grace"), Map.of("role", "boss"))
                .status())
        .isEqualTo(422);
    assertThat(ada.putJson("/api/v1/teams/checkout/members/999999", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void nobody_called_that_is_said_beside_the_field_with_what_was_typed() {
    ada.post("/teams", Map.of("name", "Checkout"));
    var answer = ada.post("/teams/checkout/members", Map.of("person", "Graze \"<b>"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("No single active person is called this")
        .contains("Graze &#34;&lt;b>")
        .doesNotContain("<b>");
  }

  @Test
  void a_stale_edit_shows_what_stands_now_and_keeps_what_was_typed() {
    ada.post("/teams", Map.of("name", "Checkout"));
    root.patchJson("/api/v1/teams/checkout", Map.of("description", "By root", "version", 1));
    var late =
        ada.post(
            "/teams/checkout",
            Map.of(
                "name",
                "Checkout",
                "slug",
                "checkout",
                "zone",
                "UTC",
                "description",
                "By Ada",
                "version",
                "1"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("Someone was faster")
        .contains("By root")
        .contains("By Ada")
        .contains("name=\"version\" value=\"2\"");
    assertThat(root.get("/api/v1/teams/checkout").json().get("description").asText())
        .isEqualTo("By root");
    assertThat(root.patchJson("/api/v1/teams/checkout", Map.of("name", "No version")).status())
        .isEqualTo(422);
    assertThat(
            root.with("If-Match", "\"1\"")
                .patchJson("/api/v1/teams/checkout", Map.of("name", "Old"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void a_new_team_is_offered_the_zone_of_whoever_makes_it() {
    var me = Map.of("name", "Ada", "zone", "Europe/Rome", "version", "1");
    assertThat(ada.post("/me", me).status()).isEqualTo(303);
    assertThat(ada.get("/teams/new").body())
        .contains("name=\"zone\" type=\"text\" value=\"Europe/Rome\"");
  }

  @Test
  void a_team_stays_while_it_owns_something_and_says_what() {
    ada.post("/teams", Map.of("name", "Checkout"));
    for (var name : new String[] {"payments", "basket", "ledger", "receipts"}) {
      assertThat(
              ada.postJson("/api/v1/services", Map.of("name", name, "owner", "checkout")).status())
          .isEqualTo(201);
    }
    assertThat(ada.get("/teams/checkout/remove").body())
        .contains("cannot be removed yet")
        .contains("It owns 4 services (basket, ledger, payments, …)")
        .contains("href=\"/services?owner=checkout\"");
    assertThat(ada.post("/teams/checkout/removal", Map.of("version", "1")).status()).isEqualTo(409);
    var refused = ada.delete("/api/v1/teams/checkout?version=1");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asText()).contains("It owns 4 services");

    ada.post("/teams", Map.of("name", "Empty"));
    assertThat(ada.delete("/api/v1/teams/empty?version=1").status()).isEqualTo(204);
    assertThat(ada.get("/teams/empty").status()).isEqualTo(404);
    assertThat(
            ada.get("/api/v1/journal?subject=team").json().get("items").get(0).get("kind").asText())
        .isEqualTo("team.removed");
  }

  @Test
  void names_of_teams_are_taken_once_whatever_their_case() {
    ada.post("/teams", Map.of("name", "Checkout"));
    var again = grace.post("/teams", Map.of("name", "CHECKOUT", "slug", "other"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("Another team is already called this");
    assertThat(
            grace
                .postJson("/api/v1/teams", Map.of("name", "Shop", "slug", "checkout"))
                .json()
                .get("errors")
                .get(0)
                .get("field")
                .asText())
        .isEqualTo("slug");
    assertThat(grace.postJson("/api/v1/teams", Map.of("name", "New", "slug", "new")).status())
        .isEqualTo(422);
    assertThat(
            grace
                .postJson("/api/v1/teams", Map.of("name", "Zone", "zone", "+02:00"))
                .json()
                .get("errors")
                .get(0)
                .get("message")
                .asText())
        .contains("Europe/Berlin");
  }

  @Test
  void every_team_is_on_one_page_of_the_list_exactly_once() {
    for (int i = 0; i < 7; i++) root.postJson("/api/v1/teams", Map.of("name", "Team " + i));
    var seen = new java.util.ArrayList<String>();
    String cursor = "";
    do {
      var page = root.get("/api/v1/teams?limit=3" + cursor).json();
      page.get("items").forEach(t -> seen.add(t.get("slug").asText()));
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(root.get("/api/v1/teams?cursor=%00").status()).isEqualTo(400);
    assertThat(root.get("/api/v1/teams?limit=0").status()).isEqualTo(400);
    assertThat(root.get("/teams?q=team+3").body()).contains("Team 3").doesNotContain("Team 4");
    assertThat(ada.get("/teams?mine=1").body()).contains("You are in no team yet");
    assertThat(root.get("/teams/export.csv").body()).contains("team-6,Team 6,UTC,,1,");
  }

  private long id(String name) {
    return house.house.db.read(
        tx ->
            tx.handle()
                .createQuery("select id from person where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
  }
}
