package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.alerts.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsStoriesTest {
  private final TestHouse house = new TestHouse();
  private Visitor ada = house.as("ada", "admin");
  private Visitor prometheus = house.visitor();
  private long source;
  private String token = "";

  @BeforeEach
  void a_prometheus_is_added() {
    var added =
        ada.postJson(
            "/api/v1/sources", Map.of("name", "Prometheus in eu-1", "format", "prometheus"));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    source = added.json().get("id").asLong();
    token = added.json().get("token").asText();
    prometheus = house.visitor().withToken(token);
  }

  @AfterEach
  void the_story_ends() {
    house.close();
  }

  @Test
  void prometheus_is_answered_after_the_commit_and_its_alert_is_listed() {
    var answer = prometheus.postJson("/api/v2/alerts", firing("HighErrorRate", "checkout"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(count("select count(*) from signal")).isEqualTo(1);
    house.settle();

    var alert = only(prometheus.get("/api/v2/alerts").json());
    var labels =
        Map.of("alertname", "HighErrorRate", "service", "checkout", "severity", "critical");
    assertThat(alert.get("fingerprint").asText()).isEqualTo(Fingerprint.of(labels));
    assertThat(alert.get("labels").get("service").asText()).isEqualTo("checkout");
    assertThat(alert.get("status").get("state").asText()).isEqualTo("active");
    assertThat(count("select count(*) from signal_due")).isZero();
    var heard = ada.get("/api/v1/sources/" + source).json();
    assertThat(heard.get("state").asText()).isEqualTo("heard");
    assertThat(heard.get("alerts").asLong()).isEqualTo(1);
  }

  @Test
  void the_token_may_be_in_the_path_or_the_password() {
    var stranger = house.visitor();
    assertThat(stranger.postJson("/in/" + token + "/api/v2/alerts", firing("A", "x")).status())
        .isEqualTo(200);
    var basic =
        java.util.Base64.getEncoder()
            .encodeToString(("anyone:" + token).getBytes(StandardCharsets.UTF_8));
    assertThat(
            house
                .visitor()
                .with("Authorization", "Basic " + basic)
                .postJson("/api/v2/alerts", firing("B", "x"))
                .status())
        .isEqualTo(200);
    house.settle();
    assertThat(names(stranger.get("/in/" + token + "/api/v2/alerts").json()))
        .containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void a_token_that_is_wrong_or_old_is_refused_and_audited() {
    assertThat(house.visitor().postJson("/api/v2/alerts", firing("A", "x")).status())
        .isEqualTo(401);
    ada.post("/sources/" + source + "/token");
    assertThat(prometheus.postJson("/api/v2/alerts", firing("A", "x")).status()).isEqualTo(401);
    assertThat(prometheus.get("/api/v2/alerts").status()).isEqualTo(401);
    Await.until(
        () -> count("select count(*) from journal_entry where kind = 'signal.refused'") == 1);
    assertThat(ada.get("/sources").body()).contains("Turned away");
    assertThat(count("select count(*) from signal")).isZero();
  }

  @Test
  void the_good_ones_of_a_batch_are_stored_and_the_bad_ones_named() {
    var answer =
        prometheus.postJson(
            "/api/v2/alerts",
            """
            [{"labels":{"alertname":"Good"}},{"labels":{"alertname":["bad"]}},{"labels":{"alertname":""}}]
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().asText())
        .startsWith("2 of 3 alerts could not be taken, the others were stored. ")
        .contains("/1/labels/alertname: expected a string, found an array")
        .contains("/2/labels: no label with a value is left");
    house.settle();
    assertThat(names(prometheus.get("/api/v2/alerts").json())).containsExactly("Good");
    Await.until(
        () -> !ada.get("/api/v1/sources/" + source + "/errors").json().get("items").isEmpty());
    assertThat(ada.get("/sources/" + source).body()).contains("/1/labels/alertname");
  }

  @Test
  void nothing_of_a_body_that_cannot_be_read_is_kept() {
    byte[] notUtf8 = "[{\"labels\":{\"a\":\"b\"}}]".getBytes(StandardCharsets.UTF_8);
    notUtf8[16] = (byte) 0xff;
    var bodies =
        List.of(
            "[{\"labels\":".getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_8),
            ("[" + "[".repeat(50_000)).getBytes(StandardCharsets.UTF_8),
            notUtf8);
    for (var body : bodies) {
      var answer = prometheus.send("POST", "/api/v2/alerts", "application/json", body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.json().isTextual()).isTrue();
    }
    var huge = ("[\"" + "x".repeat(1_100_000) + "\"]").getBytes(StandardCharsets.UTF_8);
    assertThat(prometheus.send("POST", "/api/v2/alerts", "application/json", huge).status())
        .isEqualTo(413);
    assertThat(count("select count(*) from signal")).isZero();
    Await.until(
        () ->
            IntStream.range(0, 1)
                .allMatch(
                    i ->
                        ada.get("/api/v1/sources/" + source + "/errors")
                            .json()
                            .get("items")
                            .toString()
                            .contains("413")));
  }

  @Test
  void hostile_text_is_kept_and_shown_as_text() {
    var evil = "<script>alert(1)</script> \u202Eעברית 🔥 '\"&";
    var labels = Map.of("alertname", evil, "service", "<b>x</b>");
    prometheus.postJson("/api/v2/alerts", List.of(Map.of("labels", labels)));
    house.settle();
    assertThat(
            only(prometheus.get("/api/v2/alerts").json()).get("labels").get("alertname").asText())
        .isEqualTo(evil);
    for (var path : List.of("/signals/1", "/sources/" + source)) {
      assertThat(ada.get(path).body())
          .as(path)
          .doesNotContain("<script>alert")
          .contains("&lt;script&gt;alert(1)");
    }
    assertThat(ada.get("/signals/1").body())
        .contains("What it says", "href=\"/alerts/1\"", "nobody is told twice");
  }

  @Test
  void refreshes_that_tell_nothing_new_fold_into_one_row() {
    var start = house.clock.instant();
    for (int i = 0; i < 5; i++) {
      prometheus.postJson(
          "/api/v2/alerts",
          List.of(
              Map.of(
                  "labels",
                  Map.of("alertname", "Slow"),
                  "startsAt",
                  start.toString(),
                  "endsAt",
                  house.clock.instant().plus(Duration.ofMinutes(4)).toString())));
      house.settle();
      house.clock.turn(Duration.ofMinutes(1));
    }
    assertThat(count("select count(*) from signal")).isEqualTo(1);
    assertThat(count("select count from signal")).isEqualTo(5);
    assertThat(only(prometheus.get("/api/v2/alerts").json()).get("endsAt").asText())
        .isEqualTo(start.plus(Duration.ofMinutes(8)).toString());
  }

  @Test
  void the_webhook_of_alertmanager_resolves_just_its_own() {
    var body =
        """
        {"version":"4","groupKey":"{}:{alertname=\\"Disk\\"}","status":"firing","receiver":"rialto","alerts":[
          {"status":"firing","labels":{"alertname":"Disk","host":"a"},"startsAt":"2026-11-17T13:00:00Z","endsAt":"0001-01-01T00:00:00Z"},
          {"status":"%s","labels":{"alertname":"Disk","host":"b"},"startsAt":"2026-11-17T13:00:00Z","endsAt":"%s"}]}
        """;
    assertThat(
            prometheus
                .postJson(
                    "/api/v1/signals/alertmanager",
                    body.formatted("firing", "0001-01-01T00:00:00Z"))
                .status())
        .isEqualTo(202);
    house.settle();
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/alerts").json()).hasSize(2);
    prometheus.postJson(
        "/api/v1/signals/alertmanager", body.formatted("resolved", "2026-11-17T13:30:00Z"));
    house.settle();
    assertThat(only(prometheus.get("/api/v2/alerts").json()).get("labels").get("host").asText())
        .isEqualTo("a");
  }

  @Test
  void a_script_opens_and_closes_its_alert_by_a_key() {
    assertThat(
            prometheus
                .postJson(
                    "/api/v1/signals/alerts",
                    Map.of("title", "Disk full", "severity", "critical", "dedup_key", "d1"))
                .json()
                .get("accepted")
                .asInt())
        .isEqualTo(1);
    house.settle();
    assertThat(names(prometheus.get("/api/v2/alerts").json())).containsExactly("Disk full");
    house.clock.turn(Duration.ofMinutes(1));
    prometheus.postJson("/api/v1/signals/alerts", Map.of("dedup_key", "d1", "status", "resolved"));
    house.settle();
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/alerts").json()).isEmpty();
    assertThat(prometheus.postJson("/api/v1/signals/alerts", Map.of("severity", "odd")).status())
        .isEqualTo(400);
  }

  @Test
  void alerts_are_filtered_and_grouped_as_alertmanager_does() {
    prometheus.postJson("/api/v2/alerts", firing("A", "checkout"));
    prometheus.postJson("/api/v2/alerts", firing("A", "search"));
    prometheus.postJson("/api/v2/alerts", firing("B", "checkout"));
    house.settle();
    assertThat(
            (Iterable<JsonNode>)
                prometheus.get("/api/v2/alerts?filter=service%3D%22checkout%22").json())
        .hasSize(2);
    assertThat(
            (Iterable<JsonNode>)
                prometheus.get("/api/v2/alerts?filter=alertname%3D~%22A%7CC%22").json())
        .hasSize(2);
    assertThat(prometheus.get("/api/v2/alerts?filter=nonsense").status()).isEqualTo(400);
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/alerts/groups").json()).hasSize(2);
    assertThat(prometheus.get("/api/v2/status").json().get("cluster")).isNotNull();
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/receivers").json()).isNotEmpty();
  }

  @Test
  void a_silence_is_made_shown_and_ended() {
    prometheus.postJson("/api/v2/alerts", firing("A", "checkout"));
    house.settle();
    var made =
        prometheus.postJson(
            "/api/v2/silences",
            Map.of(
                "matchers",
                List.of(Map.of("name", "alertname", "value", "A", "isRegex", false)),
                "startsAt",
                house.clock.instant().toString(),
                "endsAt",
                house.clock.instant().plus(Duration.ofHours(1)).toString(),
                "createdBy",
                "ada",
                "comment",
                "work on the network"));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    var id = made.json().get("silenceID").asText();
    house.settle();
    assertThat(only(prometheus.get("/api/v2/alerts").json()).get("status").get("silencedBy"))
        .hasSize(1);
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/alerts?silenced=false").json())
        .isEmpty();
    assertThat(only(prometheus.get("/api/v2/silences").json()).get("comment").asText())
        .isEqualTo("work on the network");
    assertThat(prometheus.get("/api/v2/silence/" + id).status()).isEqualTo(200);
    assertThat(prometheus.delete("/api/v2/silence/" + id).status()).isEqualTo(200);
    assertThat(prometheus.get("/api/v2/silence/" + id).json().get("status").get("state").asText())
        .isEqualTo("expired");
    assertThat(prometheus.get("/api/v2/silence/none").status()).isEqualTo(404);
    assertThat(prometheus.postJson("/api/v2/silences", Map.of("comment", "no end")).status())
        .isEqualTo(400);
  }

  @Test
  void a_signal_that_cannot_be_derived_is_parked_alone_and_replayed() {
    for (int i = 0; i < 9; i++) {
      prometheus.postJson("/api/v2/alerts", firing("A" + i, "checkout"));
    }
    execute("update signal set body = 'not json any more'::bytea where id = 5");
    house.settle();
    assertThat((Iterable<JsonNode>) prometheus.get("/api/v2/alerts").json()).hasSize(8);
    var parked = ada.get("/api/v1/sources/" + source + "/signals?parked=true").json().get("items");
    assertThat(only(parked).get("id").asLong()).isEqualTo(5);
    assertThat(ada.get("/sources").body()).contains("One signal is parked");

    execute("update signal set body = (select body from signal where id = 4) where id = 5");
    assertThat(ada.postJson("/api/v1/signals/5/replay", Map.of()).status()).isEqualTo(200);
    house.settle();
    assertThat(ada.get("/api/v1/sources/" + source + "/signals?parked=true").json().get("items"))
        .isEmpty();
  }

  @Test
  void a_silent_source_is_a_problem_that_is_shown() {
    ada.patchJson("/api/v1/sources/" + source, Map.of("expected_minutes", 5, "version", 1));
    assertThat(ada.get("/sources").body()).contains("Nothing has come in yet");
    prometheus.postJson("/api/v2/alerts", firing("Watchdog", "x"));
    house.settle();
    assertThat(ada.get("/sources").body()).contains("Every source is heard");
    assertThat(ada.get("/sources/" + source).body())
        .contains("THE-TOKEN")
        .containsIgnoringWhitespaces("<details class=\"card-body\"><summary>Connect it");
    house.clock.turn(Duration.ofMinutes(6));
    assertThat(ada.get("/sources").body()).contains("One source is silent");
    assertThat(ada.get("/sources/" + source).body())
        .contains("is silent")
        .containsIgnoringWhitespaces("<details class=\"card-body\" open><summary>Connect it");
  }

  @Test
  void what_is_old_is_forgotten_and_what_was_derived_stays() {
    prometheus.postJson("/api/v2/alerts", firing("A", "checkout"));
    house.settle();
    house.clock.turn(Duration.ofDays(31));
    prometheus.postJson("/api/v2/alerts", firing("B", "checkout"));
    assertThat(house.house.signals.forgetOld()).isEqualTo(1);
    assertThat(count("select count(*) from signal")).isEqualTo(1);
    assertThat(count("select count(*) from alert")).isEqualTo(1);
  }

  @Test
  void a_source_is_made_by_hand_and_shows_its_lines_once() {
    var page =
        ada.post(
            "/sources",
            Map.of(
                "name", "AM", "format", "alertmanager", "service_id", "", "expected_minutes", ""));
    assertThat(page.status()).isEqualTo(201);
    assertThat(page.body()).contains("ria_in_").contains("webhook_configs");
    assertThat(ada.get("/sources/2").body()).doesNotContain("ria_in_");
    var again =
        ada.post(
            "/sources",
            Map.of("name", "am", "format", "odd", "service_id", "", "expected_minutes", "x"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("Say whole minutes");
  }

  static String firing(String alertname, String service) {
    return """
    [{"labels":{"alertname":"%s","service":"%s","severity":"critical"},"annotations":{"summary":"%s of %s"}}]
    """
        .formatted(alertname, service, alertname, service);
  }

  private static JsonNode only(JsonNode list) {
    assertThat((Iterable<JsonNode>) list).hasSize(1);
    return list.get(0);
  }

  private static List<String> names(JsonNode alerts) {
    var names = new ArrayList<String>();
    alerts.forEach(alert -> names.add(alert.get("labels").get("alertname").asText()));
    return names.stream().sorted().collect(Collectors.toList());
  }

  private long count(String sql) {
    return house.db().<Long>read(tx -> tx.handle().createQuery(sql).mapTo(Long.class).one());
  }

  private void execute(String sql) {
    house.db().run(tx -> tx.handle().execute(sql));
  }
}
