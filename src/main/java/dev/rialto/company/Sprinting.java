package dev.rialto.company;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How Checkout works: sprints of two weeks, each with its goal, its items and what became of them.
 */
final class Sprinting {
  static final int DAYS = 14;

  /** Today is this day of the sprint that runs. */
  static final int INTO = 6;

  static final int ITEMS = 8;
  private static final List<String> STATES =
      List.of("in_progress", "in_review", "deploying", "verified");
  private static final List<String> DEVELOPERS = List.of("ada", "grace", "noor", "emil", "bea");

  private final Staff staff;
  private final Turning turning;
  private long running;
  private int taken;

  Sprinting(Staff staff, Turning turning) {
    this.staff = staff;
    this.turning = turning;
  }

  void plan(LocalDate today, int days, ZoneId zone, BiConsumer<Instant, Runnable> at) {
    int sprints = Math.max(1, (days - INTO) / DAYS + 1);
    for (int back = sprints - 1; back >= 0; back--) {
      var starts = today.minusDays(Math.min(days - 1L, INTO + (long) back * DAYS));
      var ends = starts.plusDays(DAYS - 1L);
      var goal = Day.GOALS.get(Math.floorMod(Day.GOALS.size() - 1 - back, Day.GOALS.size()));
      at.accept(
          starts.atTime(LocalTime.of(10, 0)).atZone(zone).toInstant(),
          () -> begin(starts, ends, goal));
      at.accept(
          starts.plusDays(3).atTime(LocalTime.of(10, 0)).atZone(zone).toInstant(), this::spread);
    }
  }

  private void begin(LocalDate starts, LocalDate ends, String goal) {
    var ifeoma = staff.as("ifeoma");
    if (running > 0) {
      move(ifeoma, 3);
      ifeoma.post("/api/v1/sprints/" + running + "/close", Map.of("version", version(running)));
    }
    for (int i = 0; i < ITEMS; i++) {
      add(ifeoma, Day.WORK.get(taken++ % Day.WORK.size()), i);
    }
    var sprint =
        ifeoma.post(
            "/api/v1/sprints",
            Map.of(
                "team",
                Company.STORY_TEAM,
                "goal",
                goal,
                "starts_on",
                starts.toString(),
                "ends_on",
                ends.toString()));
    running = sprint.get("id").asLong();
    ifeoma.post("/api/v1/sprints/" + running + "/start", Map.of("version", version(running)));
    turning.settle();
  }

  private int version(long sprint) {
    var there = staff.as("ifeoma").get("/api/v1/sprints/" + sprint);
    return there.has("sprint") ? there.at("/sprint/version").asInt() : there.get("version").asInt();
  }

  private static void add(Actor who, Day.Work work, int i) {
    var draft = new HashMap<String, Object>();
    draft.put("team", Company.STORY_TEAM);
    draft.put("service", work.part());
    draft.put("type", work.type());
    draft.put("title", work.title());
    draft.put("points", work.points());
    draft.put("state", "ready");
    draft.put("assignee", DEVELOPERS.get(i % DEVELOPERS.size()) + "@" + Company.DOMAIN);
    who.post("/api/v1/items", draft);
  }

  /** All but so many of what is on the board get done. */
  private void move(Actor who, int left) {
    var open = new ArrayList<String>();
    for (var state : List.of("deploying", "in_review", "in_progress", "ready")) {
      who.get("/api/v1/items?limit=100&team=" + Company.STORY_TEAM + "&state=" + state)
          .get("items")
          .forEach(item -> open.add(item.get("key").asText()));
    }
    for (var key : open.subList(0, Math.max(0, open.size() - left))) {
      to(who, key, "verified");
    }
  }

  private static void to(Actor who, String key, String state) {
    var item = who.get("/api/v1/items/" + key).get("item");
    who.post(
        "/api/v1/items/" + key + "/move",
        Map.of("state", state, "version", item.get("version").asInt()));
  }

  /** Into the running sprint, work stands in every column. */
  void spread() {
    var ifeoma = staff.as("ifeoma");
    int i = 0;
    for (var item :
        ifeoma.get("/api/v1/items?limit=100&state=ready&team=" + Company.STORY_TEAM).get("items")) {
      if (i % 5 < STATES.size()) {
        to(ifeoma, item.get("key").asText(), STATES.get(i % 5));
      }
      i++;
    }
    turning.settle();
  }
}
