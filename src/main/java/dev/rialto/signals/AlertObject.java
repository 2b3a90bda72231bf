package dev.rialto.signals;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One alert as Prometheus and Alertmanager both write it, checked but not yet understood. */
record AlertObject(
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String generatorUrl,
    @Nullable String status) {

  private static final int MAX_LINK = 8_192;

  /** Reads the object whose opening brace was just read. */
  static AlertObject read(Reading body) {
    SortedMap<String, String> labels = Collections.emptySortedMap();
    SortedMap<String, String> annotations = Collections.emptySortedMap();
    Instant startsAt = null;
    Instant endsAt = null;
    String generatorUrl = null;
    String status = null;
    Set<String> seen = new HashSet<>();
    var here = body.pointer();
    while (body.next() != JsonToken.END_OBJECT) {
      var name = body.name();
      if (!seen.add(name)) {
        throw body.wrong("“" + name + "” occurs twice. Keep one.");
      }
      switch (name) {
        case "labels" -> labels = body.map("labels", true);
        case "annotations" -> annotations = body.map("annotations", true);
        case "startsAt" -> startsAt = body.timeOrNull();
        case "endsAt" -> endsAt = body.timeOrNull();
        case "generatorURL" -> generatorUrl = body.textOrNull(MAX_LINK);
        case "status" -> status = statusOf(body);
        default -> body.pass();
      }
    }
    if (labels.isEmpty()) {
      throw Malformed.alert(
          here + "/labels", "no label with a value is left. Give at least alertname.");
    }
    if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
      throw Malformed.alert(here + "/endsAt", "lies before startsAt. Swap or leave out one.");
    }
    return new AlertObject(labels, annotations, startsAt, endsAt, generatorUrl, status);
  }

  /**
   * A webhook writes a word; an alert read from an API has an object there, which means nothing.
   */
  private static @Nullable String statusOf(Reading body) {
    int before = body.depth();
    var token = body.next();
    if (token == JsonToken.START_OBJECT) {
      body.backTo(before);
      return null;
    }
    body.mustBe(token, JsonToken.VALUE_STRING, "“firing” or “resolved”");
    return body.text(JsonToken.VALUE_STRING, 64);
  }
}
