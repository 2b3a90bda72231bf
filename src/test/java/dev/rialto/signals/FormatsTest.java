package dev.rialto.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.alerts.Fingerprint;
import dev.rialto.alerts.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
  private static final Origin ORIGIN = new Origin(7, null);

  private static Parsed prometheus(String body) {
    return Format.PROMETHEUS.parse(body.getBytes(StandardCharsets.UTF_8), null, ORIGIN, NOW);
  }

  private static Parsed webhook(String body) {
    return Format.ALERTMANAGER.parse(body.getBytes(StandardCharsets.UTF_8), null, ORIGIN, NOW);
  }

  private static Parsed plain(String body) {
    return Format.JSON.parse(body.getBytes(StandardCharsets.UTF_8), null, ORIGIN, NOW);
  }

  @Test
  void prometheus_is_understood() {
    var parsed =
        prometheus(
            """
            [{"labels":{"alertname":"HighErrorRate","service":"checkout","severity":"critical","empty":""},
              "annotations":{"summary":"High error rate"},
              "startsAt":"2026-11-20T14:04:00.123456789Z","endsAt":"2026-11-20T15:09:00+01:00",
              "generatorURL":"http://prom/graph?g0.expr=up","fresh":{"field":[1,{"deep":null}]}}]
            """);
    var symptom = parsed.symptoms().getFirst();
    assertThat(symptom.labels())
        .isEqualTo(
            Map.of("alertname", "HighErrorRate", "service", "checkout", "severity", "critical"));
    assertThat(symptom.fingerprint()).isEqualTo(Fingerprint.of(symptom.labels()));
    assertThat(symptom.startsAt()).isEqualTo("2026-11-20T14:04:00.123456Z");
    assertThat(symptom.endsAt()).isEqualTo("2026-11-20T14:09:00Z");
    assertThat(symptom.timeout()).isFalse();
    assertThat(symptom.resolved()).isFalse();
    assertThat(symptom.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(symptom.generatorUrl()).isEqualTo("http://prom/graph?g0.expr=up");
    assertThat(parsed.foldKey()).hasSize(16);
  }

  @Test
  void prometheus_times_that_are_missing_are_made_up() {
    var open = prometheus("[{\"labels\":{\"a\":\"b\"}}]");
    assertThat(open.symptoms().getFirst().startsAt()).isEqualTo(NOW);
    assertThat(open.symptoms().getFirst().endsAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(open.symptoms().getFirst().timeout()).isTrue();
    assertThat(open.foldKey()).isNull();

    var over =
        prometheus(
            "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"0001-01-01T00:00:00Z\",\"endsAt\":\"2026-11-20T13:00:00Z\"}]");
    assertThat(over.symptoms().getFirst().startsAt()).isEqualTo("2026-11-20T13:00:00Z");
    assertThat(over.symptoms().getFirst().resolved()).isTrue();
  }

  @Test
  void the_good_alerts_of_a_batch_are_taken_and_the_bad_ones_are_named() {
    var parsed =
        prometheus(
            """
            [{"labels":{"alertname":"A"}},
             {"labels":{"alertname":7}},
             {"labels":{"alertname":"C","alertname":"D"}},
             "not an alert",
             {"labels":{"alertname":""}},
             {"labels":{"alertname":"E"},"startsAt":"yesterday"},
             {"labels":{"alertname":"F"},"startsAt":"2026-11-20T14:00:00Z","endsAt":"2026-11-20T13:00:00Z"},
             {"labels":{"alertname":"G"},"annotations":["x",{"y":[]}]},
             {"labels":{"alertname":"H","n\\u0000l":"x"}},
             {"labels":{"alertname":"\\ud800"}},
             {"labels":{"alertname":"Z","text":"<b>עברית</b> \\u0007 🔥"}}]
            """);
    assertThat(parsed.symptoms().stream().map(s -> s.labels().get("alertname")))
        .containsExactly("A", "Z");
    assertThat(parsed.faults().stream().map(Fault::told))
        .containsExactly(
            "/1/labels/alertname: expected a string, found a number",
            "/2/labels/alertname: the name “alertname” occurs twice. Keep one.",
            "/3: expected an alert, found a string",
            "/4/labels: no label with a value is left. Give at least alertname.",
            "/5/startsAt: “yesterday” is no time. Write it as 2026-11-20T14:05:00Z.",
            "/6/endsAt: lies before startsAt. Swap or leave out one.",
            "/7/annotations: expected an object of annotations, found an array",
            "/8/labels/n\u0000l: contains the character U+0000, which no text may hold. Leave it"
                + " out.",
            "/9/labels/alertname: contains half of a surrogate pair. Send the whole character.");
    assertThat(parsed.foldKey()).isNull();
  }

  @Test
  void ten_thousand_labels_are_too_many() {
    var labels =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"l" + i + "\":\"v\"")
            .collect(Collectors.joining(","));
    var parsed = prometheus("[{\"labels\":{" + labels + "}},{\"labels\":{\"a\":\"b\"}}]");
    assertThat(parsed.symptoms()).hasSize(1);
    assertThat(parsed.faults().getFirst().told())
        .isEqualTo("/0/labels: more than 64 labels. Send only those that people need.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"labels":{}}                     | expected an array of alerts
          [{"labels":{"a":"b"}}             | the body ends too early
          [{"labels":{"a":"b"}},]           | /1: not JSON at line 1
          [{"labels":{"a" "b"}}]            | /0/labels/a: not JSON at line 1
          [] []                             | something follows the end
          nonsense                          | not JSON at line 1
          ``                                | expected an array of alerts
          """)
  void a_broken_body_is_refused_whole(String body, String told) {
    assertThatThrownBy(() -> prometheus(body))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(told);
  }

  @Test
  void a_depth_bomb_is_refused() {
    assertThatThrownBy(() -> prometheus("[{\"x\":" + "[".repeat(100_000)))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("at most 32 levels");
  }

  @Test
  void a_body_that_is_not_utf_8_is_refused_with_the_place() {
    byte[] body = "[{\"labels\":{\"a\":\"b\"}}]".getBytes(StandardCharsets.UTF_8);
    body[16] = (byte) 0xc0;
    assertThatThrownBy(() -> Format.PROMETHEUS.parse(body, null, ORIGIN, NOW))
        .hasMessageContaining("byte 16 is not UTF-8");
    assertThatThrownBy(
            () ->
                Format.PROMETHEUS.parse(
                    "[{}]".getBytes(StandardCharsets.UTF_16LE), null, ORIGIN, NOW))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void a_clock_a_day_ahead_is_moved_back_and_said() {
    var parsed =
        prometheus(
            "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-11-21T14:05:00Z\",\"endsAt\":\"2026-11-21T14:09:00Z\"}]");
    assertThat(parsed.symptoms().getFirst().startsAt()).isEqualTo(NOW);
    assertThat(parsed.symptoms().getFirst().endsAt()).isEqualTo("2026-11-20T14:09:00Z");
    assertThat(parsed.remarks())
        .containsExactly(
            "The sender's clock runs 1440 min ahead: its alerts were taken to start on arrival.");
    assertThat(parsed.foldKey()).isNull();
  }

  @Test
  void a_refresh_that_only_pushes_the_deadline_folds() {
    var one =
        "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-11-20T14:00:00Z\",\"endsAt\":\"%s\"}]";
    var first = prometheus(one.formatted("2026-11-20T14:09:00Z")).foldKey();
    assertThat(prometheus(one.formatted("2026-11-20T14:10:00Z")).foldKey()).isEqualTo(first);
    assertThat(prometheus(one.formatted("2026-11-20T14:04:00Z")).foldKey()).isNotEqualTo(first);
  }

  @Test
  void the_webhook_of_alertmanager_is_understood() {
    var parsed =
        webhook(
            """
            {"version":"4","groupKey":"{}:{alertname=\\"Disk\\"}","truncatedAlerts":3,"status":"firing","receiver":"rialto",
             "groupLabels":{"alertname":"Disk"},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://am",
             "alerts":[
              {"status":"firing","labels":{"alertname":"Disk","host":"a"},"annotations":{},"startsAt":"2026-11-20T14:00:00Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"00"},
              {"status":"resolved","labels":{"alertname":"Disk","host":"b"},"annotations":{},"startsAt":"2026-11-20T14:00:00Z","endsAt":"2026-11-20T14:04:00Z","generatorURL":""},
              {"status":"perhaps","labels":{"alertname":"Disk","host":"c"}},
              {"labels":{"alertname":"Disk","host":"d"}}]}
            """);
    assertThat(parsed.symptoms().stream().map(s -> s.labels().get("host") + " " + s.resolved()))
        .containsExactly("a false", "b true", "d false");
    assertThat(parsed.symptoms().getFirst().endsAt()).isNull();
    assertThat(parsed.symptoms().getFirst().groupKey()).isEqualTo("{}:{alertname=\"Disk\"}");
    assertThat(parsed.faults())
        .containsExactly(
            new Fault("/alerts/2/status", "is neither “firing” nor “resolved”. Say one."));
    assertThat(parsed.remarks()).hasSize(1);
  }

  @Test
  void a_webhook_of_another_version_or_without_alerts_is_refused() {
    assertThatThrownBy(() -> webhook("{\"version\":\"3\",\"alerts\":[]}"))
        .hasMessageContaining("/version: is “3”");
    assertThatThrownBy(() -> webhook("{\"version\":\"4\"}"))
        .hasMessageContaining("/alerts: is missing");
  }

  @Test
  void plain_json_is_understood() {
    var parsed =
        plain(
            """
            {"title":"Disk full","message":"92 % of /var","severity":"critical","service":"payments",
             "labels":{"host":"db1","slot":3},"link":"https://runbook"}
            """);
    var symptom = parsed.symptoms().getFirst();
    assertThat(symptom.labels())
        .isEqualTo(
            Map.of(
                "alertname", "Disk full",
                "severity", "critical",
                "service", "payments",
                "host", "db1",
                "slot", "3"));
    assertThat(symptom.annotations()).isEqualTo(Map.of("description", "92 % of /var"));
    assertThat(symptom.endsAt()).isNull();
  }

  @Test
  void the_severity_of_a_plain_alert_may_rise_without_making_it_another() {
    var warning = plain("{\"title\":\"Disk full\",\"severity\":\"warning\"}").symptoms().getFirst();
    var critical =
        plain("{\"title\":\"Disk full\",\"severity\":\"critical\"}").symptoms().getFirst();
    assertThat(critical.fingerprint()).isEqualTo(warning.fingerprint());
    assertThat(critical.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void a_key_of_the_senders_own_is_the_identity() {
    var opened = plain("{\"title\":\"Disk full\",\"dedup_key\":\"disk-7\"}").symptoms().getFirst();
    var closed = plain("[{\"dedup_key\":\"disk-7\",\"state\":\"ok\"}]").symptoms().getFirst();
    assertThat(closed.fingerprint()).isEqualTo(opened.fingerprint());
    assertThat(closed.resolved()).isTrue();
    assertThat(closed.endsAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"message":"x"}                                | /title: is missing
          {"title":["x"]}                                | /title: expected a string, found an array
          {"title":"x","title":"y"}                      | /title: “title” occurs twice
          {"title":"x","status":"odd"}                   | /status: is “odd”
          [{"title":"x"},{"title":"y","state":"odd"}]    | /1/state: is “odd”
          {"title":"x","labels":{"a":{"b":"c"}}}         | /labels/a: expected a string, found an object
          7                                              | expected an object
          """)
  void a_plain_body_with_a_fault_is_refused_whole(String body, String told) {
    assertThatThrownBy(() -> plain(body)).hasMessageContaining(told);
  }
}
