package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonToken;
import dev.rialto.alerts.Fingerprint;
import dev.rialto.alerts.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alertmanager's webhook, version 4: one group, of which each alert has a status of its own. */
final class AlertmanagerFormat {
  private static final int MAX_GROUP_KEY = 4_096;
  private static final String VERSION = "4";

  private AlertmanagerFormat() {}

  /** An alert with the place it stood at: its fields may come before the group's own. */
  private record Placed(String pointer, AlertObject alert) {}

  static Parsed parse(byte[] body, Origin origin, Instant receivedAt) {
    var alerts = new ArrayList<Placed>();
    var faults = new ArrayList<Fault>();
    var remarks = new Remarks();
    String status = null;
    String groupKey = null;
    Set<String> seen = new HashSet<>();
    try (var reading = new Reading(body)) {
      if (reading.next() != JsonToken.START_OBJECT) {
        throw Malformed.body(
            "", "expected an object with “alerts”, as Alertmanager's webhook sends");
      }
      while (reading.next() != JsonToken.END_OBJECT) {
        var name = reading.name();
        if (!seen.add(name)) {
          throw reading.wrong("“" + name + "” occurs twice. Keep one.");
        }
        switch (name) {
          case "version" -> mustBeVersion4(reading);
          case "status" -> status = reading.textOrNull(64);
          case "groupKey" -> groupKey = reading.textOrNull(MAX_GROUP_KEY);
          case "truncatedAlerts" -> remarkTruncated(reading, remarks);
          case "alerts" -> readAlerts(reading, alerts, faults);
          default -> reading.pass();
        }
      }
      reading.mustEnd();
    }
    if (!seen.contains("alerts")) {
      throw Malformed.body("/alerts", "is missing. Send Alertmanager's webhook body, version 4.");
    }
    return understood(alerts, faults, remarks, status, groupKey, origin, receivedAt);
  }

  private static void mustBeVersion4(Reading reading) {
    var version = reading.scalarOrNull(16);
    if (!VERSION.equals(version)) {
      throw Malformed.body("/version", "is “" + version + "”, this door understands “4”.");
    }
  }

  private static void remarkTruncated(Reading reading, Remarks remarks) {
    var left = reading.scalarOrNull(32);
    if (left != null && !left.equals("0")) {
      remarks.add(
          "Alertmanager left out "
              + left
              + " alerts of a group: set max_alerts of its webhook to 0.");
    }
  }

  private static void readAlerts(Reading reading, List<Placed> alerts, List<Fault> faults) {
    var token = reading.next();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    reading.mustBe(token, JsonToken.START_ARRAY, "an array of alerts");
    int inside = reading.depth();
    for (token = reading.next(); token != JsonToken.END_ARRAY; token = reading.next()) {
      try {
        reading.mustBe(token, JsonToken.START_OBJECT, "an alert");
        var here = reading.pointer();
        alerts.add(new Placed(here, AlertObject.read(reading)));
      } catch (Malformed bad) {
        if (bad.hopeless) {
          throw bad;
        }
        faults.add(bad.fault);
        reading.backTo(inside);
      }
    }
  }

  private static Parsed understood(
      List<Placed> alerts,
      List<Fault> faults,
      Remarks remarks,
      @Nullable String status,
      @Nullable String groupKey,
      Origin origin,
      Instant receivedAt) {
    var symptoms = new ArrayList<Symptom>();
    boolean dated = true;
    for (var placed : alerts) {
      var alert = placed.alert();
      var said = alert.status() != null ? alert.status() : status;
      if (said == null || !(said.equals("firing") || said.equals("resolved"))) {
        faults.add(
            new Fault(
                placed.pointer() + "/status", "is neither “firing” nor “resolved”. Say one."));
        continue;
      }
      var moment =
          Moment.withStatus(said.equals("resolved"), alert.startsAt(), alert.endsAt(), receivedAt);
      dated &= moment.dated();
      remarks.clockAhead(moment.ahead());
      symptoms.add(
          origin.says(
              Fingerprint.of(alert.labels()),
              alert.labels(),
              alert.annotations(),
              moment,
              alert.generatorUrl(),
              groupKey,
              receivedAt));
    }
    return new Parsed(List.copyOf(symptoms), List.copyOf(faults), remarks.list(), dated);
  }
}
