package dev.rialto.oncall;

import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who takes turns, in which order, from when; with the shifts that would follow. */
public record RotationPage(
    TeamSchedule schedule,
    String handover,
    String weekday,
    String firstDay,
    String every,
    List<Long> places,
    Map<Long, String> choices,
    List<Wrong> wrongs,
    @Nullable String faster,
    List<TeamCalendarPage.Line> preview) {

  public static final List<String> RHYTHMS =
      List.of(
          "daily", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  public String rhythm(String word) {
    return word.equals("daily")
        ? "every day"
        : "weekly, on " + Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
