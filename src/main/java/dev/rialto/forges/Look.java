package dev.rialto.forges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look into a stranger's JSON: what is missing or of another kind reads as nothing, so that a
 * field that changes its shape costs that field and not the signal.
 */
record Look(JsonNode node, String pointer) {
  static Look at(JsonNode body) {
    return new Look(body, "");
  }

  Look in(String field) {
    var found = node.path(field);
    return new Look(found.isNull() ? MissingNode.getInstance() : found, pointer + "/" + field);
  }

  boolean there() {
    return !node.isMissingNode();
  }

  List<Look> each() {
    var all = new ArrayList<Look>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        all.add(new Look(node.get(i), pointer + "/" + i));
      }
    }
    return all;
  }

  /** Text or a number as text; nothing is empty. */
  String text(String field) {
    var value = node.path(field);
    return value.isTextual() || value.isNumber() ? value.asText() : "";
  }

  /** The first of these that says something. */
  String first(String... fields) {
    for (var field : fields) {
      var text = text(field);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** Text that an event cannot be without. */
  String must(String field) {
    var text = text(field);
    if (text.isEmpty()) {
      throw new NotUnderstood(pointer + "/" + field, "is missing or empty.");
    }
    return text;
  }

  boolean yes(String field) {
    return node.path(field).asBoolean(false);
  }

  @Nullable Integer whole(String field) {
    var value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
  }

  /** A time, or nothing; one that is there and cannot be read is a mistake worth telling. */
  @Nullable Instant time(String field) {
    var text = text(field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Times.parse(text);
    } catch (DateTimeException e) {
      throw new NotUnderstood(
          pointer + "/" + field, "is no time. Write it as 2026-11-20T14:05:00Z.");
    }
  }

  Instant time(String field, Instant otherwise) {
    var time = time(field);
    return time == null ? otherwise : time;
  }
}
