package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonToken;
import dev.rialto.alerts.Fingerprint;
import dev.rialto.alerts.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a person would write by hand: one object or an array of them, all or none taken. */
final class PlainFormat {
  private static final int MAX_TITLE = 1_024;
  private static final int MAX_KEY = 255;
  private static final int MAX_LINK = 8_192;

  private PlainFormat() {}

  static Parsed parse(byte[] body, Origin origin, Instant receivedAt) {
    var symptoms = new ArrayList<Symptom>();
    var remarks = new Remarks();
    boolean dated = true;
    try (var reading = new Reading(body)) {
      var first = reading.next();
      if (first == JsonToken.START_OBJECT) {
        dated = take(reading, symptoms, remarks, origin, receivedAt);
      } else if (first == JsonToken.START_ARRAY) {
        for (var token = reading.next(); token != JsonToken.END_ARRAY; token = reading.next()) {
          reading.mustBe(token, JsonToken.START_OBJECT, "an alert");
          dated &= take(reading, symptoms, remarks, origin, receivedAt);
        }
      } else {
        throw Malformed.body("", "expected an object, as in {\"title\":\"Disk full\"}");
      }
      reading.mustEnd();
    }
    return new Parsed(List.copyOf(symptoms), List.of(), remarks.list(), dated);
  }

  private static boolean take(
      Reading reading, List<Symptom> into, Remarks remarks, Origin origin, Instant receivedAt) {
    var alert = Plain.read(reading);
    var moment = Moment.withStatus(alert.resolved(), alert.startsAt(), alert.endsAt(), receivedAt);
    remarks.clockAhead(moment.ahead());
    into.add(
        origin.says(
            alert.fingerprint(origin.sourceId()),
            alert.allLabels(),
            alert.annotations(),
            moment,
            alert.link(),
            null,
            receivedAt));
    return moment.dated();
  }

  /** The object as written. */
  private record Plain(
      @Nullable String title,
      @Nullable String message,
      @Nullable String severity,
      boolean resolved,
      @Nullable String dedupKey,
      @Nullable String service,
      Map<String, String> labels,
      @Nullable String link,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {

    static Plain read(Reading body) {
      var here = body.pointer();
      String title = null;
      String message = null;
      String severity = null;
      String status = null;
      String statusAt = here + "/status";
      String dedupKey = null;
      String service = null;
      Map<String, String> labels = Map.of();
      String link = null;
      Instant startsAt = null;
      Instant endsAt = null;
      Set<String> seen = new HashSet<>();
      while (body.next() != JsonToken.END_OBJECT) {
        var name = body.name();
        if (!seen.add(name)) {
          throw body.wrong("“" + name + "” occurs twice. Keep one.");
        }
        switch (name) {
          case "title" -> title = body.textOrNull(MAX_TITLE);
          case "message" -> message = body.textOrNull(Reading.MAX_TEXT);
          case "severity" -> severity = body.textOrNull(MAX_KEY);
          case "status", "state" -> {
            if (status != null) {
              throw body.wrong("says the same as “status” or “state” before. Keep one.");
            }
            status = body.textOrNull(MAX_KEY);
            statusAt = here + "/" + name;
          }
          case "dedup_key" -> dedupKey = body.scalarOrNull(MAX_KEY);
          case "service" -> service = body.textOrNull(MAX_KEY);
          case "labels" -> labels = body.map("labels", false);
          case "link" -> link = body.textOrNull(MAX_LINK);
          case "starts_at" -> startsAt = body.timeOrNull();
          case "ends_at" -> endsAt = body.timeOrNull();
          default -> body.pass();
        }
      }
      boolean resolved = resolved(status, statusAt);
      if (blank(title) && (blank(dedupKey) || !resolved)) {
        throw Malformed.alert(here + "/title", "is missing. Say in a few words what is wrong.");
      }
      if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
        throw Malformed.alert(here + "/ends_at", "lies before starts_at. Swap or leave out one.");
      }
      return new Plain(
          title, message, severity, resolved, dedupKey, service, labels, link, startsAt, endsAt);
    }

    private static boolean resolved(@Nullable String status, String pointer) {
      return switch (status == null ? "firing" : status.strip().toLowerCase(Locale.ROOT)) {
        case "firing",
            "alerting",
            "open",
            "opened",
            "active",
            "trigger",
            "triggered",
            "problem",
            "down",
            "failed" ->
            false;
        case "resolved",
            "resolve",
            "ok",
            "closed",
            "close",
            "recovered",
            "recovery",
            "up",
            "normal",
            "cleared" ->
            true;
        default ->
            throw Malformed.alert(pointer, "is “" + status + "”. Say “firing” or “resolved”.");
      };
    }

    /**
     * A key of the sender's own is the identity, within its source. Without one it is what is wrong
     * and where; never how bad it is, which may change.
     */
    String fingerprint(long sourceId) {
      if (dedupKey != null && !dedupKey.isBlank()) {
        return Fingerprint.of(Map.of("dedup_key", dedupKey, "source", Long.toString(sourceId)));
      }
      var identity = allLabels();
      identity.remove("severity");
      return Fingerprint.of(identity);
    }

    TreeMap<String, String> allLabels() {
      var all = new TreeMap<>(labels);
      putUnlessBlank(all, "alertname", title);
      putUnlessBlank(all, "severity", severity);
      putUnlessBlank(all, "service", service);
      putUnlessBlank(all, "dedup_key", dedupKey);
      return all;
    }

    TreeMap<String, String> annotations() {
      var annotations = new TreeMap<String, String>();
      putUnlessBlank(annotations, "description", message);
      return annotations;
    }

    private static void putUnlessBlank(
        Map<String, String> map, String name, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        map.put(name, value);
      }
    }

    private static boolean blank(@Nullable String text) {
      return text == null || text.isBlank();
    }
  }
}
