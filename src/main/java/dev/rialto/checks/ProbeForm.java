package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.probes.TlsProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe as a form has it: every field as text, lists one entry a line, so that it works without
 * any script and shows again exactly what was typed. Pure.
 *
 * @param texts the fields by name
 * @param expectations what an answer has to hold, row by row
 */
public record ProbeForm(String type, Map<String, String> texts, List<Row> expectations) {
  private static final int BLANK_ROWS = 2;

  /** One expectation; a row without a comparison is not there. */
  public record Row(String kind, String of, String is, String value) {
    static final Row BLANK = new Row("text", "", "contains", "");

    boolean isBlank() {
      return of.isEmpty() && value.isEmpty() && !is.equals("exists") && !is.equals("absent");
    }
  }

  public String text(String field) {
    return texts.getOrDefault(field, "");
  }

  public boolean yes(String field) {
    return !text(field).isEmpty();
  }

  /** What is there and some blank rows: saving brings new ones. */
  public List<Row> rows() {
    var rows = new ArrayList<>(expectations);
    for (int i = 0; i < BLANK_ROWS; i++) {
      rows.add(Row.BLANK);
    }
    return rows;
  }

  /** The JSON form; what is no number stays text, so that whoever reads it can name the field. */
  JsonNode json() {
    var json = Json.MAPPER.createObjectNode().put("type", type);
    switch (type) {
      case "http" -> http(json);
      case "tcp" -> tcp(json);
      case "dns" -> dns(json);
      case "tls" -> tls(json);
      default -> heartbeat(json);
    }
    return json;
  }

  private void http(ObjectNode json) {
    lines(json, "urls");
    json.put("method", text("method").isEmpty() ? "GET" : text("method"));
    var headers = Json.MAPPER.createArrayNode();
    headers(text("headers"), false).forEach(headers::add);
    headers(text("secret_headers"), true).forEach(headers::add);
    if (!headers.isEmpty()) {
      json.set("headers", headers);
    }
    if (!text("auth_user").isEmpty()) {
      var login = json.putObject("basic_auth").put("user", text("auth_user"));
      if (!text("auth_password").isEmpty()) {
        login.put("password", text("auth_password"));
      }
    }
    put(json, "body");
    number(json, "redirects");
    json.put("verify_certificate", yes("verify_certificate"));
    put(json, "status");
    var expected = Json.MAPPER.createArrayNode();
    for (var row : expectations) {
      expected
          .addObject()
          .put("type", row.kind())
          .put("of", row.of())
          .put("is", row.is())
          .put("value", row.value());
    }
    if (!expected.isEmpty()) {
      json.set("expect", expected);
    }
    latency(json);
    days(json);
  }

  private void tcp(ObjectNode json) {
    put(json, "host");
    number(json, "port");
    json.put("tls", yes("tls"));
    if (yes("tls")) {
      json.put("verify_certificate", yes("verify_certificate"));
      days(json);
    }
    put(json, "send");
    put(json, "expect");
    put(json, "expect_pattern");
    latency(json);
  }

  private void dns(ObjectNode json) {
    put(json, "name");
    put(json, "record");
    put(json, "resolver");
    put(json, "match");
    lines(json, "answers");
    latency(json);
  }

  private void tls(ObjectNode json) {
    put(json, "host");
    number(json, "port");
    put(json, "server_name");
    json.put("verify_certificate", yes("verify_certificate"));
    latency(json);
    json.putObject("certificate_days");
    days(json);
  }

  private void heartbeat(ObjectNode json) {
    if (text("cron").isEmpty()) {
      seconds(json, "period_min", "period_s");
    } else {
      json.put("cron", text("cron")).put("zone", text("zone").isEmpty() ? "UTC" : text("zone"));
    }
    seconds(json, "grace_min", "grace_s");
  }

  private void seconds(ObjectNode json, String field, String into) {
    var typed = text(field);
    if (typed.matches("\\d{1,6}(\\.\\d{1,3})?")) {
      json.put(into, Math.round(Double.parseDouble(typed) * 60));
    } else {
      json.put(into, typed);
    }
  }

  private void latency(ObjectNode json) {
    bounds(json, "latency", "latency_degraded", "degraded_ms", "latency_down", "down_ms");
  }

  private void days(ObjectNode json) {
    bounds(json, "certificate_days", "days_degraded", "degraded", "days_down", "down");
  }

  private void bounds(
      ObjectNode json, String name, String first, String firstName, String last, String lastName) {
    if (text(first).isEmpty() && text(last).isEmpty()) {
      return;
    }
    var inner = json.putObject(name);
    number(inner, first, firstName);
    number(inner, last, lastName);
  }

