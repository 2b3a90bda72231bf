package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs, who owns it, and by which names it is found. */
class ServiceStoriesTest {
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
    ada.post("/teams", Map.of("name", "Checkout"));
    grace.post("/teams", Map.of("name", "Search"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_service_is_entered_by_form_and_has_a_page_that_answers() {
    var made =
        ada.post(
            "/services",
            form(
                "name",
                "payments",
                "owner",
                "checkout",
                "tier",
                "1",
                "capability",
                "Customers can pay",
                "runbook_url",
                "https://wiki.example/payments",
                "environment_name",
                "Prod",
                "environment_tier",
                "production",
                "aliases",
                "pay-api\nPAYMENTS-EU"));
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    var page = ada.get("/services/payments").body();
    assertThat(page)
        .contains("Critical (tier 1)")
        .contains("href=\"/teams/checkout\"")
        .contains("Customers can pay")
        .contains("https://wiki.example/payments")
        .contains("Prod")
        .contains("pay-api")
        .contains("entered it into the catalog");
    assertThat(grace.get("/teams/checkout/services").body()).contains("payments");
  }

  @Test
  void the_api_makes_reads_changes_and_removes() {
    var made =
        ada.postJson(
            "/api/v1/services",
            Map.of(
                "name",
                "Card Ledger",
                "owner",
                "checkout",
                "tier",
                2,
                "environments",
                List.of(
                    Map.of("name", "Prod", "tier", "production"),
                    Map.of("name", "PreProd", "tier", "staging")),
                "links",
                List.of(Map.of("title", "Board", "url", "https://grafana.example/d/1"))));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/services/card-ledger");
    var changed =
        ada.patchJson(
            "/api/v1/services/card-ledger",
            Map.of("capability", "Customers can pay", "version", 1));
    assertThat(changed.json().get("version").asInt()).isEqualTo(2);
    assertThat(changed.json().get("environments")).hasSize(2);
    assertThat(changed.json().get("owner").asText()).isEqualTo("checkout");
    var entry = ada.get("/api/v1/journal?subject=service").json().get("items").get(0);
    assertThat(entry.get("before").get("capability").asText()).isEmpty();
    assertThat(entry.get("after").get("capability").asText()).isEqualTo("Customers can pay");
    assertThat(ada.delete("/api/v1/services/card-ledger?version=1").status()).isEqualTo(409);
    assertThat(ada.delete("/api/v1/services/card-ledger?version=2").status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/services/card-ledger").status()).isEqualTo(404);
    assertThat(ada.postJson("/api/v1/services", Map.of("name", "card ledger")).status())
        .isEqualTo(201);
  }

  @Test
  void another_team_may_neither_edit_nor_be_given_a_service_by_strangers() {
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    assertThat(
            grace.patchJson("/api/v1/services/payments", Map.of("tier", 4, "version", 1)).status())
        .isEqualTo(403);
    assertThat(
            grace
                .post("/services/payments", form("name", "payments", "tier", "4", "version", "1"))
                .status())
        .isEqualTo(403);
    assertThat(grace.get("/services/payments/edit").status()).isEqualTo(403);
    assertThat(grace.delete("/api/v1/services/payments?version=1").status()).isEqualTo(403);
    var pushed =
        ada.patchJson("/api/v1/services/payments", Map.of("owner", "search", "version", 1));
    assertThat(pushed.status()).isEqualTo(422);
    assertThat(field(pushed.json())).isEqualTo("owner");
    assertThat(
            root.patchJson("/api/v1/services/payments", Map.of("owner", "search", "version", 1))
                .status())
        .isEqualTo(200);
    assertThat(ada.patchJson("/api/v1/services/payments", Map.of("tier", 1, "version", 2)).status())
        .isEqualTo(403);
    assertThat(
            grace.patchJson("/api/v1/services/payments", Map.of("tier", 1, "version", 2)).status())
        .isEqualTo(200);
  }

  @Test
  void an_unowned_service_says_so_and_anybody_may_adopt_it() {
    ada.postJson("/api/v1/services", Map.of("name", "legacy-batch"));
    assertThat(ada.get("/services/legacy-batch").body())
        .contains("Nobody owns it")
        .contains("Nobody is asked when it breaks");
    assertThat(ada.get("/api/v1/services?owner=none").json().get("items")).hasSize(1);
    assertThat(
            grace
                .patchJson("/api/v1/services/legacy-batch", Map.of("owner", "search", "version", 1))
                .status())
        .isEqualTo(200);
    assertThat(grace.get("/services/legacy-batch").body()).doesNotContain("Nobody owns it");
    assertThat(ada.get("/api/v1/services?owner=none").json().get("items")).isEmpty();
  }

  @Test
  void two_editors_at_once_and_the_slower_loses_nothing_typed() {
    ada.postJson("/api/v1/services", Map.of("name", "payments", "owner", "checkout"));
    root.patchJson("/api/v1/services/payments", Map.of("tier", 1, "version", 1));
    var late =
        ada.post(
            "/services/payments",
            form(
                "name",
                "payments",
                "slug",
                "payments",
                "owner",
                "checkout",
                "tier",
                "3",
                "description",
                "What Ada typed",
                "version",
                "1"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("Someone was faster")
        .contains("Critical (tier 1)")
        .contains("What Ada typed")
        .contains("name=\"version\" value=\"2\"");
    assertThat(root.get("/api/v1/services/payments").json().get("description").asText()).isEmpty();
    var anyway =
        ada.post(
            "/services/payments",
            form(
                "name",
                "payments",
                "slug",
                "payments",
                "owner",
                "checkout",
                "tier",
                "3",
                "description",
                "What Ada typed",
                "version",
                "2"));
    assertThat(anyway.status()).isEqualTo(303);
  }

  @Test
  void every_name_leads_to_one_service_in_any_case() {
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name",
            "Payments",
            "owner",
            "checkout",
            "aliases",
            List.of("pay-api", "Zahlung Straße")));
    house.house.db.run(
        tx -> {
          var services = house.house.services;
          assertThat(services.byName(tx, "PAYMENTS")).isPresent();
          assertThat(services.byName(tx, " Pay-API ")).isPresent();
          assertThat(services.byName(tx, "zahlung straße")).isPresent();
          assertThat(services.byName(tx, "nothing")).isEmpty();
          assertThat(services.byNames(tx, List.of("pay-api", "PAYMENTS", "nothing")).keySet())
              .containsExactly("pay-api", "PAYMENTS");
          assertThat(services.byNames(tx, List.of())).isEmpty();
        });
    var taken =
        grace.postJson("/api/v1/services", Map.of("name", "other", "aliases", List.of("PAY-api")));
    assertThat(taken.status()).isEqualTo(422);
    assertThat(field(taken.json())).isEqualTo("aliases");
    assertThat(taken.json().get("errors").get(0).get("message").asText())
        .contains("already means Payments");
    assertThat(
            grace
                .postJson("/api/v1/services", Map.of("name", "pay-api"))
                .json()
                .get("errors")
                .get(0)
                .get("field")
                .asText())
        .isIn("slug", "name");
    // A name that is given up is free again, and the service keeps the others.
    ada.patchJson(
        "/api/v1/services/payments", Map.of("aliases", List.of("Zahlung Straße"), "version", 1));
    assertThat(
            grace
                .postJson(
                    "/api/v1/services", Map.of("name", "other", "aliases", List.of("pay-api")))
                .status())
        .isEqualTo(201);
  }

  @Test
  void bad_input_is_answered_field_by_field_and_nothing_is_kept() {
    var wrong = new HashMap<String, Object>();
    wrong.put("name", "x".repeat(10_000));
    wrong.put("tier", 9);
    wrong.put("owner", "no-such-team");
    wrong.put("runbook_url", "javascript:alert(1)");
    wrong.put("environments", List.of(Map.of("name", "Prod", "tier", "moon")));
    wrong.put("links", List.of(Map.of("title", "x", "url", "data:text/html,x")));
    wrong.put("aliases", List.of("line\u0000break"));
    wrong.put("colour", "red");
    var answer = ada.postJson("/api/v1/services", wrong);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .contains(
            "name", "tier", "owner", "runbook_url", "environments", "links", "aliases", "colour");
    assertThat(ada.get("/api/v1/services").json().get("items")).isEmpty();
    for (var body :
        List.of(
            "{",
            "[]",
            "\"x\"",
            "{\"name\":1}",
            "{\"name\":[\"a\"]}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "")) {
      assertThat(ada.postJson("/api/v1/services", body).status()).as(body).isIn(400, 422);
    }
    var latin =
        ada.send(
            "POST",
            "/api/v1/services",
            "application/json",
            "{\"name\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(latin.status()).isIn(400, 422);
    assertThat(ada.postJson("/api/v1/services", Map.of("name", "a\u202Eb")).status())
        .isEqualTo(422);
    assertThat(
            ada.postJson("/api/v1/services", Map.of("name", "日本語"))
                .json()
                .get("errors")
                .get(0)
                .get("field")
                .asText())
        .isEqualTo("slug");
    assertThat(ada.get("/services/%00").status()).isIn(400, 404);
    assertThat(ada.get("/api/v1/services?tier=x").status()).isEqualTo(400);
    assertThat(ada.get("/api/v1/services").json().get("items")).isEmpty();
  }

  @Test
  void a_form_keeps_what_was_typed_beside_what_is_wrong() {
    var answer =
        ada.post(
            "/services",
            form(
                "name",
                "",
                "tier",
                "2",
                "runbook_url",
                "shop.example/pay",
                "description",
                "Takes the money"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Please fill this in")
        .contains("Did you mean https://shop.example/pay?")
        .contains("Takes the money")
        .contains("value=\"shop.example/pay\"");
  }

  @Test
  void strange_names_are_shown_and_never_run() {
    var names = List.of("<script>alert(1)</script>", "متجر الدفع", "🛒 basket", "a\"b'c & <i>");
    for (int i = 0; i < names.size(); i++) {
      var made =
          ada.postJson(
              "/api/v1/services",
              Map.of("name", names.get(i), "slug", "odd-" + i, "description", names.get(i)));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      assertThat(ada.get("/api/v1/services/odd-" + i).json().get("name").asText())
          .isEqualTo(names.get(i));
      assertThat(ada.get("/services/odd-" + i).body())
          .doesNotContain("<script>alert")
          .doesNotContain("<i>");
      assertThat(ada.get("/services/odd-" + i + "/edit").body())
          .doesNotContain("<script>alert")
          .doesNotContain("<i>");
    }
    assertThat(ada.get("/services/odd-1").body()).contains("<bdi>متجر الدفع</bdi>");
  }

  @Test
  void the_list_pages_without_missing_or_repeating() {
    for (int i = 0; i < 11; i++) {
      root.postJson(
          "/api/v1/services",
          Map.of("name", "svc " + i, "tier", i % 4 + 1, "capability", i < 3 ? "Pay" : "Find"));
    }
    var seen = new ArrayList<String>();
    var next = "";
    do {
      var page = root.get("/api/v1/services?limit=4" + next).json();
      seen.addAll(page.get("items").findValuesAsText("slug"));
      next = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
    } while (!next.isEmpty());
    assertThat(seen).hasSize(11).doesNotHaveDuplicates();
    assertThat(root.get("/api/v1/services?capability=pay").json().get("items")).hasSize(3);
    assertThat(root.get("/api/v1/services?tier=1&q=svc").json().get("items")).hasSize(3);
  }

  private static String field(JsonNode problem) {
    return problem.get("errors").get(0).get("field").asText();
  }

  private static Map<String, String> form(String... pairs) {
    var form = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) form.put(pairs[i], pairs[i + 1]);
    return form;
  }
}
