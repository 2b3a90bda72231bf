package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers see of Merchant Row, when they see it, and what they never do. */
class StatusStoriesTest {
  private static final String API = "/api/v1/status";

  private final TestHouse house = new TestHouse();
  private final Shop shop = new Shop();
  private final Visitor ada = house.as("ada", "admin");

  @BeforeEach
  void a_shop() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    for (var service : List.of("psp-gateway", "pg-main")) {
      made(
          ada.postJson(
              "/api/v1/services",
              Map.of("name", service, "owner", "checkout", "capability", "Customers can pay")));
    }
    made(ada.postJson("/api/v1/services", Map.of("name", "cron-box", "owner", "checkout")));
  }

  @AfterEach
  void close() {
    house.close();
    shop.close();
  }

  private static Visitor.Answer made(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  private void opens(String title) {
    made(ada.putJson(API + "/settings", Map.of("open", true, "title", title, "version", 1)));
  }

  private void publishes(String name) {
    made(ada.postJson(API + "/components", Map.of("name", name, "target", "customers-can-pay")));
  }

  private String seen() {
    house.fastForward(Duration.ofSeconds(10));
    var answer = house.visitor().get("/status");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void says(long incident, String text, String told) {
    made(
        ada.postJson(
            "/api/v1/incidents/" + incident + "/notes", Map.of("text", text, "told", told)));
  }

  @Test
  void nobody_outside_sees_anything_before_an_administrator_opens_it() {
    for (var path : List.of("/status", "/status/feed.atom", API, "/status/incidents/1")) {
      assertThat(house.visitor().get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(house.visitor().post("/status/subscriptions", Map.of("kind", "email")).status())
        .isEqualTo(404);
    var grace = house.as("grace", "member");
    var preview = grace.get("/status");
    assertThat(preview.body()).contains("Closed", "Only people who are signed in");
    assertThat(preview.header("Cache-Control")).isEqualTo("no-store");
    assertThat(grace.get("/status/settings").status()).isEqualTo(403);
    assertThat(house.visitor().get("/sign-in").body()).contains("hx-get=\"/status/line\"");
    assertThat(house.visitor().get("/status/line").status()).isEqualTo(204);
    assertThat(grace.putJson(API + "/settings", Map.of("open", true)).status()).isEqualTo(403);

    assertThat(
            ada.post(
                    "/status/settings",
                    Map.of("open", "yes", "title", "Merchant Row status", "version", "1"))
                .status())
        .isEqualTo(303);
    var open = house.visitor().get("/status");
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.body()).contains("Merchant Row status", "Nothing is shown here yet");
    assertThat(open.header("Cache-Control")).isEqualTo("public, max-age=15");
    assertThat(house.visitor().get("/status/line").body())
        .contains("href=\"/status\"", "Nothing is shown here yet");
    assertThat(ada.get("/journal").body()).contains("status page opened");

    made(ada.putJson(API + "/settings", Map.of("open", false, "version", 2)));
    assertThat(house.visitor().get("/status").status()).isEqualTo(404);
  }

  @Test
  void capabilities_are_shown_in_customers_words_with_ninety_days_behind_them() {
    opens("Merchant Row status");
    publishes("Pay");
    assertThat(seen())
        .contains("Everything works", ">Pay<", "Works", "No check watches it; we tell you by hand")
        .doesNotContain("90 days ago", "not watched before");
    made(
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "pay-probe",
                "service",
                "psp-gateway",
                "probe",
                Map.of("type", "http", "urls", List.of(shop.url())))));
    house.fastForward(Duration.ofMinutes(5));
    assertThat(seen())
        .contains("Everything works", "not watched before 17 Nov", "100 %", "class=\"unwatched\"")
        .contains("We announced no incident; the bars above show what our checks saw")
        .doesNotContain("90 days ago", "No check watches it");
    shop.breaks();
    house.fastForward(Duration.ofMinutes(2));
    var down = seen();
    assertThat(down)
        .contains("“Pay” does not work at the moment", "Not now")
        .doesNotContain("psp-gateway", "pg-main", "pay-probe", "Ada", "Checkout");
    var json = house.visitor().get(API).json();
    assertThat(json.get("state").asText()).isEqualTo("down");
    assertThat(json.at("/components/0/state").asText()).isEqualTo("down");
  }

  @Test
  void an_alert_alone_is_not_told_outside() {
    opens("Status");
    publishes("Pay");
    Fires.alert(house, "psp-gateway", "critical");
    assertThat(seen()).contains("Everything works").doesNotContain("High error rate");
  }

  @Test
  void an_incident_is_told_by_its_public_words_and_by_nothing_else() {
    opens("Merchant Row status");
    publishes("Pay");
    long id =
        new Outages(house, ada)
            .declare("psp-gateway: pool exhausted, says Tomás", 1, "psp-gateway");
    says(id, "The pool of pg-main is empty", "record");
    says(id, "Only for those inside", "inside");
    assertThat(seen()).contains("Everything works").doesNotContain("pool");
    assertThat(house.visitor().get("/status/incidents/" + id).status()).isEqualTo(404);

    says(id, "Cards are not taken at the moment. Your basket is kept.", "public");
    var open = seen();
    assertThat(open)
        .contains("“Pay” does not work", "Your basket is kept", "next word by")
        .doesNotContain("psp-gateway", "pool", "Tomás", "Ada", "Only for those inside", "INC-");
    var page = house.visitor().get("/status/incidents/" + id);
    assertThat(page.body())
        .contains("Your basket is kept", "“Pay” does not work at the moment", "Since <time")
        .contains(
            "class=\"verdict\" data-state=\"down\"", "<a href=\"/status\">To the status page</a>")
        .doesNotContain("pool", "Ada");

    new Outages(house, ada).resolve(id);
    assertThat(seen()).contains("Everything works", "What we said");
    assertThat(house.visitor().get("/status/incidents/" + id).body())
        .contains("It is over: Pay", "class=\"verdict\" data-state=\"up\"")
        .doesNotContain("Since <time");
    assertThat(house.visitor().get(API).json().at("/incidents/0/state").asText())
        .isEqualTo("resolved");
  }

  @Test
  void planned_work_is_told_by_what_it_touches() {
    opens("Status");
    publishes("Pay");
    made(
        ada.postJson(
            "/api/v1/maintenance",
            Map.of(
                "title",
                "PostgreSQL 18 on pg-main",
                "scope",
                "service",
                "target",
                "pg-main",
                "starts",
                "2026-11-17T14:30",
                "zone",
                "UTC",
                "lasts_min",
                60,
                "rrule",
                "")));
    assertThat(seen()).contains("Planned", "in 29 min").doesNotContain("PostgreSQL", "pg-main");
    house.fastForward(Duration.ofMinutes(40));
    assertThat(seen())
        .contains("“Pay” is being worked on, as planned", "Running", "Planned work until <time");
    house.fastForward(Duration.ofMinutes(60));
    assertThat(seen()).contains("Everything works").doesNotContain("Running");
  }

  @Test
  void what_was_written_for_customers_of_planned_work_is_all_they_read_of_it() {
    opens("Status");
    publishes("Pay");
    var draft = new HashMap<String, Object>();
    draft.put("title", "PostgreSQL 18 on pg-main");
    draft.put("public_text", "Receipts come an hour later <tonight>.");
    draft.put("scope", "service");
    draft.put("target", "pg-main");
    draft.put("starts", "2026-11-17T14:30");
    draft.put("zone", "UTC");
    draft.put("lasts_min", 60);
    var window = ada.postJson("/api/v1/maintenance", draft);
    made(window);
    assertThat(seen())
        .contains("Receipts come an hour later &lt;tonight&gt;.", ">Pay<")
        .doesNotContain("PostgreSQL", "pg-main");
    assertThat(house.visitor().get("/api/v1/status").json().at("/planned/0/text").asText())
        .isEqualTo("Receipts come an hour later <tonight>.");

    var path = "/api/v1/maintenance/" + window.json().get("id").asLong();
    assertThat(ada.patchJson(path, Map.of("public_text", "x".repeat(301), "version", 1)).status())
        .isEqualTo(422);
    assertThat(ada.patchJson(path, Map.of("public_text", "", "version", 1)).status())
        .isEqualTo(200);
    assertThat(seen()).doesNotContain("Receipts").contains("in 29 min");
  }

  @Test
  void the_feed_is_an_atom_feed_of_public_words() throws Exception {
    opens("Merchant Row status");
    publishes("Pay");
    long id = new Outages(house, ada).declare("secret title", 2, "psp-gateway");
    says(id, "Some cards <fail> & \"we\" know why", "public");
    house.fastForward(Duration.ofSeconds(10));
    var feed = house.visitor().get("/status/feed.atom");
    assertThat(feed.header("Content-Type")).startsWith("application/atom+xml");
    var xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(feed.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(xml.getElementsByTagName("entry").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("content").item(0).getTextContent())
        .isEqualTo("Some cards <fail> & \"we\" know why");
    assertThat(feed.body()).doesNotContain("secret title");
    assertThat(house.visitor().get("/status/feed.atom?component=1").body()).contains("<entry>");
    assertThat(house.visitor().get("/status/feed.atom?component=9").body())
        .doesNotContain("<entry>");
  }

  @Test
  void components_are_published_renamed_and_taken_off_and_mistakes_are_kept() {
    assertThat(ada.post("/status/components/all").status()).isEqualTo(303);
    var all = ada.get(API + "/components").json().get("items");
    assertThat(all).hasSize(1);
    assertThat(all.at("/0/name").asText()).isEqualTo("Customers can pay");
    var twice =
        ada.postJson(API + "/components", Map.of("name", "Pay", "target", "customers-can-pay"));
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body()).contains("on the page already");
    assertThat(
            ada.postJson(API + "/components", Map.of("name", "Pay", "target", "nowhere")).status())
        .isEqualTo(422);
    made(
        ada.postJson(
            API + "/components",
            Map.of("name", "Reports", "kind", "service", "target", "cron-box", "place", 5)));
    made(ada.patchJson(API + "/components/1", Map.of("name", "Pay", "version", 1)));
    var late =
        ada.post(
            "/status/components/1",
            Map.of(
                "name",
                "Buy",
                "description",
                "",
                "kind",
                "capability",
                "target",
                "customers-can-pay",
                "place",
                "7",
                "version",
                "1"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Someone was faster", "value=\"Buy\"");
    assertThat(ada.send("DELETE", API + "/components/1?version=1", null, null).status())
        .isEqualTo(409);
    assertThat(ada.send("DELETE", API + "/components/1?version=2", null, null).status())
        .isEqualTo(204);
    assertThat(ada.get(API + "/components").json().at("/items/0/name").asText())
        .isEqualTo("Reports");
    var stale =
        ada.post("/status/settings", Map.of("title", "Mine", "intro", "kept", "version", "7"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body()).contains("value=\"Mine\"", "kept", "Someone was faster");
    assertThat(ada.post("/status/settings", Map.of("title", "", "version", "1")).status())
        .isEqualTo(422);
    assertThat(ada.get("/journal").body())
        .contains("status component published", "status component removed");
  }

  @Test
  void whoever_hammers_is_asked_to_wait() {
    opens("Status");
    Visitor.Answer answer = house.visitor().get("/status");
    for (int i = 0; i < 130 && answer.status() == 200; i++) answer = house.visitor().get("/status");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("60");
    house.fastForward(Duration.ofMinutes(1));
    assertThat(house.visitor().get("/status").status()).isEqualTo(200);
  }
}
