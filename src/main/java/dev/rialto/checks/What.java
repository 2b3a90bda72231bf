package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import dev.rialto.probes.Probe;
import dev.rialto.uptime.Rhythm;
import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a check looks at: something that is probed, or something that reports by itself. Mistakes
 * are named below {@code probe.}, where they were sent.
 *
 * @param probe null where it reports by itself
 * @param rhythm null where it is probed
 */
record What(@Nullable Probe probe, @Nullable Rhythm rhythm) {
  static final List<String> TYPES = List.of("http", "tcp", "dns", "tls", Check.HEARTBEAT);
  static final Duration LONGEST_PERIOD = Duration.ofDays(366);
  private static final Set<String> HEARTBEAT_FIELDS =
      Set.of("type", "period_s", "cron", "zone", "grace_s");
  private static final String PREFIX = "probe.";

  /**
   * @param kept secrets that were typed before and are not typed again
   * @return null when something is wrong; the scrutiny knows what
   */
  static @Nullable What read(JsonNode json, Map<String, String> kept, Scrutiny scrutiny) {
    if (json.path("type").asText().equals(Check.HEARTBEAT)) {
      var rhythm = rhythm(json, scrutiny);
      return rhythm == null ? null : new What(null, rhythm);
    }
    try {
      var probe = Probe.read(json).withSecrets(kept);
      probe.wrongs().forEach(wrong -> scrutiny.wrong(PREFIX + wrong.field(), wrong.message()));
      return probe.wrongs().isEmpty() ? new What(probe, null) : null;
    } catch (Problem problem) {
      problem.errors().stream()
          .map(What::here)
          .forEach(wrong -> scrutiny.wrong(wrong.field(), wrong.message()));
      return null;
    }
  }

  /** As it is kept and shown: no secret is in it. */
  JsonNode write() {
    if (probe != null) {
      return probe.write();
    }
    var json = Json.MAPPER.createObjectNode().put("type", Check.HEARTBEAT);
    var beat = rhythm == null ? Rhythm.every(Duration.ZERO, Duration.ZERO) : rhythm;
    var period = beat.period();
    if (period != null) {
      json.put("period_s", period.toSeconds());
    } else {
      json.put("cron", beat.cron()).put("zone", beat.zone().getId());
    }
    return json.put("grace_s", beat.grace().toSeconds());
  }

  Map<String, String> secrets() {
    return probe == null ? Map.of() : probe.secrets();
  }

  static Rhythm rhythm(JsonNode stored) {
    var rhythm = rhythm(stored, new Scrutiny());
    if (rhythm == null) {
      throw new IllegalStateException("A heartbeat without a rhythm: " + stored);
    }
    return rhythm;
  }

  private static @Nullable Rhythm rhythm(JsonNode json, Scrutiny scrutiny) {
    json.fieldNames()
        .forEachRemaining(
            field ->
                scrutiny.holds(
                    HEARTBEAT_FIELDS.contains(field),
                    PREFIX + field,
                    "A heartbeat has period_s or cron and zone, and grace_s."));
    var grace = seconds(json, "grace_s", scrutiny);
    var cron = Scrutiny.tidy(json.path("cron").asText(""));
    boolean byCron = !cron.isEmpty();
    scrutiny.holds(
        byCron != json.hasNonNull("period_s"),
        PREFIX + "period_s",
        "Either a period or a cron schedule, one of the two.");
    if (!byCron) {
      var period = seconds(json, "period_s", scrutiny);
      scrutiny.holds(period.isPositive(), PREFIX + "period_s", "At least one second.");
      return scrutiny.isClean() ? Rhythm.every(period, grace) : null;
    }
    Rhythm.wrong(cron).ifPresent(why -> scrutiny.wrong(PREFIX + "cron", why));
    try {
      var zone = ZoneId.of(Scrutiny.tidy(json.path("zone").asText("UTC")));
      return scrutiny.isClean() ? new Rhythm(null, cron, zone, grace) : null;
    } catch (ZoneRulesException e) {
      scrutiny.wrong(PREFIX + "zone", "No such zone; one looks like Europe/Rome.");
    } catch (java.time.DateTimeException e) {
      scrutiny.wrong(PREFIX + "zone", "This is no zone; one looks like Europe/Rome.");
    }
    return null;
  }

  private static Duration seconds(JsonNode json, String field, Scrutiny scrutiny) {
    var value = json.path(field);
    boolean fine =
        value.isIntegralNumber()
            && value.longValue() >= 0
            && value.longValue() <= LONGEST_PERIOD.toSeconds();
    scrutiny.holds(fine, PREFIX + field, "A whole number of seconds, at most a year.");
    return fine ? Duration.ofSeconds(value.longValue()) : Duration.ZERO;
  }

  private static Wrong here(Wrong wrong) {
    return new Wrong(PREFIX + wrong.field(), wrong.message());
  }
}
