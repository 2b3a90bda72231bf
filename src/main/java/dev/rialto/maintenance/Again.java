package dev.rialto.maintenance;

import dev.rialto.platform.Scrutiny;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often planned work comes again, in the words of a form, as somebody typed them: nobody has to
 * know RFC 5545 to say "every Tuesday". What the form has no words for stays a rule. Pure.
 *
 * @param how one of {@link #HOWS}
 * @param every each, or every so many of them
 * @param days the weekdays of a week, as {@link #DAYS} has them
 * @param dayOfMonth 1 to 31, or -1 for the last
 * @param nth 1 to 4, or -1 for the last
 * @param weekday which day the nth of a month is
 * @param until the last date on which it may begin; empty for no end
 * @param rule as RFC 5545 has it
 */
public record Again(
    String how,
    String every,
    List<String> days,
    String dayOfMonth,
    String nth,
    String weekday,
    String until,
    String rule) {
  public static final String ONCE = "once";
  public static final String DAYS_ON = "days";
  public static final String WEEKS = "weeks";
  public static final String DAY_OF_MONTH = "day_of_month";
  public static final String WEEKDAY_OF_MONTH = "weekday_of_month";
  public static final String BY_RULE = "rule";

  static final Set<String> HOWS =
      Set.of(ONCE, DAYS_ON, WEEKS, DAY_OF_MONTH, WEEKDAY_OF_MONTH, BY_RULE);

  /** As RFC 5545 has them, from Monday. */
  public static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  public static final List<String> NTHS = List.of("1", "2", "3", "4", "-1");
  public static final String LAST = "-1";

  static final int MOST_EVERY = 99;

  private static final DateTimeFormatter UNTIL = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter SAID =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** What the form shows for a rule; where it has no words for it, the rule itself. */
  static Again of(String rrule, LocalDateTime starts) {
    var day = DAYS.get(starts.getDayOfWeek().getValue() - 1);
    var dayOfMonth = String.valueOf(starts.getDayOfMonth());
    var nth = starts.getDayOfMonth() > 28 ? LAST : "" + (1 + (starts.getDayOfMonth() - 1) / 7);
    var blank = new Again(ONCE, "1", List.of(day), dayOfMonth, nth, day, "", rrule);
    if (rrule.isEmpty()) return blank;
    var parts = parts(rrule);
    var until = parts.getOrDefault("UNTIL", "");
    var every = parts.getOrDefault("INTERVAL", "1");
    if (!until.isEmpty() && !until.matches("\\d{8}T235959")) return blank.as(BY_RULE);
    var last = until.isEmpty() ? "" : LocalDate.parse(until.substring(0, 8), UNTIL).toString();
    var byDay = parts.getOrDefault("BYDAY", "");
    var byMonthDay = parts.getOrDefault("BYMONTHDAY", "");
    var keys = parts.keySet().stream().filter(k -> !Set.of("UNTIL", "INTERVAL").contains(k));
    var rest = keys.sorted().collect(Collectors.joining(" ")) + " " + parts.get("FREQ");
    return switch (rest) {
      case "FREQ DAILY" -> blank.as(DAYS_ON).each(every, last);
      case "FREQ WEEKLY" -> blank.as(WEEKS).each(every, last);
      case "BYDAY FREQ WEEKLY" ->
          DAYS.containsAll(List.of(byDay.split(",")))
              ? new Again(
                  WEEKS, every, List.of(byDay.split(",")), dayOfMonth, nth, day, last, rrule)
              : blank.as(BY_RULE);
      case "BYMONTHDAY FREQ MONTHLY" ->
          byMonthDay.matches("\\d{1,2}|-1")
              ? new Again(DAY_OF_MONTH, every, List.of(day), byMonthDay, nth, day, last, rrule)
              : blank.as(BY_RULE);
      case "BYDAY FREQ MONTHLY" ->
          byDay.matches("([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)")
              ? new Again(
                  WEEKDAY_OF_MONTH,
                  every,
                  List.of(day),
                  dayOfMonth,
                  byDay.substring(0, byDay.length() - 2),
                  byDay.substring(byDay.length() - 2),
                  last,
                  rrule)
              : blank.as(BY_RULE);
      default -> blank.as(BY_RULE);
    };
  }

  private static Map<String, String> parts(String rrule) {
    var parts = new HashMap<String, String>();
    for (var part : rrule.toUpperCase(Locale.ROOT).split(";")) {
      int is = part.indexOf('=');
      if (is > 0) parts.put(part.substring(0, is), part.substring(is + 1));
    }
    return parts;
  }

  private Again as(String other) {
    return new Again(other, every, days, dayOfMonth, nth, weekday, until, rule);
  }

  private Again each(String number, String last) {
    return new Again(how, number, days, dayOfMonth, nth, weekday, last, rule);
  }

  public boolean is(String other) {
    return how.equals(other);
  }

  /** The rule that these words mean; empty for once. The scrutiny says what is missing. */
  String rrule(Scrutiny scrutiny) {
    scrutiny.holds(HOWS.contains(how), "again", "Choose how often it comes.");
    return switch (how) {
      case DAYS_ON -> "FREQ=DAILY" + interval(scrutiny) + end(scrutiny);
      case WEEKS -> {
        scrutiny.holds(
            !days.isEmpty() && DAYS.containsAll(days), "days", "Tick at least one weekday.");
        var on = DAYS.stream().filter(days::contains).collect(Collectors.joining(","));
        yield "FREQ=WEEKLY" + interval(scrutiny) + ";BYDAY=" + on + end(scrutiny);
      }
      case DAY_OF_MONTH -> {
        scrutiny.holds(
            dayOfMonth.matches("-1|[1-9]|[12]\\d|3[01]"),
            "day_of_month",
            "A day from 1 to 31, or the last.");
        yield "FREQ=MONTHLY" + interval(scrutiny) + ";BYMONTHDAY=" + dayOfMonth + end(scrutiny);
      }
      case WEEKDAY_OF_MONTH -> {
        scrutiny.holds(
            NTHS.contains(nth) && DAYS.contains(weekday), "weekday", "Choose which weekday.");
        yield "FREQ=MONTHLY" + interval(scrutiny) + ";BYDAY=" + nth + weekday + end(scrutiny);
      }
      case BY_RULE -> {
        scrutiny.holds(!rule.isEmpty(), "rrule", "Type a rule, or choose another way above.");
        yield rule;
      }
      default -> "";
    };
  }

  private String interval(Scrutiny scrutiny) {
    boolean fine = every.matches("[1-9]\\d?");
    scrutiny.holds(fine, "every", "A whole number from 1 to %d.".formatted(MOST_EVERY));
    return !fine || every.equals("1") ? "" : ";INTERVAL=" + every;
  }

  private String end(Scrutiny scrutiny) {
    if (until.isEmpty()) return "";
    try {
      return ";UNTIL=" + LocalDate.parse(until).format(UNTIL) + "T235959";
    } catch (DateTimeParseException e) {
      scrutiny.wrong("until", "A date, such as 2027-12-31; empty for no end.");
      return "";
    }
  }

  /** As people say it: every Tuesday until 31 December 2027. A rule without words says itself. */
  public String words() {
    var said =
        switch (how) {
          case ONCE -> "once";
          case DAYS_ON -> each("day");
          case WEEKS ->
              every.equals("1")
                  ? "every " + names(days)
                  : "every %s weeks on %s".formatted(every, names(days));
          case DAY_OF_MONTH ->
              "on the %s of %s"
                  .formatted(
                      dayOfMonth.equals(LAST) ? "last day" : ordinal(dayOfMonth), each("month"));
          case WEEKDAY_OF_MONTH ->
              "on the %s %s of %s".formatted(nthSaid(nth), daySaid(weekday), each("month"));
          default -> "by the rule " + rule;
        };
    return until.isEmpty() || is(BY_RULE) || is(ONCE)
        ? said
        : said + " until " + LocalDate.parse(until).format(SAID);
  }

  private String each(String unit) {
    return every.equals("1") ? "every " + unit : "every %s %ss".formatted(every, unit);
  }

  private static String names(List<String> days) {
    var names = new ArrayList<>(days.stream().map(Again::daySaid).toList());
    if (days.equals(DAYS.subList(0, 5))) return "weekday";
    if (names.size() < 2) return String.join("", names);
    var last = names.removeLast();
    return String.join(", ", names) + " and " + last;
  }

  /** Monday for MO. */
  public static String daySaid(String day) {
    int index = DAYS.indexOf(day);
    return index < 0 ? day : DayOfWeek.of(index + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** Mon for MO. */
  public static String dayShort(String day) {
    return daySaid(day).substring(0, 3);
  }

  /** Which one of a month, in a word. */
  public static String nthSaid(String nth) {
    return switch (nth) {
      case "1" -> "first";
      case "2" -> "second";
      case "3" -> "third";
      case "4" -> "fourth";
      default -> "last";
    };
  }

  /** 1st for 1. */
  public static String ordinal(String number) {
    int n = Integer.parseInt(number);
    int ten = n % 100;
    if (ten >= 11 && ten <= 13) return n + "th";
    return switch (n % 10) {
      case 1 -> n + "st";
      case 2 -> n + "nd";
      case 3 -> n + "rd";
      default -> n + "th";
    };
  }
}
