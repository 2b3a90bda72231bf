package dev.rialto.alerts;

import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A silence as somebody typed it, kept so that a mistake costs no typing. */
public record SilenceTyped(
    String matchers, String startsAt, String minutes, String comment, @Nullable UUID replaces) {

  static String conditions(Map<String, String> labels) {
    return conditions(
        labels.entrySet().stream()
            .map(e -> Matcher.of(e.getKey(), e.getValue(), false, true))
            .limit(SilenceDraft.MOST_MATCHERS)
            .toList());
  }

  static String conditions(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).collect(Collectors.joining("\n"));
  }

  List<Matcher> matchers(List<Wrong> wrongs) {
    try {
      return Matcher.parseAll(matchers);
    } catch (IllegalArgumentException e) {
      wrongs.add(new Wrong("matchers", String.valueOf(e.getMessage())));
      return new ArrayList<>();
    }
  }

  /** Null when what was typed cannot be read; what is wrong is among {@code wrongs} then. */
  @Nullable SilenceDraft draft(Instant now, ZoneId zone, List<Wrong> wrongs) {
    var read = matchers(wrongs);
    Instant start = now;
    if (!startsAt.isEmpty()) {
      try {
        start = LocalDateTime.parse(startsAt).atZone(zone).toInstant();
      } catch (DateTimeParseException e) {
        wrongs.add(new Wrong("starts_at", "Write day and time as 2026-11-20T14:00."));
      }
    }
    if (!minutes.matches("[1-9]\\d{0,5}")) {
      wrongs.add(new Wrong("minutes", "Choose how long."));
    }
    if (!wrongs.isEmpty()) {
      return null;
    }
    var end = start.plus(Duration.ofMinutes(Long.parseLong(minutes)));
    return new SilenceDraft(read, start, end, comment, null, replaces);
  }
}
