package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonToken;
import dev.rialto.alerts.Fingerprint;
import dev.rialto.alerts.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Prometheus speaks Alertmanager's API v2: an array of alerts, of which the good ones are taken.
 */
final class PrometheusFormat {
  private PrometheusFormat() {}

  static Parsed parse(byte[] body, Origin origin, Instant receivedAt) {
    var symptoms = new ArrayList<Symptom>();
    var faults = new ArrayList<Fault>();
    var remarks = new Remarks();
    boolean dated = true;
    try (var reading = new Reading(body)) {
      var first = reading.next();
      if (first != JsonToken.START_ARRAY) {
        throw Malformed.body("", "expected an array of alerts, as in [{\"labels\":{…}}]");
      }
      int inside = reading.depth();
      for (var token = reading.next(); token != JsonToken.END_ARRAY; token = reading.next()) {
        try {
          reading.mustBe(token, JsonToken.START_OBJECT, "an alert");
          var alert = AlertObject.read(reading);
          var moment = Moment.withDeadline(alert.startsAt(), alert.endsAt(), receivedAt);
          dated &= moment.dated();
          remarks.clockAhead(moment.ahead());
          symptoms.add(
              origin.says(
                  Fingerprint.of(alert.labels()),
                  alert.labels(),
                  alert.annotations(),
                  moment,
                  alert.generatorUrl(),
                  null,
                  receivedAt));
        } catch (Malformed bad) {
          if (bad.hopeless) {
            throw bad;
          }
          faults.add(bad.fault);
          reading.backTo(inside);
        }
      }
      reading.mustEnd();
    }
    return new Parsed(List.copyOf(symptoms), List.copyOf(faults), remarks.list(), dated);
  }
}
