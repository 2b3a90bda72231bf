package dev.rialto.uptime;

import dev.rialto.alerts.Symptom;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** How a change of a check is said to the journal, and how to its alert. Pure. */
final class Telling {
  private static final String RIALTO = Caller.RIALTO.label();

  private Telling() {}

  static Happening told(Outcome.Happened each) {
    var change = each.change();
    return new Happening(
        RIALTO,
        "check.became_" + change.state().word(),
        "check",
        each.watched().id(),
        Map.of("state", each.before().word()),
        Map.of("state", change.state().word(), "since", change.at(), "cause", change.cause()));
  }

  /**
   * The labels find the owner, the identity the alert that may already be open. A clock that was
   * set back must not make an alert end before it began.
   */
  static Symptom symptom(
      Watched check, Track.Word word, Function<String, String> link, Instant now) {
    var labels = new HashMap<>(check.labels());
    labels.put("alertname", check.name());
    labels.put("service", check.service());
    labels.put("rialto_check", String.valueOf(check.id()));
    labels.put("severity", word.state() == State.DEGRADED ? "info" : check.severity());
    var annotations = new HashMap<String, String>();
    annotations.put(
        "summary", word.why().isEmpty() ? check.name() : check.name() + ": " + word.why());
    if (check.expectation() != null && !check.expectation().isEmpty()) {
      annotations.put("description", check.expectation());
    }
    var ended = word.ended() == null ? null : word.ended().isAfter(now) ? now : word.ended();
    var since = ended != null && word.since().isAfter(ended) ? ended : word.since();
    return new Symptom(
        Timekeeping.identity(check.id()),
        labels,
        annotations,
        since,
        ended,
        false,
        link.apply("/checks/" + check.id()),
        0,
        null,
        now,
        check.serviceId());
  }
}
