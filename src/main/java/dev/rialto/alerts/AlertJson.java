package dev.rialto.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API promises of an alert. */
record AlertJson(
    long id,
    String name,
    String state,
    String severity,
    String title,
    @Nullable NamedJson service,
    @Nullable NamedJson team,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant lastSeenAt,
    @Nullable AnswerJson acknowledgement,
    @Nullable HoldJson held,
    boolean pages,
    boolean owned,
    List<ReasonJson> because,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String source,
    String fingerprint,
    @Nullable String groupKey) {

  record NamedJson(String slug, String name) {
    static @Nullable NamedJson of(Alert.@Nullable Named named) {
      return named == null ? null : new NamedJson(named.slug(), named.name());
    }
  }

  record AnswerJson(Instant at, String by) {}

  record HoldJson(UUID silence, Instant until, String comment, String createdBy) {}

  record ReasonJson(String because, String sentence) {
    static List<ReasonJson> of(Route route) {
      return route.reasons().stream()
          .map(reason -> new ReasonJson(reason.because().word(), reason.sentence()))
          .toList();
    }
  }

  static AlertJson of(Alert alert) {
    var answer = alert.answer();
    var hold = alert.firing() ? alert.hold() : null;
    return new AlertJson(
        alert.id(),
        alert.name(),
        alert.firing() ? "firing" : "resolved",
        alert.severity().word(),
        alert.title(),
        NamedJson.of(alert.service()),
        NamedJson.of(alert.team()),
        alert.startedAt(),
        alert.endedAt(),
        alert.lastSeenAt(),
        answer == null ? null : new AnswerJson(answer.at(), answer.by()),
        hold == null
            ? null
            : new HoldJson(hold.silence(), hold.until(), hold.comment(), hold.whose()),
        alert.route().pages(),
        alert.route().owned(),
        ReasonJson.of(alert.route()),
        alert.labels(),
        alert.annotations(),
        alert.source(),
        alert.fingerprint(),
        alert.groupKey());
  }
}
