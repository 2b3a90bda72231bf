package dev.rialto.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about an incident, and how it reads one. */
public record IncidentJson(
    long id,
    String name,
    String title,
    int severity,
    String severityMeans,
    String state,
    Instant beganAt,
    Instant declaredAt,
    @Nullable Instant mitigatedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    String declaredBy,
    @Nullable Instant updateDueAt,
    @Nullable String leader,
    List<Incident.Affected> services,
    List<Incident.Ringing> alerts,
    String path,
    int version) {
  private static final Set<String> DRAFT =
      Set.of("title", "severity", "services", "alerts", "began_at", "version");

  /** As it is now. */
  public static IncidentJson of(Incident incident) {
    return new IncidentJson(
        incident.id(),
        incident.name(),
        incident.title(),
        incident.severity().number(),
        incident.severity().means(),
        incident.state().word(),
        incident.beganAt(),
        incident.declaredAt(),
        incident.mitigatedAt(),
        incident.resolvedAt(),
        incident.closedAt(),
        incident.declaredBy(),
        incident.updateDueAt(),
        incident.leader(),
        incident.services(),
        incident.alerts(),
        incident.path(),
        incident.version());
  }

  static IncidentDraft merge(IncidentDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, DRAFT);
    return new IncidentDraft(
        fields.text("title", base.title()),
        fields.whole("severity", base.severity()),
        fields.texts("services", base.services()),
        numbers(body, base.alerts(), scrutiny),
        moment(fields.text("began_at", ""), "began_at", base.began(), scrutiny));
  }

  /** A time as ISO 8601 with its zone; a mistake is said to be one. */
  public static @Nullable Instant moment(
      String text, String field, @Nullable Instant otherwise, Scrutiny scrutiny) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      scrutiny.wrong(field, "A time with its zone, such as 2026-11-24T22:00:00Z.");
      return otherwise;
    }
  }

  private static List<Long> numbers(JsonNode body, List<Long> otherwise, Scrutiny scrutiny) {
    if (!body.has("alerts")) {
      return otherwise;
    }
    var numbers = new ArrayList<Long>();
    if (!body.get("alerts").isArray()) {
      scrutiny.wrong("alerts", "This has to be a list of numbers in brackets.");
    }
    for (var each : body.get("alerts")) {
      if (each.isIntegralNumber() && each.canConvertToLong()) {
        numbers.add(each.longValue());
      } else {
        scrutiny.wrong("alerts", "Each entry has to be the number of an alert.");
      }
    }
    return numbers;
  }
}
