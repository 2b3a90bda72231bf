package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.alerts.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Instant now = house.clock.instant();
  private Visitor grace = house.visitor();
  private Visitor ada = house.visitor();
  private Visitor viewer = house.visitor();

  @BeforeEach
  void payments_belongs_to_checkout_and_grace_is_in_it() {
    grace = Cast.enters(house, "grace", "member");
    ada = Cast.enters(house, "ada", "admin");
    viewer = Cast.enters(house, "vera", "viewer");
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .execute(
                        """
                        insert into team (slug, name) values ('checkout', 'Checkout'), ('platform', 'Platform');
                        insert into membership (team_id, person_id) select 1, id from person where name = 'Grace';
                        insert into service (slug, name, owner_team_id, tier, created_at, updated_at)
                        values ('payments', 'payments', 1, 1, now(), now()), ('search', 'search', 2, 3, now(), now());
                        insert into service_known_as (key, label, kind, service_id)
                        values ('payments', 'payments', 'slug', 1), ('search', 'search', 'slug', 2);
                        """));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void the_page_says_what_where_since_when_and_why_me() {
    receives("payments", "High error rate", "critical");
    house.fastForward(Duration.ofMinutes(3));
    var page = grace.get("/alerts/1");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("payments: High error rate", "Critical", "3 min", "A-1", "Acknowledge")
        .contains("Why was I paged?", "<strong><bdi>Checkout</bdi></strong>", "Nobody yet");
    assertThat(viewer.get("/alerts/1").body()).doesNotContain("Acknowledge");
    assertThat(house.visitor().get("/alerts/1").header("Location")).startsWith("/sign-in?next=");
  }

  @Test
  void the_list_puts_the_worst_first_filters_and_exports() {
    receives("search", "A bit slow", "warning");
    receives("payments", "=HYPERLINK(\"evil\")", "critical");
    var page = grace.get("/alerts").body();
    assertThat(page).contains("2 alerts are open, 2 without an answer");
    assertThat(page.indexOf("HYPERLINK")).isLessThan(page.indexOf("A bit slow"));
    assertThat(grace.get("/alerts?service=search").body())
        .contains("A bit slow")
        .doesNotContain("HYPERLINK");
    assertThat(grace.get("/alerts?q=A_bit").body()).doesNotContain("A bit slow");
    assertThat(grace.get("/alerts?severity=purple").status()).isEqualTo(400);
    assertThat(grace.get("/alerts/export.csv").body()).contains("\"'=HYPERLINK(\"\"evil\"\")\"");
    assertThat(grace.get("/services/search/alerts").body()).contains("A bit slow");
    assertThat(grace.get("/services/payments/standing/fragment").body()).contains("Critical since");
    assertThat(grace.get("/alerts/open-fragment").body()).contains("HYPERLINK", "A bit slow");
  }

  @Test
  void who_acknowledges_first_has_it_and_nobody_else_is_rung() {
    receives("payments", "High error rate", "critical");
    assertThat(viewer.post("/alerts/1/acknowledgement").status()).isEqualTo(403);
    assertThat(promise()).isEqualTo("ringing");
    assertThat(grace.post("/alerts/1/acknowledgement").header("Location")).isEqualTo("/alerts/1");
    assertThat(promise()).isEqualTo("stopped");
    var second = ada.postJson("/api/v1/alerts/A-1/acknowledgement", "");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().at("/acknowledgement/by").asText()).isEqualTo("Grace");
    assertThat(ada.get("/alerts/1").body()).contains("<bdi>Grace</bdi>", "Give it back");
    assertThat(ada.post("/alerts/1/acknowledgement/removal").status()).isEqualTo(303);
    assertThat(promise()).isEqualTo("ringing");
    assertThat(
            grace.delete("/api/v1/alerts/1/acknowledgement").json().get("acknowledgement").isNull())
        .isTrue();
  }

  @Test
  void the_link_in_a_message_shows_a_button_and_only_the_button_acts() {
    house.givePhone("grace", "grace");
    grace.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", person("Grace"), "patience_s", 300))));
    receives("payments", "High error rate", "critical");
    house.settle();
    var link = house.phone("grace").rang("payments: High error rate").actPath();
    var stranger = house.visitor();
    for (int scans = 0; scans < 3; scans++) {
      var page = stranger.get(link);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("For <strong><bdi>Grace</bdi></strong>", "Acknowledge");
    }
    assertThat(promise()).isEqualTo("ringing");
    assertThat(stranger.with("Origin", "https://evil.example").post(link).status()).isEqualTo(403);
    assertThat(house.visitor().post(link).header("Location")).isEqualTo(link);
    assertThat(promise()).isEqualTo("stopped");
    assertThat(house.visitor().get(link).body())
        .contains("Grace</bdi> has it")
        .doesNotContain("btn-alarm");
    assertThat(house.visitor().post(link).status()).isEqualTo(303);
    assertThat(house.visitor().get(link.substring(0, link.length() - 3) + "AAA").status())
        .isEqualTo(404);
    house.fastForward(Duration.ofDays(8));
    assertThat(house.visitor().get(link).status()).isEqualTo(410);
    assertThat(house.visitor().post(link).status()).isEqualTo(410);
  }

  @Test
  void what_everybody_was_rung_for_in_vain_says_so_and_what_is_over_says_who_had_it() {
    house.givePhone("grace", "grace");
    grace.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", person("Grace"), "patience_s", 300))));
    receives("payments", "High error rate", "critical");
    house.settle();
    assertThat(grace.get("/alerts").body()).contains("no answer yet");
    house.fastForward(Duration.ofMinutes(6));
    assertThat(promise()).isEqualTo("unanswered");
    assertThat(grace.get("/alerts").body())
        .contains("nobody answered, nothing more rings", "1 without an answer")
        .doesNotContain("no answer yet");

    grace.post("/alerts/1/acknowledgement");
    grace.post("/alerts/1/resolution");
    assertThat(grace.get("/alerts?state=resolved").body()).contains("Grace</bdi> had it");
    assertThat(grace.get("/alerts/1").body()).contains("Who had it");
  }

  @Test
  void opening_an_address_that_acts_changes_nothing() {
    receives("payments", "High error rate", "critical");
    for (var act : List.of("acknowledgement", "escalation", "resolution")) {
      assertThat(grace.get("/alerts/1/" + act).status()).isIn(404, 405);
    }
    assertThat(promise()).isEqualTo("ringing");
  }

  @Test
  void a_silence_shows_its_reach_before_it_holds_and_pages_when_it_ends() {
    receives("payments", "High error rate", "critical");
    var form =
        new TreeMap<>(
            Map.of("matchers", "service=payments", "comment", "upgrade", "minutes", "60"));
    var preview = grace.post("/silences", form);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body()).contains("Would silence 1 alert of 1 service", "Silence 1 alert");
    assertThat(promise()).isEqualTo("ringing");
    form.put("confirmed", "yes");
    assertThat(grace.post("/silences", form).header("Location")).isEqualTo("/silences");
    assertThat(promise()).isEqualTo("stopped");
    assertThat(grace.get("/alerts/1").body()).contains("Silenced", "upgrade", "It pages nobody");
    assertThat(grace.get("/silences").body())
        .contains(
            "1 silence holds alerts back", "Grace", "Holds <bdi>1 alert of payments</bdi> now");
    house.fastForward(Duration.ofMinutes(61));
    assertThat(promise()).isEqualTo("ringing");
    assertThat(grace.get("/silences").body()).contains("Nothing is silenced");
  }

  @Test
  void nobody_silences_another_teams_alerts_unasked() {
    receives("search", "A bit slow", "warning");
    var wanted =
        Map.of(
            "matchers",
            List.of("service=~.+"),
            "ends_at",
            now.plusSeconds(3600).toString(),
            "comment",
            "quiet please");
    var refused = grace.postJson("/api/v1/silences", wanted);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("detail").asText()).contains("Platform");
    assertThat(viewer.postJson("/api/v1/silences", wanted).status()).isEqualTo(403);
    var made = ada.postJson("/api/v1/silences", wanted);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("state").asText()).isEqualTo("active");
    assertThat(ada.get(made.header("Location")).json().get("comment").asText())
        .isEqualTo("quiet please");
    assertThat(grace.get("/api/v1/silences").json().get("items")).hasSize(1);
    assertThat(ada.delete(made.header("Location")).status()).isEqualTo(204);
    assertThat(ada.get(made.header("Location")).json().get("state").asText()).isEqualTo("expired");
  }

  @Test
  void a_silence_wants_an_end_a_reason_and_conditions_that_ask_for_something() {
    var wrong =
        grace.postJson(
            "/api/v1/silences", Map.of("matchers", List.of("service=~.*"), "comment", " "));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("hold everything", "Say why", "Say when it ends");
    var tooLong =
        grace.postJson(
            "/api/v1/silences",
            Map.of(
                "matchers",
                List.of("service=payments"),
                "comment",
                "long",
                "ends_at",
                now.plus(Duration.ofDays(31)).toString()));
    assertThat(tooLong.body()).contains("At most 30 d");
    var typed =
        grace.post("/silences", Map.of("matchers", "payments", "comment", "why", "minutes", "60"));
    assertThat(typed.status()).isEqualTo(422);
    assertThat(typed.body()).contains("is no condition", ">payments</textarea>");
  }

  @Test
  void the_tester_gives_the_words_a_real_alert_gets() {
    var answer =
        viewer.postJson(
            "/api/v1/routing/test",
            Map.of("labels", Map.of("service", "payments", "severity", "page")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("team").asText()).isEqualTo("Checkout");
    assertThat(answer.body()).contains("payments is owned by Checkout");
    assertThat(viewer.get("/routing?labels=service%3Dpayments").body())
        .contains("Checkout would be paged", "hx-get=\"/teams/checkout/oncall\"")
        .contains("No severity is given, so it counts as <strong>warning</strong>");
    assertThat(viewer.get("/routing?labels=service%3Dpayments%2Cseverity%3Dpage").body())
        .contains("Checkout would be paged")
        .doesNotContain("No severity is given");
    assertThat(viewer.postJson("/api/v1/routing/test", Map.of("labels", List.of())).status())
        .isEqualTo(422);
    assertThat(viewer.post("/routing/last-resort", Map.of("team", "platform")).status())
        .isEqualTo(403);
    assertThat(ada.putJson("/api/v1/routing/last-resort", Map.of("team", "platform")).status())
        .isEqualTo(200);
    assertThat(viewer.get("/routing?labels=job%3Dmystery").body())
        .contains("Platform would be paged");
  }

  @Test
  void what_was_resolved_by_hand_and_still_fires_is_a_new_alert() {
    receives("payments", "High error rate", "critical");
    assertThat(grace.postJson("/api/v1/alerts/1/resolution", "").json().get("state").asText())
        .isEqualTo("resolved");
    house.fastForward(Duration.ofMinutes(2));
    receives("payments", "High error rate", "critical");
    assertThat(grace.get("/api/v1/alerts?state=open").json().at("/items/0/name").asText())
        .isEqualTo("A-2");
    assertThat(grace.get("/alerts/2").body()).contains("It was there before", "A-1");
  }

  @Test
  void hostile_words_are_only_words_and_the_page_stays_small() {
    var labels = new TreeMap<String, String>();
    labels.put("service", "payments");
    labels.put("alertname", "<script>alert(1)</script>");
    labels.put("rtl", "\u202Egnirts desrever \u0000");
    labels.put("emoji", "🔥".repeat(3_000));
    for (int i = 0; i < 10_000; i++) {
      labels.put("label" + i, "<b>" + i);
    }
    apply(
        new Symptom(
            "hostile",
            labels,
            Map.of(
                "summary", "\"><img src=x onerror=alert(1)>", "runbook_url", "javascript:alert(1)"),
            now,
            null,
            false,
            "javascript:alert(2)",
            1,
            null,
            now));
    var page = grace.get("/alerts/1").body();
    assertThat(page)
        .doesNotContain("<script>alert", "<img src=x", "javascript:", "\u202E", "<b>0")
        .contains("&lt;img src=x", "more in");
    assertThat(page.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isLessThan(60_000);
    assertThat(grace.get("/alerts").body()).doesNotContain("<img src=x");
    assertThat(grace.get("/api/v1/alerts/1").json().get("labels")).hasSize(10_004);
  }

  @Test
  void addresses_that_lead_nowhere_say_so() {
    assertThat(grace.get("/alerts/99").status()).isEqualTo(404);
    assertThat(grace.get("/api/v1/alerts/99").json().get("detail").asText()).contains("A-99");
    assertThat(grace.get("/api/v1/alerts/abc").status()).isEqualTo(404);
    assertThat(grace.get("/api/v1/silences/1").status()).isEqualTo(404);
    assertThat(house.visitor().get("/a/nonsense").status()).isEqualTo(404);
    assertThat(house.visitor().post("/a/nonsense").status()).isEqualTo(404);
    assertThat(house.visitor().get("/api/v1/alerts").status()).isEqualTo(401);
  }

  private void receives(String service, String title, String severity) {
    apply(
        new Symptom(
            service + title,
            Map.of("service", service, "alertname", title, "severity", severity),
            Map.of(),
            now,
            null,
            false,
            null,
            1,
            null,
            house.clock.instant()));
  }

  private void apply(Symptom symptom) {
    house.db().run(tx -> house.house.alerts.apply(tx, new ArrayList<>(List.of(symptom)), true));
  }

  private long person(String name) {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select id from person where name = :name")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
  }

  /** What becomes of the newest promise to page. */
  private String promise() {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select state from promise order by id desc limit 1")
                    .mapTo(String.class)
                    .one());
  }
}
