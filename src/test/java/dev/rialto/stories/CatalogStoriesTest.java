package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody should know about a service, and who says so. */
class CatalogStoriesTest {
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
    for (var name : List.of("payments", "ledger", "mail")) {
      ada.postJson("/api/v1/services", Map.of("name", name, "owner", "checkout"));
    }
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_capability_is_named_described_and_found_with_its_services() {
    var made =
        ada.postJson(
            "/api/v1/capabilities",
            Map.of(
                "name", "Customers can pay",
                "description", "They see Thank you, and the money arrives",
                "owner", "checkout",
                "owner_person", "grace@merchantrow.example"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    ada.patchJson(
        "/api/v1/services/payments", Map.of("capability", "customers CAN pay", "version", 1));
    ada.patchJson(
        "/api/v1/services/ledger", Map.of("capability", "customers-can-pay", "version", 1));
    assertThat(root.get("/api/v1/capabilities").json().get("items")).hasSize(1);
    var page = root.get("/capabilities/customers-can-pay").body();
    assertThat(page).contains("They see Thank you").contains("Grace</bdi></a> answers for it");
    assertThat(root.get("/capabilities/customers-can-pay/services").body())
        .contains("payments")
        .contains("ledger")
        .doesNotContain("mail");
    assertThat(root.get("/capabilities/customers-can-pay/health/fragment").body())
        .contains("Yes, as far as alerts tell");
    assertThat(root.get("/capabilities").body())
        .contains("1 capability", "Yes, as far as alerts tell", "2 services", ">Checkout</bdi>");
    assertThat(root.get("/capabilities?q=nothing").body())
        .contains("No capability is called “nothing”");
    assertThat(root.get("/search/results?q=customers").body())
        .contains("/capabilities/customers-can-pay");
    assertThat(
            grace
                .patchJson(
                    "/api/v1/capabilities/customers-can-pay",
                    Map.of("description", "mine now", "version", 1))
                .status())
        .isEqualTo(403);
    assertThat(ada.delete("/api/v1/capabilities/customers-can-pay?version=1").status())
        .as("services still belong to it")
        .isEqualTo(409);
    assertThat(
            ada.patchJson(
                    "/api/v1/capabilities/customers-can-pay",
                    Map.of("description", "x", "version", 9))
                .status())
        .isEqualTo(409);
  }

  @Test
  void capabilities_are_part_of_each_other_but_never_in_a_circle() {
    for (var name : List.of("Buying", "Paying", "Paying by card")) {
      ada.postJson("/api/v1/capabilities", Map.of("name", name));
    }
    assertThat(part("paying", "buying").status()).isEqualTo(200);
    assertThat(part("paying-by-card", "Paying").status()).isEqualTo(200);
    var circle = part("buying", "paying-by-card");
    assertThat(circle.status()).isEqualTo(422);
    assertThat(circle.body()).contains("Buying → Paying by card → Paying → Buying");
    assertThat(root.get("/capabilities/buying").body()).contains("Paying");
    assertThat(root.get("/capabilities").body())
        .contains("3 capabilities", "Not known: no service stands behind it", ">Nobody<");
    assertThat(ada.get("/capabilities/buying/remove").body())
        .contains("/capabilities/paying/edit#f-part_of", "has to leave it first");
  }

  private Visitor.Answer part(String slug, String of) {
    return ada.patchJson("/api/v1/capabilities/" + slug, Map.of("part_of", of, "version", 1));
  }

  @Test
  void a_service_names_who_answers_for_it_and_whom_to_ask() {
    var changed =
        ada.patchJson(
            "/api/v1/services/payments",
            Map.of(
                "service_owner",
                "root@merchantrow.example",
                "dev_contact",
                "Ada",
                "ops_contact",
                "Grace <grace@merchantrow.example>",
                "repositories",
                List.of(
                    Map.of("url", "https://git.example/payments"),
                    Map.of("url", "https://git.example/infra", "kind", "infrastructure")),
                "links",
                List.of(
                    Map.of(
                        "title", "Board", "url", "https://grafana.example/d", "type", "dashboard")),
                "version",
                1));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().get("dev_contact_name").asText()).isEqualTo("Ada");
    assertThat(ada.get("/services/payments").body())
        .contains("service owner")
        .contains("ask in operations")
        .contains("https://git.example/infra")
        .contains(">dashboard</dt>");
    assertThat(ada.get("/services/ledger").body()).contains("Nobody answers for it");
    var unknown =
        ada.patchJson("/api/v1/services/payments", Map.of("dev_contact", "nobody", "version", 2));
    assertThat(unknown.status()).isEqualTo(422);
    var evil =
        ada.patchJson(
            "/api/v1/services/payments",
            Map.of("repositories", List.of(Map.of("url", "javascript:alert(1)")), "version", 2));
    assertThat(evil.status()).isEqualTo(422);
  }

  @Test
  void the_six_answers_are_markdown_and_say_who_should_write_them() {
    assertThat(ada.get("/services/payments/answers").body())
        .contains("Where it runs")
        .contains("Checkout should say.");
    ada.patchJson(
        "/api/v1/services/payments",
        Map.of("ops_contact", "grace@merchantrow.example", "version", 1));
    assertThat(ada.get("/services/payments/answers").body()).contains("Grace should say.");
    var written =
        ada.post(
            "/services/payments/answers",
            Map.of(
                "where_it_runs", "Cluster `shop-eu` <b>bold</b>",
                "version_where_it_runs", "0",
                "what_breaks", "",
                "version_what_breaks", "0"));
    assertThat(written.status()).as(written.body()).isEqualTo(303);
    assertThat(ada.get("/services/payments/answers").body())
        .contains("<code>shop-eu</code>")
        .contains("&lt;b&gt;")
        .contains("1 of 6 answered")
        .contains("by Ada");
    var late =
        ada.post(
            "/services/payments/answers",
            Map.of("where_it_runs", "What I typed", "version_where_it_runs", "0"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Someone was faster").contains("What I typed");
    var api =
        ada.putJson(
            "/api/v1/services/payments/answers/how_to_fix_it",
            Map.of("body", "Roll back first", "version", 0));
    assertThat(api.json().get("html").asText()).contains("Roll back first");
    assertThat(
            grace
                .putJson(
                    "/api/v1/services/payments/answers/how_to_fix_it",
                    Map.of("body", "x", "version", 1))
                .status())
        .isEqualTo(403);
    assertThat(
            ada.putJson(
                    "/api/v1/services/payments/answers/nonsense", Map.of("body", "x", "version", 0))
                .status())
        .isEqualTo(404);
    assertThat(ada.get("/api/v1/services/payments/answers").json().get("items")).hasSize(6);
  }

  @Test
  void needs_are_told_shown_from_both_ends_and_never_in_a_circle() {
    assertThat(needs("payments", "ledger", "hard").status()).isEqualTo(200);
    assertThat(needs("ledger", "mail", "soft").status()).isEqualTo(200);
    var circle = needs("mail", "payments", "hard");
    assertThat(circle.status()).isEqualTo(422);
    assertThat(circle.body()).contains("mail → payments → ledger → mail");
    assertThat(needs("mail", "mail", "hard").status()).isEqualTo(422);
    assertThat(needs("mail", "nowhere", "hard").status()).isEqualTo(404);
    assertThat(needs("mail", "ledger", "maybe").status()).isEqualTo(422);
    var ledger = ada.get("/api/v1/services/ledger/dependencies").json();
    assertThat(ledger.at("/needs/0/slug").asText()).isEqualTo("mail");
    assertThat(ledger.at("/needed_by/0/slug").asText()).isEqualTo("payments");
    assertThat(ada.get("/services/ledger/dependencies").body())
        .contains("<svg")
        .contains("edge-soft")
        .contains("is needed by");
    assertThat(ada.get("/services/graph").body())
        .contains("Who needs whom")
        .contains("cannot work without");
    assertThat(ada.get("/services/graph?service=Payments&steps=2").body())
        .contains("node-self")
        .contains("mail");
    assertThat(ada.get("/services/graph?service=nowhere").status()).isEqualTo(404);
    assertThat(ada.get("/services/graph?steps=9").status()).isEqualTo(400);
    assertThat(grace.putJson("/api/v1/services/payments/dependencies/mail", Map.of()).status())
        .isEqualTo(403);
    var typed = ada.post("/services/mail/needs", Map.of("needs", "payments", "kind", "hard"));
    assertThat(typed.status()).isEqualTo(422);
    assertThat(typed.body()).contains("circle").contains("value=\"payments\"");
    var ledgerNeeded = "/api/v1/services/payments/dependencies/ledger";
    assertThat(ada.delete(ledgerNeeded).status()).isEqualTo(422);
    assertThat(ada.delete(ledgerNeeded + "?version=1").status()).isEqualTo(204);
    assertThat(ada.delete(ledgerNeeded + "?version=1").status()).isEqualTo(404);
    assertThat(ada.get("/services/payments").body()).contains("no longer needs ledger");
  }

  @Test
  void whoever_changes_a_need_has_read_it() {
    assertThat(needs("payments", "ledger", "hard").status()).isEqualTo(200);
    // Said again as it is, it changes nothing; said otherwise, unseen, it would overrule somebody.
    assertThat(needs("payments", "ledger", "hard").json().at("/needs/0/version").asInt())
        .isEqualTo(1);
    assertThat(ada.get("/services/ledger/reach/fragment").body())
        .contains("1 service needs it", "payments", "No check looks at it")
        .doesNotContain("must-move");
    var unseen = needs("payments", "ledger", "soft");
    assertThat(unseen.status()).isEqualTo(409);
    assertThat(unseen.json().get("detail").asText()).contains("as hard", "version 1");
    var path = "/api/v1/services/payments/dependencies/ledger";
    assertThat(ada.putJson(path, Map.of("kind", "soft", "version", 1)).status()).isEqualTo(200);

    assertThat(ada.get("/services/payments/needs?needed=ledger").body())
        .contains("Change one", "name=\"version\" value=\"2\"");
    var stale =
        ada.post(
            "/services/payments/needs",
            Map.of("needs", "ledger", "kind", "hard", "note", "books", "version", "1"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body())
        .contains("Someone was faster", "value=\"books\"", "name=\"version\" value=\"2\"");
    assertThat(ada.post("/services/payments/needs/ledger/removal", Map.of("version", "1")).status())
        .isEqualTo(409);
    assertThat(
            ada.get("/api/v1/services/payments/dependencies").json().at("/needs/0/kind").asText())
        .isEqualTo("soft");
    assertThat(ada.post("/services/payments/needs/ledger/removal", Map.of("version", "2")).status())
        .isEqualTo(303);
    assertThat(ada.putJson(path, Map.of("kind", "soft", "version", 2)).status()).isEqualTo(409);
  }

  private Visitor.Answer needs(String service, String needed, String kind) {
    return ada.putJson(
        "/api/v1/services/" + service + "/dependencies/" + needed, Map.of("kind", kind));
  }

  @Test
  void who_owned_what_is_known_for_every_day() {
    house.fastForward(Duration.ofDays(2));
    root.patchJson("/api/v1/services/payments", Map.of("owner", "search", "version", 1));
    house.fastForward(Duration.ofDays(2));
    var removed = root.delete("/api/v1/services/mail?version=1");
    assertThat(removed.status()).isEqualTo(204);
    house.fastForward(Duration.ofDays(1));
    assertThat(owner("payments", "2026-11-18")).isEqualTo("checkout");
    assertThat(owner("payments", "2026-11-20")).isEqualTo("search");
    assertThat(owner("payments", "2026-11-19T13:59:00Z")).isEqualTo("checkout");
    assertThat(owner("mail", "2026-11-18")).as("gone, and still known").isEqualTo("checkout");
    assertThat(root.get("/api/v1/services/mail/owners?on=2026-11-22").status()).isEqualTo(404);
    assertThat(root.get("/api/v1/services/payments/owners?on=2026-11-01").status())
        .as("before it was there")
        .isEqualTo(404);
    assertThat(root.get("/api/v1/services/payments/owners?on=yesterday").status()).isEqualTo(400);
    var spans = root.get("/api/v1/services/payments/owners").json().get("items");
    assertThat(spans).hasSize(2);
    assertThat(spans.at("/0/valid_from").asText()).isEqualTo(spans.at("/1/valid_to").asText());
    assertThat(root.get("/services/payments").body()).contains("Who owned it when");
    var then = root.get("/services?on=2026-11-18").body();
    assertThat(then).contains("3 services on 2026-11-18").contains("gone since");
    assertThat(root.get("/services?on=2026-11-22").body()).contains("2 services on 2026-11-22");
    assertThat(root.get("/services?on=nonsense").status()).isEqualTo(400);
  }

  private String owner(String slug, String on) {
    var answer = root.get("/api/v1/services/" + slug + "/owners?on=" + on);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/items/0/owner").asText();
  }

  @Test
  void people_say_what_they_know_and_who_can_teach_is_found() {
    long id = Cast.id(house, "ada");
    assertThat(
            ada.post("/people/" + id + "/skills", Map.of("skill", "PostgreSQL", "teaches", "1"))
                .status())
        .isEqualTo(303);
    long other = Cast.id(house, "grace");
    assertThat(grace.putJson("/api/v1/people/" + other + "/skills/postgresql", Map.of()).status())
        .isEqualTo(200);
    assertThat(grace.putJson("/api/v1/people/" + id + "/skills/Terraform", Map.of()).status())
        .as("nobody speaks for another")
        .isEqualTo(403);
    var found = root.get("/api/v1/skills?q=POSTGRES").json().get("items");
    assertThat(found).hasSize(2);
    assertThat(found.at("/0/name").asText()).as("who can teach comes first").isEqualTo("Ada");
    assertThat(root.get("/api/v1/skills?q=postgres&teaching=true").json().get("items")).hasSize(1);
    assertThat(root.get("/skills?q=PostgreSQL").body()).contains("One person can teach");
    assertThat(root.get("/people/" + id + "/skills").body()).contains("can teach it");
    assertThat(root.get("/teams/checkout/skills").body()).contains("PostgreSQL");
    var empty = ada.post("/people/" + id + "/skills", Map.of("skill", " "));
    assertThat(empty.status()).isEqualTo(422);
    assertThat(ada.delete("/api/v1/people/" + id + "/skills/postgresql").status()).isEqualTo(204);
    assertThat(ada.delete("/api/v1/people/" + id + "/skills/postgresql").status()).isEqualTo(404);
    var journal = root.get("/api/v1/journal?subject=person&id=" + id).json().get("items");
    assertThat(journal.findValuesAsText("kind"))
        .contains("person.skill_added", "person.skill_removed");
  }

  @Test
  void a_team_says_who_does_what_in_it() {
    long grace = Cast.id(house, "grace");
    var put =
        ada.putJson(
            "/api/v1/teams/checkout/members/" + grace,
            Map.of("roles", List.of("scrum_master", "operations")));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(put.json().get("role").asText()).isEqualTo("member");
    assertThat(roles(put.json())).containsExactly("operations", "scrum_master");
    ada.putJson("/api/v1/teams/checkout/members/" + grace, Map.of("role", "lead"));
    var members = ada.get("/api/v1/teams/checkout/members").json().get("items");
    var now = new HashMap<String, List<String>>();
    members.forEach(m -> now.put(m.get("name").asText(), roles(m)));
    assertThat(now.get("Grace")).as("leading changes no role").hasSize(2);
    assertThat(ada.get("/teams/checkout").body()).contains("lead, operations, Scrum Master");
    var form =
        ada.post(
            "/teams/checkout/members/" + grace, Map.of("roles_chosen", "1", "roles", "developer"));
    assertThat(form.status()).isEqualTo(303);
    assertThat(ada.get("/people/" + grace).body()).contains("lead, developer");
    assertThat(
            ada.putJson("/api/v1/teams/checkout/members/" + grace, Map.of("roles", List.of("boss")))
                .status())
        .isEqualTo(422);
  }

  private static List<String> roles(JsonNode member) {
    var roles = new java.util.ArrayList<String>();
    member.get("roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }
}
