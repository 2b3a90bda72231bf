package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Scrutiny;
import dev.rialto.uptime.Confirmation;
import java.util.List;

/** A check as somebody typed it, before anyone believes it; the service is still a slug. Pure. */
public record CheckDraft(
    String name,
    String service,
    String environment,
    JsonNode probe,
    int intervalSeconds,
    int timeoutSeconds,
    int failures,
    int of,
    String severity,
    String mustHold,
    String howProbed,
    boolean badge) {
  static final int LONGEST_NAME = 120;
  static final int LONGEST_TEXT = 4_000;
  static final int SHORTEST_INTERVAL = 5;
  static final int LONGEST_INTERVAL = 86_400;
  static final int LONGEST_TIMEOUT = 300;
  static final int USUAL_INTERVAL = 60;
  static final int USUAL_TIMEOUT = 10;
  static final List<String> SEVERITIES = List.of("critical", "error", "warning", "info");

  static CheckDraft empty(String service, String type) {
    return new CheckDraft(
        "",
        service,
        "",
        Json.MAPPER.createObjectNode().put("type", type),
        USUAL_INTERVAL,
        USUAL_TIMEOUT,
        Confirmation.USUAL.failures(),
        Confirmation.USUAL.of(),
        "critical",
        "",
        "",
        false);
  }

  /** A web address that has to answer, once a minute, with what is usual for the rest. */
  public static CheckDraft ofAddress(String name, String service, String address) {
    var probe = Json.MAPPER.createObjectNode().put("type", "http");
    probe.putArray("urls").add(address);
    var usual = empty(service, "http");
    return new CheckDraft(
        name,
        service,
        "",
        probe,
        usual.intervalSeconds(),
        usual.timeoutSeconds(),
        usual.failures(),
        usual.of(),
        usual.severity(),
        "",
        "",
        false);
  }

  static CheckDraft of(Check check) {
    return new CheckDraft(
        check.name(),
        check.service().slug(),
        check.environment(),
        check.probe(),
        (int) check.interval().toSeconds(),
        (int) check.timeout().toSeconds(),
        check.confirmation().failures(),
        check.confirmation().of(),
        check.severity(),
        check.mustHold(),
        check.howProbed(),
        check.badge());
  }

  String type() {
    return probe.path("type").asText();
  }

  boolean isHeartbeat() {
    return type().equals(Check.HEARTBEAT);
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("name", name, LONGEST_NAME)
        .holds(!service.isEmpty(), "service", "A check belongs to a service: choose one.")
        .optionalLine("environment", environment, 80)
        .holds(
            SEVERITIES.contains(severity),
            "severity",
            "One of " + String.join(", ", SEVERITIES) + ".")
        .prose("must_hold", mustHold, LONGEST_TEXT)
        .prose("how_probed", howProbed, LONGEST_TEXT);
    if (isHeartbeat()) {
      return; // its rhythm is its own, and it is believed at once
    }
    scrutiny
        .holds(
            intervalSeconds >= SHORTEST_INTERVAL && intervalSeconds <= LONGEST_INTERVAL,
            "interval_s",
            "Between %d seconds and a day (%,d seconds)."
                .formatted(SHORTEST_INTERVAL, LONGEST_INTERVAL))
        .holds(
            timeoutSeconds >= 1 && timeoutSeconds <= LONGEST_TIMEOUT,
            "timeout_s",
            "Between 1 and %d seconds.".formatted(LONGEST_TIMEOUT))
        .holds(
            timeoutSeconds <= intervalSeconds,
            "timeout_s",
            "At most the interval, or one try would run into the next.")
        .holds(
            of >= 1 && of <= Confirmation.MOST,
            "confirm_of",
            "Between 1 and %d samples.".formatted(Confirmation.MOST))
        .holds(
            failures >= 1 && failures <= of,
            "confirm_failures",
            "At least 1, and at most as many as are looked at.");
  }

  Confirmation confirmation() {
    return isHeartbeat() ? Confirmation.AT_ONCE : new Confirmation(failures, of);
  }

  /** Heartbeats are looked at when they are due; these two only fill the columns. */
  int storedInterval() {
    return isHeartbeat() ? USUAL_INTERVAL : intervalSeconds;
  }

  int storedTimeout() {
    return isHeartbeat() ? USUAL_TIMEOUT : timeoutSeconds;
  }
}