  private void number(ObjectNode json, String field) {
    number(json, field, field);
  }

  private void number(ObjectNode json, String field, String into) {
    var typed = text(field);
    if (typed.matches("-?\\d{1,9}")) {
      json.put(into, Integer.parseInt(typed));
    } else if (!typed.isEmpty()) {
      json.put(into, typed);
    }
  }

  private void put(ObjectNode json, String field) {
    if (!text(field).isEmpty()) {
      json.put(field, text(field));
    }
  }

  private void lines(ObjectNode json, String field) {
    var array = json.putArray(field);
    text(field).lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(array::add);
  }

  /** “Name: value” a line; a secret one without a value keeps the one that is there. */
  private static List<ObjectNode> headers(String text, boolean secret) {
    var headers = new ArrayList<ObjectNode>();
    for (var line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      int colon = line.indexOf(':');
      var name = colon < 0 ? line : line.substring(0, colon).strip();
      var value = colon < 0 ? "" : line.substring(colon + 1).strip();
      var header = Json.MAPPER.createObjectNode().put("name", name);
      if (secret) {
        header.put("secret", true);
      }
      if (!secret || !value.isEmpty()) {
        header.put("value", value);
      }
      headers.add(header);
    }
    return headers;
  }

  /** What is kept, as a form shows it: of secrets only the names. */
  static ProbeForm of(JsonNode json) {
    var texts = new LinkedHashMap<String, String>();
    json.properties()
        .forEach(
            field -> {
              var value = field.getValue();
              if (value.isValueNode()) {
                texts.put(field.getKey(), value.isBoolean() ? yes(value) : value.asText());
              }
            });
    texts.put("urls", joined(json.path("urls")));
    texts.put("answers", joined(json.path("answers")));
    if (!json.has("verify_certificate")) {
      texts.put("verify_certificate", "on");
    }
    var headers = new StringBuilder();
    var secret = new StringBuilder();
    for (var header : json.path("headers")) {
      (header.path("secret").asBoolean() ? secret : headers)
          .append(header.path("name").asText())
          .append(": ")
          .append(header.path("value").asText(""))
          .append('\n');
    }
    texts.put("headers", headers.toString().strip());
    texts.put("secret_headers", secret.toString().strip());
    texts.put("auth_user", json.at("/basic_auth/user").asText(""));
    texts.put("latency_degraded", json.at("/latency/degraded_ms").asText(""));
    texts.put("latency_down", json.at("/latency/down_ms").asText(""));
    texts.put("days_degraded", json.at("/certificate_days/degraded").asText(""));
    texts.put("days_down", json.at("/certificate_days/down").asText(""));
    // What is usual stands in the field of a new one, since empty means never.
    if (json.path("type").asText().equals("tls") && !json.has("certificate_days")) {
      texts.put("days_degraded", String.valueOf(TlsProbe.USUAL_DAYS.degraded()));
    }
    texts.put("period_min", minutes(json.path("period_s")));
    texts.put("grace_min", minutes(json.path("grace_s")));
    var rows = new ArrayList<Row>();
    for (var each : json.path("expect")) {
      rows.add(
          new Row(
              each.path("type").asText("text"),
              each.path("of").asText(""),
              each.path("is").asText("contains"),
              each.path("value").asText("")));
    }
    return new ProbeForm(json.path("type").asText("http"), texts, rows);
  }

  /** From the fields of a request; what is not there is empty. */
  static ProbeForm typed(
      String type,
      List<String> fields,
      java.util.function.Function<String, @Nullable String> field,
      List<Row> rows) {
    var texts = new LinkedHashMap<String, String>();
    for (var name : fields) {
      // A blank may be what the target waits for; only what is one line is tidied.
      var value = field.apply("p_" + name);
      texts.put(
          name,
          value == null
              ? ""
              : List.of("body", "send", "expect", "value").contains(name)
                  ? value.replace("\r\n", "\n")
                  : Scrutiny.tidy(value));
    }
    return new ProbeForm(type, texts, rows.stream().filter(row -> !row.isBlank()).toList());
  }

  private static String yes(JsonNode value) {
    return value.booleanValue() ? "on" : "";
  }

  private static String joined(JsonNode array) {
    var lines = new ArrayList<String>();
    array.forEach(each -> lines.add(each.asText()));
    return String.join("\n", lines);
  }

  private static String minutes(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return "";
    }
    double minutes = seconds.asLong() / 60.0;
    return minutes == Math.rint(minutes) ? String.valueOf((long) minutes) : String.valueOf(minutes);
  }
}
