package dev.rialto.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Scrutiny;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API promises about a check, and how it reads one. */
record CheckJson(
    long id,
    String name,
    String service,
    @Nullable String team,
    String environment,
    JsonNode probe,
    List<String> secrets,
    long intervalS,
    long timeoutS,
    int confirmFailures,
    int confirmOf,
    String severity,
    String mustHold,
    String howProbed,
    boolean badge,
    @Nullable String pausedBy,
    @Nullable Instant pausedAt,
    int version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String state,
    @Nullable Instant since,
    @Nullable String cause) {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "service",
          "environment",
          "probe",
          "interval_s",
          "timeout_s",
          "confirm_failures",
          "confirm_of",
          "severity",
          "must_hold",
          "how_probed",
          "badge",
          "version");

  /** For the journal, which keeps what people say, not how things stood. */
  static CheckJson of(Check check) {
    return of(check, null);
  }

  static CheckJson of(Check check, CheckSql.@Nullable Stand stand) {
    var paused = check.paused();
    return new CheckJson(
        check.id(),
        check.name(),
        check.service().slug(),
        check.service().teamName(),
        check.environment(),
        check.probe(),
        check.secretNames(),
        check.interval().toSeconds(),
        check.timeout().toSeconds(),
        check.confirmation().failures(),
        check.confirmation().of(),
        check.severity(),
        check.mustHold(),
        check.howProbed(),
        check.badge(),
        paused == null ? null : paused.by(),
        paused == null ? null : paused.at(),
        check.version(),
        check.createdAt(),
        check.updatedAt(),
        stand == null ? null : stand.state(),
        stand == null ? null : stand.since(),
        stand == null ? null : stand.cause());
  }

  /** What was sent laid over what is there; a missing field leaves it as it is. */
  static CheckDraft merge(CheckDraft base, JsonNode body, Scrutiny scrutiny) {
    var fields = new Fields(body, scrutiny, FIELDS);
    return new CheckDraft(
        fields.text("name", base.name()),
        fields.text("service", base.service()),
        fields.text("environment", base.environment()),
        body.has("probe") ? body.get("probe") : base.probe(),
        fields.whole("interval_s", base.intervalSeconds()),
        fields.whole("timeout_s", base.timeoutSeconds()),
        fields.whole("confirm_failures", base.failures()),
        fields.whole("confirm_of", base.of()),
        fields.text("severity", base.severity()),
        fields.text("must_hold", base.mustHold()),
        fields.text("how_probed", base.howProbed()),
        body.has("badge") ? body.get("badge").asBoolean() : base.badge());
  }
}
