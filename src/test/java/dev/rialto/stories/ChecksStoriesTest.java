package dev.rialto.stories;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What must work is asked again and again; its owner hears of an outage before a customer calls.
 */
class ChecksStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Shop shop = new Shop();
  private final Visitor ada = house.as("ada", "member");
  private final Visitor mirela = house.as("mirela", "member");

  @BeforeEach
  void checkout_is_a_service_of_ada() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    house.givePhone("ada", "ada");
    ada.postJson(
        "/api/v1/services",
        Map.of(
            "name",
            "checkout",
            "owner",
            "checkout",
            "environments",
            List.of(Map.of("name", "Prod", "tier", "production"))));
    var policy =
        ada.putJson(
            "/api/v1/teams/checkout/escalation-policy",
            Map.of(
                "version",
                0,
                "repeats",
                0,
                "levels",
                List.of(
                    Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
    assertThat(policy.status()).as(policy.body()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    house.close();
    shop.close();
  }

  @Test
  void two_failures_are_an_outage_its_owner_is_paged_and_recovery_ends_it() {
    long id = made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(5));
    assertThat(state(id)).isEqualTo("up");
    house.phone("ada").isSilent();

    shop.breaks();
    house.fastForward(ofMinutes(1));
    assertThat(state(id)).isEqualTo("down");
    house.phone("ada").rang("checkout: Customers can pay");
    var alert = ada.get("/api/v1/alerts?state=firing").json().at("/items/0");
    assertThat(alert.get("severity").asText()).isEqualTo("critical");
    assertThat(alert.at("/labels/rialto_check").asText()).isEqualTo(String.valueOf(id));
    assertThat(ada.get("/checks/" + id).body())
        .contains("Customers can pay: does not answer since")
        .contains("503")
        .contains("Out of books")
        .contains("id=\"open-alert\"", "nobody has it yet")
        .as("two tries in a row that say the same say it once")
        .containsOnlyOnce("<br><span class=\"faint break\">");
    house.fastForward(ofMinutes(10));
    house.phone("ada").isSilent();

    shop.recovers();
    house.fastForward(ofMinutes(2));
    assertThat(state(id)).isEqualTo("up");
    house.phone("ada").rang("[resolved]");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
    assertThat(states(id)).containsExactly("unknown", "up", "down", "up");
  }

  @Test
  void one_failure_is_tried_again_at_once_and_is_no_outage() {
    long id = made("Customers can pay", Map.of("confirm_failures", 3, "confirm_of", 3));
    house.fastForward(ofMinutes(2));
    shop.breaks();
    int before = shop.asked();
    house.fastForward(ofMinutes(1));
    assertThat(shop.asked() - before).isEqualTo(2);
    assertThat(state(id)).isEqualTo("up");
    shop.recovers();
    house.fastForward(ofMinutes(10));
    assertThat(states(id)).containsExactly("unknown", "up");
    house.phone("ada").isSilent();
  }

  @Test
  void spans_uptime_and_coverage_are_weighted_by_time() {
    long id = made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(60));
    shop.breaks();
    house.fastForward(ofMinutes(30));
    shop.recovers();
    house.fastForward(ofMinutes(30));
    var uptime = ada.get("/api/v1/checks/" + id + "/uptime").json();
    assertThat(uptime.get("uptime").asDouble()).isBetween(0.74, 0.76);
    assertThat(uptime.get("coverage").asDouble()).isGreaterThan(0.98);
    var spans = ada.get("/api/v1/checks/" + id + "/spans").json().get("items");
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).get("from")).isEqualTo(spans.get(i - 1).get("to"));
    }
  }

  @Test
  void a_degraded_answer_opens_an_alert_that_pages_nobody_until_it_is_down() {
    long id =
        made(
            "Customers can pay",
            Map.of("probe", probe(Map.of("latency", Map.of("degraded_ms", 20)))));
    shop.takes(ofMillis(40));
    house.fastForward(ofMinutes(2));
    assertThat(state(id)).isEqualTo("degraded");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().at("/items/0/severity").asText())
        .isEqualTo("info");
    house.phone("ada").isSilent();
    shop.breaks();
    house.fastForward(ofMinutes(2));
    assertThat(state(id)).isEqualTo("down");
    house.phone("ada").rang("Customers can pay");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).hasSize(1);
  }

  @Test
  void a_check_that_goes_to_and_fro_is_a_few_alerts_and_no_storm() {
    made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(2));
    for (int i = 0; i < 40; i++) {
      shop.breaks();
      house.fastForward(ofMinutes(1));
      shop.recovers();
      house.fastForward(ofMinutes(1));
    }
    var alerts = ada.get("/api/v1/alerts?limit=100").json().get("items");
    assertThat(alerts.size()).isBetween(1, 3);
    var body = ada.get("/checks").body();
    assertThat(body).contains("flapping");
    house.fastForward(ofMinutes(40));
    assertThat(ada.get("/checks").body()).doesNotContain("flapping");
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
  }

  @Test
  void a_young_check_says_since_when_and_its_removal_what_is_lost() {
    long id = made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(5));
    assertThat(ada.get("/checks/" + id).body())
        .contains("answers, 100\u00a0% in 5", "since 15:00 (5", "not watched before 17 Nov")
        .doesNotContain("24 hours", ">90 days<", "What was seen");
    assertThat(ada.get("/checks").body()).contains("100 %<br> <span class=\"faint\">in 5");
    assertThat(ada.get("/checks/" + id + "/remove").body())
        .contains(
            "Nobody looks at checkout any more, and its spans and uptime since 15:00 are gone")
        .contains("Pause instead")
        .doesNotContain("its open alert is over");

    shop.breaks();
    house.fastForward(ofMinutes(2));
    assertThat(ada.get("/checks/" + id + "/remove").body())
        .contains("any more, its open alert is over, and its spans");
  }

  @Test
  void what_left_nothing_to_see_has_no_empty_box() {
    var made =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "The till listens",
                "service",
                "checkout",
                "probe",
                Map.of("type", "tcp", "host", "127.0.0.1", "port", 1)));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    house.fastForward(ofMinutes(3));
    long id = made.json().at("/check/id").asLong();
    assertThat(state(id)).isEqualTo("down");
    assertThat(ada.get("/checks/" + id).body()).doesNotContain("What was seen");
  }

  @Test
  void a_form_offers_what_is_usual_as_a_value_and_never_as_a_shadow() {
    assertThat(ada.get("/checks/new?type=tls").body())
        .contains("name=\"p_days_degraded\" type=\"text\" value=\"14\"", "Empty: never");
    assertThat(ada.get("/checks/new?type=http").body())
        .contains("name=\"p_days_degraded\" type=\"text\" value=\"\"", "Empty: never")
        .doesNotContain("placeholder=\"14\"", "placeholder=\"800\"");
  }

  @Test
  void a_pause_is_unknown_ends_the_alert_and_asks_nobody() {
    long id = made("Customers can pay", Map.of());
    shop.breaks();
    house.fastForward(ofMinutes(3));
    house.phone("ada").rang("Customers can pay");
    ada.send("PUT", "/api/v1/checks/" + id + "/pause", null, null);
    int asked = shop.asked();
    house.fastForward(ofMinutes(10));
    assertThat(shop.asked()).isEqualTo(asked);
    assertThat(state(id)).isEqualTo("unknown");
    house.phone("ada").rang("[resolved]");
    assertThat(ada.get("/checks/" + id).body()).contains("Customers can pay is paused");

    ada.send("DELETE", "/api/v1/checks/" + id + "/pause", null, null);
    house.fastForward(ofMinutes(3));
    assertThat(state(id)).isEqualTo("down");
    house.phone("ada").rang("Customers can pay");
  }

  @Test
  void a_secret_is_sent_to_the_target_and_never_shown_again() {
    long id =
        made(
            "Customers can pay",
            Map.of(
                "probe",
                probe(
                    Map.of(
                        "headers",
                        List.of(Map.of("name", "X-Api-Key", "value", "s3cr3t", "secret", true))))));
    house.fastForward(ofMinutes(2));
    assertThat(shop.key()).isEqualTo("s3cr3t");
    var json = ada.get("/api/v1/checks/" + id);
    assertThat(json.body()).doesNotContain("s3cr3t").contains("X-Api-Key");
    for (var path : List.of("/checks/" + id, "/checks/" + id + "/edit", "/journal")) {
      assertThat(ada.get(path).body()).doesNotContain("s3cr3t");
    }
    // Left out, it is kept; typed anew, the journal says only that it changed.
    var kept = (com.fasterxml.jackson.databind.node.ObjectNode) json.json().get("probe");
    var changed =
        ada.patchJson(
            "/api/v1/checks/" + id,
            Map.of("version", json.json().get("version").asInt(), "probe", kept, "timeout_s", 7));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    house.fastForward(ofMinutes(2));
    assertThat(shop.key()).isEqualTo("s3cr3t");
    var dump =
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery("select secrets::text from check_definition")
                        .mapTo(String.class)
                        .one());
    assertThat(dump).contains("header:x-api-key").doesNotContain("s3cr3t");
  }

  @Test
  void what_is_typed_can_be_tried_before_it_is_saved() {
    var form = new HashMap<String, String>();
    form.put("type", "http");
    form.put("name", "Customers can pay");
    form.put("service", "checkout");
    form.put("p_urls", shop.url());
    form.put("p_method", "GET");
    form.put("p_status", "2xx");
    form.put("p_verify_certificate", "on");
    form.put("expect_kind", "text");
    form.put("expect_is", "contains");
    form.put("expect_value", "Welcome");
    form.put("interval_s", "60");
    form.put("timeout_s", "5");
    form.put("confirm_failures", "2");
    form.put("confirm_of", "3");
    form.put("severity", "critical");
    var tried = ada.post("/checks/try", form);
    assertThat(tried.status()).as(tried.body()).isEqualTo(200);
    assertThat(tried.body()).contains("Tried just now").contains("nothing was saved");
    assertThat(ada.get("/api/v1/checks").json().get("items")).isEmpty();

    shop.answers(200, "We are closed");
    assertThat(ada.post("/checks/try", form).body()).contains("Welcome");
    assertThat(ada.post("/checks", form).status()).isEqualTo(303);
    assertThat(ada.get("/api/v1/checks").json().at("/items/0/probe/expect/0/value").asText())
        .isEqualTo("Welcome");

    form.put("p_urls", "ftp://nowhere");
    var wrong = ada.post("/checks/try", form);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Needs http:// or https://").contains("ftp://nowhere");
    var answers = new ArrayList<Integer>();
    form.put("p_urls", shop.url());
    for (int i = 0; i < 12; i++) {
      answers.add(ada.post("/checks/try", form).status());
    }
    assertThat(answers).contains(429);
  }

  @Test
  void bad_input_names_every_field_and_nothing_is_kept() {
    var answer =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "",
                "service",
                "nowhere",
                "probe",
                Map.of("type", "http", "urls", List.of("nonsense")),
                "interval_s",
                1,
                "severity",
                "loud"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .contains("name", "service", "probe.urls[0]", "interval_s", "severity");
    assertThat(ada.get("/api/v1/checks").json().get("items")).isEmpty();
  }

  @Test
  void only_those_who_own_the_service_may_change_its_checks() {
    long id = made("Customers can pay", Map.of());
    assertThat(
            mirela.patchJson("/api/v1/checks/" + id, Map.of("version", 1, "name", "Mine")).status())
        .isEqualTo(403);
    assertThat(mirela.send("DELETE", "/api/v1/checks/" + id + "?version=1", null, null).status())
        .isEqualTo(403);
    assertThat(mirela.get("/checks/" + id).status()).isEqualTo(200);
    var other =
        mirela.postJson(
            "/api/v1/checks",
            Map.of("name", "Theirs", "service", "checkout", "probe", probe(Map.of())));
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void who_comes_second_hears_so_and_loses_nothing_that_was_typed() {
    long id = made("Customers can pay", Map.of());
    ada.patchJson("/api/v1/checks/" + id, Map.of("version", 1, "timeout_s", 7));
    var late = ada.patchJson("/api/v1/checks/" + id, Map.of("version", 1, "timeout_s", 8));
    assertThat(late.status()).isEqualTo(409);
    assertThat(ada.get("/api/v1/checks/" + id).json().get("timeout_s").asInt()).isEqualTo(7);
  }

  @Test
  void a_removed_check_ends_its_alert_and_leaves_nothing_behind() {
    long id = made("Customers can pay", Map.of());
    shop.breaks();
    house.fastForward(ofMinutes(3));
    house.phone("ada").rang("Customers can pay");
    assertThat(ada.get("/services/checkout/reach/fragment").body())
        .contains("must-move", "1 check looks at it", "1 alert is open");
    assertThat(ada.delete("/api/v1/checks/" + id + "?version=1").status()).isEqualTo(204);
    house.fastForward(ofMinutes(3));
    house.phone("ada").rang("[resolved]");
    assertThat(ada.get("/checks/" + id).status()).isEqualTo(404);
    assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
    assertThat(rows("state_span")).isZero();
  }

  @Test
  void a_badge_is_nobodys_business_until_it_is_opened() {
    long id = made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(30));
    var stranger = house.visitor();
    assertThat(stranger.get("/badges/check/" + id + ".json").status()).isEqualTo(404);
    assertThat(ada.get("/badges/check/" + id + ".json").status()).isEqualTo(200);
    ada.patchJson("/api/v1/checks/" + id, Map.of("version", 1, "badge", true));
    var badge = stranger.get("/badges/check/" + id + ".json").json();
    assertThat(badge.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(badge.get("message").asText()).startsWith("up, 100 %");
  }

  @Test
  void prometheus_finds_what_it_knows_from_blackbox_exporter() {
    made("Customers can pay", Map.of("environment", "Prod"));
    house.fastForward(ofMinutes(2));
    assertThat(ada.get("/metrics").body())
        .contains("probe_success{")
        .contains("service=\"checkout\"")
        .contains("probe_http_duration_seconds{")
        .contains("phase=\"processing\"")
        .contains("probe_http_status_code");
    assertThat(house.visitor().get("/metrics").body())
        .doesNotContain("Customers can pay")
        .contains("# probe_success");
  }

  @Test
  void old_results_go_by_the_day_and_roll_ups_stay() {
    long id = made("Customers can pay", Map.of("interval_s", 3_600));
    house.fastForward(ofMinutes(60 * 24 * 3));
    house.house.history.turn(house.clock.instant());
    house.house.history.turn(house.clock.instant());
    long before = rows("check_result");
    assertThat(rows("check_rollup")).isBetween(48L, 72L);
    house.clock.turn(java.time.Duration.ofDays(13));
    house.house.history.turn(house.clock.instant());
    assertThat(rows("check_result")).isBetween(1L, before - 20);
    assertThat(rows("check_rollup")).isBetween(48L, 72L);
    var returned = house.as("ada", "member");
    assertThat(returned.get("/checks/" + id + "?window=30d").body()).contains("class=\"line\"");
  }

  @Test
  void a_night_without_rialto_is_unknown_and_counts_for_nobody() {
    long id = made("Customers can pay", Map.of());
    house.fastForward(ofMinutes(10));
    house.clock.turn(java.time.Duration.ofHours(8));
    house.fastForward(ofMinutes(3));
    assertThat(states(id)).containsExactly("unknown", "up", "unknown", "up");
    var uptime = ada.get("/api/v1/checks/" + id + "/uptime").json();
    assertThat(uptime.get("uptime").isNull()).isTrue();
    assertThat(ada.get("/checks/" + id).body()).contains("n/a");
  }

  private Map<String, Object> probe(Map<String, Object> more) {
    var probe = new HashMap<String, Object>();
    probe.put("type", "http");
    probe.put("urls", List.of(shop.url()));
    probe.putAll(more);
    return probe;
  }

  private long made(String name, Map<String, Object> more) {
    var draft = new HashMap<String, Object>();
    draft.put("name", name);
    draft.put("service", "checkout");
    draft.put("probe", probe(Map.of()));
    draft.put("interval_s", 60);
    draft.put("timeout_s", 5);
    draft.putAll(more);
    var made = ada.postJson("/api/v1/checks", draft);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().at("/check/id").asLong();
  }

  private String state(long id) {
    return ada.get("/api/v1/checks/" + id).json().get("state").asText();
  }

  private List<String> states(long id) {
    JsonNode spans =
        ada.get("/api/v1/checks/" + id + "/spans?from=" + Instant.parse("2026-11-01T00:00:00Z"))
            .json()
            .get("items");
    return spans.findValuesAsText("state");
  }

  private long rows(String table) {
    return house
        .db()
        .read(
            tx -> tx.handle().createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }
}
