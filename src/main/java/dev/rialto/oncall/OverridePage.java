package dev.rialto.oncall;

import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody stands in, from here to there, on the reader's clock; with the shifts around it. */
public record OverridePage(
    TeamSchedule schedule,
    String from,
    String to,
    String zone,
    long person,
    long replaces,
    Map<Long, String> choices,
    List<Wrong> wrongs,
    List<TeamCalendarPage.Line> preview) {

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
