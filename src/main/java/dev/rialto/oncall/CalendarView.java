package dev.rialto.oncall;

import dev.rialto.platform.Show;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where everything in a calendar stands, in per cent of its width: drawn as SVG, since the page may
 * carry no style attributes. A day of 23 or 25 hours is as wide as it is long. Pure.
 */
public record CalendarView(List<Day> days, List<Row> rows, @Nullable String now) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
  private static final Duration ROOM_FOR_A_NAME = Duration.ofHours(8);

  public record Day(String x, String label, boolean today, boolean weekend) {}

  /** {@code kind} is turn, over or gap; {@code hue} one of the twelve that the stylesheet knows. */
  public record Bar(
      String x,
      String width,
      String kind,
      int hue,
      String label,
      String title,
      @Nullable String link) {}

  public record Row(String name, String note, String kind, List<Bar> bars, String spoken) {}

  static CalendarView of(
      List<TeamSchedule> schedules, Roster roster, Window window, Instant now, boolean mayTake) {
    var draw = new Drawing(roster, window, now, mayTake);
    var rows = new ArrayList<Row>();
    for (var schedule : schedules) rows.add(draw.rotation(schedule));
    for (var schedule : schedules) rows.add(draw.overrides(schedule, schedules.size() > 1));
    for (var schedule : schedules) rows.add(draw.rung(schedule, schedules.size() > 1));
    boolean shown = !now.isBefore(window.from()) && now.isBefore(window.to());
    return new CalendarView(draw.days(), rows, shown ? draw.percent(now) : null);
  }

  private record Drawing(Roster roster, Window window, Instant now, boolean mayTake) {
    List<Day> days() {
      return window.eachDay().stream().map(this::day).toList();
    }

    private Day day(LocalDate day) {
      var label = window.month() ? String.valueOf(day.getDayOfMonth()) : DAY.format(day);
      boolean weekend = day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
      return new Day(percent(window.begins(day)), label, day.equals(window.today()), weekend);
    }

    Row rotation(TeamSchedule schedule) {
      var shifts = roster.of(schedule.id()).rotationAlone(window.from(), window.to());
      var bars = shifts.stream().filter(s -> !s.isGap()).map(s -> bar(s, "turn", null)).toList();
      return new Row(
          capital(schedule.rank()), schedule.name() + rhythm(schedule), "", bars, spoken(shifts));
    }

    Row overrides(TeamSchedule schedule, boolean several) {
      var shifts =
          roster.of(schedule.id()).shifts(window.from(), window.to()).stream()
              .filter(s -> s.overrideId() != null)
              .toList();
      return new Row(
          "Overrides",
          several ? schedule.rank() : "who stands in",
          "",
          shifts.stream().map(s -> bar(s, "over", null)).toList(),
          shifts.isEmpty() ? "No overrides" : spoken(shifts));
    }

    Row rung(TeamSchedule schedule, boolean several) {
      var rules = roster.of(schedule.id());
      var shifts = rules.shifts(Calendars.counted(rules, window, now), window.to());
      var bars =
          shifts.stream()
              .map(
                  s ->
                      bar(
                          s,
                          s.isGap() ? "gap" : s.overrideId() == null ? "turn" : "over",
                          link(schedule, s)))
              .toList();
      return new Row(
          "Who is rung",
          several ? schedule.rank() + ", final" : "final schedule",
          "final",
          bars,
          spoken(shifts));
    }

    private Bar bar(Shift shift, String kind, @Nullable String link) {
      var name = shift.isGap() ? "Nobody" : String.valueOf(roster.name(shift.personId()));
      boolean roomy =
          shift.length().compareTo(ROOM_FOR_A_NAME.multipliedBy(window.month() ? 2 : 1)) >= 0;
      return new Bar(
          percent(shift.from()),
          width(shift.from(), shift.to()),
          kind,
          Show.hue(name),
          roomy ? name : "",
          name + ", " + new Words(now, window.zone()).span(shift.from(), shift.to()),
          link);
    }

    private @Nullable String link(TeamSchedule schedule, Shift shift) {
      if (!mayTake || !shift.to().isAfter(now)) return null;
      return "/schedules/%d/overrides/new?from=%s&to=%s"
          .formatted(schedule.id(), shift.from(), shift.to());
    }

    private String spoken(List<Shift> shifts) {
      var words = new Words(now, window.zone());
      var spoken = new StringBuilder();
      for (var shift : shifts) {
        var name = shift.isGap() ? "nobody" : roster.name(shift.personId());
        spoken.append(spoken.isEmpty() ? "" : "; ").append(name).append(", ");
        spoken.append(words.span(shift.from(), shift.to()));
      }
      return spoken.toString();
    }

    private String rhythm(TeamSchedule schedule) {
      var version = roster.of(schedule.id()).versionAt(now);
      return version == null ? "" : ", " + rhythmOf(version.rotation());
    }

    String percent(Instant at) {
      return share(Duration.between(window.from(), at));
    }

    private String width(Instant from, Instant to) {
      return share(Duration.between(from, to));
    }

    private String share(Duration part) {
      var whole = Duration.between(window.from(), window.to());
      return String.format(Locale.ROOT, "%.3f%%", 100.0 * part.toSeconds() / whole.toSeconds());
    }
  }

  /** “weekly”, “every 2 weeks”, “daily”, “every 3 days”. */
  static String rhythmOf(Rotation rotation) {
    boolean weekly = rotation.weekday() != null;
    if (rotation.every() == 1) return weekly ? "weekly" : "daily";
    return "every " + rotation.every() + (weekly ? " weeks" : " days");
  }

  /** “Wednesday 09:00”, or “every day at 09:00”. */
  static String handoverOf(Rotation rotation) {
    var weekday = rotation.weekday();
    return weekday == null
        ? "every day at " + rotation.handover()
        : weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + rotation.handover();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
