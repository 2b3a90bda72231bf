package dev.rialto.status;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page as customers see it, and those inside before it is open.
 *
 * @param inside somebody who is signed in looks
 * @param admin who may change it
 * @param typed the address as typed, when it was wrong
 * @param canMail a mail server is there to send letters
 */
public record StatusPage(
    Overview overview,
    boolean inside,
    boolean admin,
    boolean canMail,
    String typed,
    List<Wrong> wrongs,
    Instant now) {
  public StatusSettings settings() {
    return overview.settings();
  }

  /** What is over, by the day it began, in UTC. */
  public Map<LocalDate, List<PublicIncident>> past() {
    var days = new LinkedHashMap<LocalDate, List<PublicIncident>>();
    for (var incident : overview.past()) {
      days.computeIfAbsent(
              incident.beganAt().atZone(ZoneOffset.UTC).toLocalDate(),
              day -> new java.util.ArrayList<>())
          .add(incident);
    }
    return days;
  }

  public String day(LocalDate day) {
    return Show.day(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
  }

  public String lasted(PublicIncident incident) {
    var end = incident.resolvedAt();
    return end == null
        ? ""
        : " for " + Show.duration(java.time.Duration.between(incident.beganAt(), end));
  }

  public @Nullable String wrong() {
    return wrongs.isEmpty() ? null : wrongs.getFirst().message();
  }
}
