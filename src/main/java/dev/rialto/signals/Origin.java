package dev.rialto.signals;

import dev.rialto.alerts.Symptom;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who told it, and the service it speaks for when labels name none. */
record Origin(long sourceId, @Nullable Long serviceId) {

  Symptom says(
      String fingerprint,
      Map<String, String> labels,
      Map<String, String> annotations,
      Moment moment,
      @Nullable String link,
      @Nullable String groupKey,
      Instant receivedAt) {
    return new Symptom(
        fingerprint,
        labels,
        annotations,
        moment.startsAt(),
        moment.endsAt(),
        moment.timeout(),
        link == null || link.isBlank() ? null : link,
        sourceId,
        groupKey,
        receivedAt,
        serviceId);
  }
}
