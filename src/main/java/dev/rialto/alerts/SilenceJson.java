package dev.rialto.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Wrong;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API promises of a silence, and how one is read from a request. */
record SilenceJson(
    UUID id,
    String state,
    List<Matcher> matchers,
    Instant startsAt,
    Instant endsAt,
    String comment,
    String createdBy,
    Instant createdAt,
    Instant updatedAt) {

  static SilenceJson of(Silence silence, Instant now) {
    return new SilenceJson(
        silence.id(),
        silence.state(now).name().toLowerCase(Locale.ROOT),
        silence.matchers(),
        silence.startsAt(),
        silence.endsAt(),
        silence.comment(),
        silence.createdBy(),
        silence.createdAt(),
        silence.updatedAt());
  }

  static Silence of(SilenceSql.Row row) {
    return new Silence(
        row.id(),
        matchers(row.matchers()),
        row.startsAt(),
        row.endsAt(),
        row.comment(),
        row.createdBy(),
        row.ownerId(),
        row.createdAt(),
        row.updatedAt());
  }

  /** A request's body; conditions may be objects or the words people type. */
  static SilenceDraft draft(JsonNode body) {
    var wrongs = new ArrayList<Wrong>();
    var matchers = matchers(body.path("matchers"), wrongs);
    var draft =
        new SilenceDraft(
            matchers,
            moment(body, "starts_at", wrongs),
            moment(body, "ends_at", wrongs),
            body.path("comment").asText(""),
            null,
            uuid(body, wrongs));
    if (!wrongs.isEmpty()) {
      throw Problem.invalid(wrongs);
    }
    return draft;
  }

  static List<Matcher> matchers(JsonNode node, List<Wrong> wrongs) {
    var matchers = new ArrayList<Matcher>();
    if (!node.isArray()) {
      wrongs.add(
          new Wrong("matchers", "Send a list of conditions, such as [\"service=payments\"]."));
      return matchers;
    }
    for (var each : node) {
      try {
        matchers.add(
            each.isTextual()
                ? Matcher.parse(each.asText())
                : Matcher.of(
                    each.path("name").asText(null),
                    each.path("value").asText(null),
                    each.path("is_regex").asBoolean(false),
                    each.path("is_equal").asBoolean(true)));
      } catch (IllegalArgumentException e) {
        wrongs.add(new Wrong("matchers", String.valueOf(e.getMessage())));
      }
    }
    return matchers;
  }

  static String text(List<Matcher> matchers) {
    return Json.write(matchers);
  }

  private static List<Matcher> matchers(String json) {
    try {
      var matchers = new ArrayList<Matcher>();
      for (var each : Json.MAPPER.readTree(json)) {
        matchers.add(
            Matcher.of(
                each.path("name").asText(),
                each.path("value").asText(),
                each.path("is_regex").asBoolean(),
                each.path("is_equal").asBoolean()));
      }
      return matchers;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Instant moment(JsonNode body, String field, List<Wrong> wrongs) {
    var node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException e) {
      wrongs.add(new Wrong(field, "Write a moment as 2026-11-20T14:00:00Z."));
      return null;
    }
  }

  private static @Nullable UUID uuid(JsonNode body, List<Wrong> wrongs) {
    var node = body.path("replaces");
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try {
      return UUID.fromString(node.asText());
    } catch (IllegalArgumentException e) {
      wrongs.add(new Wrong("replaces", "This is not the id of a silence."));
      return null;
    }
  }
}
