package dev.rialto.beginning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API promises of a practice page. */
record PracticeJson(
    String alert,
    String state,
    Instant begunAt,
    @Nullable Instant answeredAt,
    @Nullable String answeredBy) {

  static PracticeJson of(Facts.Practised practised) {
    return new PracticeJson(
        "A-" + practised.alertId(),
        practised.answered() ? "answered" : practised.firing() ? "ringing" : "unanswered",
        practised.begunAt(),
        practised.answeredAt(),
        practised.answeredBy());
  }
}
