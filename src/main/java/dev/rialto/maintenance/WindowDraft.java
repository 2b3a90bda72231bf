package dev.rialto.maintenance;

import dev.rialto.platform.Scrutiny;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Planned work as somebody typed it. Pure.
 *
 * @param publicText what customers read of it; empty: nothing but its times
 * @param target the number of the check, or the short name of the service or team
 */
public record WindowDraft(
    String title,
    String publicText,
    String scope,
    String target,
    String starts,
    String zone,
    int lastsMinutes,
    String rrule) {
  public static final List<String> SCOPES = List.of("service", "check", "team");
  public static final int LONGEST_PUBLIC = 300;
  static final int LONGEST_MINUTES = 31 * 24 * 60;

  static WindowDraft of(Window window, String target) {
    return new WindowDraft(
        window.title(),
        window.publicText(),
        window.scope(),
        target,
        window.starts().toString(),
        window.zone().getId(),
        (int) window.lasts().toMinutes(),
        window.rrule());
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("title", title, 200)
        .optionalLine("public_text", publicText, LONGEST_PUBLIC)
        .holds(SCOPES.contains(scope), "scope", "One of " + String.join(", ", SCOPES) + ".")
        .line("target", target, 200)
        .holds(startsAt() != null, "starts", "A local date and time, such as 2026-11-24T22:00.")
        .holds(zoneId() != null, "zone", "This is no zone; one looks like Europe/Rome.")
        .holds(
            lastsMinutes >= 1 && lastsMinutes <= LONGEST_MINUTES,
            "lasts_min",
            "Between one minute and 31 days (%,d minutes).".formatted(LONGEST_MINUTES))
        .optionalLine("rrule", rrule, 400);
    var at = startsAt();
    if (at != null) {
      Plan.wrong(rrule, at).ifPresent(why -> scrutiny.wrong("rrule", why));
    }
  }

  @Nullable LocalDateTime startsAt() {
    try {
      return LocalDateTime.parse(starts);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  public @Nullable ZoneId zoneId() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  Plan plan() {
    var at = startsAt();
    var where = zoneId();
    if (at == null || where == null) {
      throw new IllegalStateException("A plan that was not looked at first");
    }
    return new Plan(at, where, Duration.ofMinutes(lastsMinutes), rrule);
  }
}
