package dev.rialto.checks;

import dev.rialto.platform.Show;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** How checks are said on screens: sentences that answer, and times people can read. */
public final class CheckShow {
  static final Duration MONTH = Duration.ofDays(30);

  /** A cron schedule that people say in words: one time of day, on days that have a name. */
  private static final Pattern DAILY =
      Pattern.compile("(\\d{1,2}) (\\d{1,2}) \\* \\* (\\*|1-5|[0-7])");

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
              + (month.ratio().isPresent() ? ", " + over(month) : "");
      case DEGRADED -> name + ": answers, but not as it should";
      case DOWN ->
          name
              + (beats ? ": has not reported since " : ": does not answer since ")
              + Show.when(since, now, zone);
      case UNKNOWN -> "Nobody knows how " + name + " is";
      case MAINTENANCE -> name + " is being worked on";
    };
  }

  /** “99.98 % in 30 days”, or in as long as there is a past; the figure keeps its sign. */
  private static String over(Uptime month) {
    var said = month.said().replace(' ', '\u00a0');
    var window = month.window();
    return said + " in " + (isYoung(month) ? Show.duration(window) : window.toDays() + " days");
  }

  /** There is less past than the month that a figure is asked of. */
  static boolean isYoung(Uptime month) {
    return month.window().compareTo(MONTH.minusMinutes(1)) < 0;
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

  /** “every day at 02:30” where that is all it says, else the schedule as it was typed. */
  static String cron(String cron) {
    var daily = DAILY.matcher(cron.strip().replaceAll("\\s+", " "));
    if (!daily.matches()) return "by " + cron;
    var days =
        switch (daily.group(3)) {
          case "*" -> "every day";
          case "1-5" -> "Monday to Friday";
          case "0" -> "every Sunday";
          case String day ->
              "every "
                  + DayOfWeek.of(Integer.parseInt(day))
                      .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        };
    return "%s at %02d:%02d"
        .formatted(days, Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1)));
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
      case "dns" -> probe.path("record").asText() + " record of " + probe.path("name").asText();
      case Check.HEARTBEAT ->
          probe.has("cron")
              ? cron(probe.path("cron").asText()) + " in " + probe.path("zone").asText()
              : every(Duration.ofSeconds(probe.path("period_s").asLong()));
      default -> probe.path("host").asText() + ":" + probe.path("port").asText();
    };
  }
}
