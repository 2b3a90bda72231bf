package dev.rialto.sprints;

import dev.rialto.platform.Json;
import dev.rialto.platform.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sprint was when it closed, as bytes that are hashed and kept. Pure. */
public record Report(
    String team,
    int no,
    String goal,
    String startsOn,
    String endsOn,
    String ended,
    double committed,
    double completed,
    double added,
    double buffer,
    double charged,
    int interrupts,
    @Nullable Instant openedAt,
    Instant closedAt,
    String closedBy,
    List<StaySql.Stay> stays,
    List<StaySql.Charged> charges,
    List<StaySql.Choice> choices) {

  static Report of(
      Sprint sprint,
      String ended,
      Instant now,
      String by,
      List<StaySql.Stay> stays,
      List<StaySql.Charged> charges,
      List<StaySql.Choice> choices) {
    return new Report(
        sprint.teamSlug(),
        sprint.no(),
        sprint.goal(),
        sprint.startsOn().toString(),
        sprint.endsOn().toString(),
        ended,
        sprint.committed(),
        points(stays, stay -> "done".equals(stay.leftAs()) && !stay.entry().equals("interrupt")),
        points(stays, stay -> stay.entry().equals("scope_add")),
        sprint.buffer(),
        charges.stream().mapToDouble(StaySql.Charged::points).sum(),
        (int) stays.stream().filter(stay -> stay.entry().equals("interrupt")).count(),
        sprint.openedAt(),
        now,
        by,
        stays,
        charges,
        choices);
  }

  static double points(List<StaySql.Stay> stays, java.util.function.Predicate<StaySql.Stay> which) {
    return stays.stream()
        .filter(which)
        .mapToDouble(stay -> stay.points() == null ? 0 : stay.points())
        .sum();
  }

  String text() {
    return Json.write(this);
  }

  static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }
}
