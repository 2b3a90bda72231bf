package dev.rialto.checks;

import dev.rialto.platform.Show;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** How checks are said on screens: sentences that answer, and times people can read. */
public final class CheckShow {
  private CheckShow() {}

  /** The title is the answer. */
  public static String answer(
      Check check, State state, Instant since, Uptime month, Instant now, ZoneId zone) {
    var name = check.name();
    if (check.paused() != null) {
      return name + " is paused";
    }
    boolean beats = check.isHeartbeat();
    return switch (state) {
      case UP ->
          name
              + (beats ? ": reports in time" : ": answers")
              + (month.ratio().isPresent() ? ", " + month.said() + " in 30 days" : "");
      case DEGRADED -> name + ": answers, but not as it should";
      case DOWN ->
          name
              + (beats ? ": has not reported since " : ": does not answer since ")
              + Show.when(since, now, zone);
      case UNKNOWN -> "Nobody knows how " + name + " is";
      case MAINTENANCE -> name + " is being worked on";
    };
  }

  public static String every(Duration interval) {
    long seconds = interval.toSeconds();
    if (seconds == 60) return "every minute";
    if (seconds == 3_600) return "every hour";
    return "every "
        + (seconds % 3_600 == 0
            ? Show.plural(seconds / 3_600, "hour", "hours")
            : seconds % 60 == 0
                ? Show.plural(seconds / 60, "minute", "minutes")
                : seconds + " seconds");
  }

  /** What is looked at, in one line. */
  public static String target(Check check) {
    var probe = check.probe();
    return switch (check.type()) {
      case "http" -> {
        int urls = probe.path("urls").size();
        var first = probe.path("urls").path(0).asText();
        yield probe.path("method").asText("GET")
            + " "
            + first
            + (urls > 1 ? " and " + (urls - 1) + " more" : "");
      }
      case "dns" -> probe.path("record").asText() + " of " + probe.path("name").asText();
      case Check.HEARTBEAT ->
          probe.has("cron")
              ? "by " + probe.path("cron").asText() + " in " + probe.path("zone").asText()
              : every(Duration.ofSeconds(probe.path("period_s").asLong()));
      default -> probe.path("host").asText() + ":" + probe.path("port").asText();
    };
  }
}
