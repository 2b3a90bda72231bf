package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.stories.Visitor.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is on call, as people and programs see it. It is Tuesday 17 November, 15:00 in Berlin. */
class OnCallStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Map<String, Visitor> browsers = new HashMap<>();
  private final Map<String, Long> ids = new HashMap<>();

  @BeforeEach
  void the_checkout_team_moves_in() {
    for (var name : List.of("ada", "grace", "noor", "emil")) person(name, "member");
    person("root", "admin");
    assertThat(
            as("ada")
                .postJson(
                    "/api/v1/teams",
                    Map.of("name", "Checkout", "slug", "checkout", "zone", "Europe/Berlin"))
                .status())
        .isEqualTo(201);
    for (var name : List.of("grace", "noor"))
      as("ada").putJson("/api/v1/teams/checkout/members/" + number(name), Map.of());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void ada_hands_over_to_grace_at_nine_and_not_a_second_before() {
    weekly("2026-11-18", "ada", "grace");
    assertThat(whoIsAt("2026-11-18T07:59:59Z")).isNull();
    assertThat(whoIsAt("2026-11-18T08:00:00Z")).isEqualTo("Ada");
    assertThat(whoIsAt("2026-11-25T07:59:59Z")).isEqualTo("Ada");
    assertThat(whoIsAt("2026-11-25T08:00:00Z")).isEqualTo("Grace");

    house.fastForward(untilInstant("2026-11-25T07:59:00Z"));
    assertThat(as("ada").get("/oncall/now").body()).contains("On call now", ">Ada<");
    assertThat(as("grace").get("/oncall/checkout").body()).contains("Ada is on call until 09:00");
    assertThat(as("ada").get("/oncall/checkout").body())
        .as("coming shifts are whole, wherever one looks from")
        .contains(
            "Ask somebody: Ada, until 09:00",
            "overrides/new?from=2026-11-18T08:00:00Z&to=2026-11-25T08:00:00Z&person=none",
            "Stand in: Grace, Wed 25 Nov 09:00 to Wed 2 Dec 09:00, 7 d",
            "Wed 16 Dec 09:00 to Wed 23 Dec 09:00, 7 d")
        .doesNotContain("Stand in: Ada, until");
    house.fastForward(Duration.ofMinutes(1));
    assertThat(as("ada").get("/oncall/now").body()).contains(">Grace<").doesNotContain(">Ada<");
    assertThat(as("ada").get("/oncall/checkout").body())
        .contains("Grace is on call until Wed 2 Dec 09:00");
  }

  @Test
  void noor_takes_an_evening_in_one_click_and_gives_it_back() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    var form =
        Map.of(
            "from", "2026-11-19T17:00:00Z",
            "to", "2026-11-19T21:00:00Z",
            "person", id("noor"),
            "do", "save");
    assertThat(as("noor").post("/schedules/" + schedule + "/overrides", form).status())
        .isEqualTo(303);
    assertThat(whoIsAt("2026-11-19T16:59:59Z")).isEqualTo("Grace");
    assertThat(whoIsAt("2026-11-19T17:00:00Z")).isEqualTo("Noor");
    assertThat(whoIsAt("2026-11-19T20:59:59Z")).isEqualTo("Noor");
    assertThat(whoIsAt("2026-11-19T21:00:00Z")).isEqualTo("Grace");
    assertThat(as("grace").get("/oncall/checkout").body())
        .contains("for whoever has the turn", "Thu 19 Nov 18:00 to 22:00, 4 h");

    var overrides = as("noor").get("/api/v1/schedules/" + schedule + "/overrides").json();
    long override = overrides.at("/items/0/id").asLong();
    assertThat(
            as("noor")
                .post("/schedules/%d/overrides/%d/removal".formatted(schedule, override))
                .status())
        .isEqualTo(303);
    assertThat(whoIsAt("2026-11-19T18:00:00Z")).isEqualTo("Grace");
  }

  @Test
  void an_override_that_has_begun_ends_now_and_one_that_is_over_stays() {
    long schedule = weekly("2026-11-11", "ada");
    var made = override(schedule, "noor", "2026-11-17T12:00:00Z", "2026-11-17T18:00:00Z");
    assertThat(made.json().path("from").asText())
        .as("hours that have been are nobody's to take")
        .isEqualTo("2026-11-17T14:00:00Z");
    var path =
        "/api/v1/schedules/%d/overrides/%d".formatted(schedule, made.json().path("id").asLong());
    house.fastForward(Duration.ofHours(1));
    assertThat(as("grace").delete(path).status()).isEqualTo(204);
    assertThat(whoIsAt("2026-11-17T14:30:00Z")).isEqualTo("Noor");
    assertThat(whoIsAt("2026-11-17T15:00:00Z")).isEqualTo("Ada");
    house.fastForward(Duration.ofHours(1));
    assertThat(as("grace").delete(path).status()).isEqualTo(409);
    assertThat(whoIsAt("2026-11-17T14:30:00Z")).isEqualTo("Noor");
  }

  @Test
  void on_the_night_the_clocks_change_the_handover_is_the_next_time_there_is() {
    long schedule = schedule();
    assertThat(rotate(schedule, 1, "02:30", null, "2027-03-26", "ada", "grace").status())
        .isEqualTo(200);
    // In Berlin, 28 March 2027 has no 02:30: the wall clock jumps from 02:00 to 03:00.
    assertThat(whoIsAt("2027-03-28T00:59:59Z")).isEqualTo("Grace");
    assertThat(whoIsAt("2027-03-28T01:00:00Z")).isEqualTo("Ada");
    var page = as("ada").get("/oncall/checkout?from=2027-03-22");
    assertThat(page.body()).contains("Sun 28 Mar 03:00 to Mon 29 Mar 02:30, 23 h 30 min");
    assertThat(page.body()).contains("335 h");
  }

  @Test
  void a_changed_rotation_leaves_the_past_as_it_was() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    house.fastForward(untilInstant("2026-11-20T12:00:00Z"));
    assertThat(rotate(schedule, 2, "09:00", "wednesday", "2026-11-11", "noor").status())
        .isEqualTo(200);
    assertThat(whoIsAt("2026-11-17T14:00:00Z")).isEqualTo("Ada");
    assertThat(whoIsAt("2026-11-17T13:59:59Z")).as("before the first rotation").isNull();
    assertThat(whoIsAt("2026-11-20T11:59:59Z")).isEqualTo("Grace");
    assertThat(whoIsAt("2026-11-20T12:00:00Z")).isEqualTo("Noor");
  }

  @Test
  void a_planned_rotation_waits_for_its_first_handover() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    assertThat(rotate(schedule, 2, "09:00", "wednesday", "2026-11-25", "noor").status())
        .isEqualTo(200);
    assertThat(whoIsAt("2026-11-25T07:59:59Z")).isEqualTo("Grace");
    assertThat(whoIsAt("2026-11-25T08:00:00Z")).isEqualTo("Noor");
    var rotations = as("ada").get("/api/v1/schedules/" + schedule).json().path("rotations");
    assertThat(rotations).hasSize(2);
    assertThat(rotations.at("/1/effective_from").asText()).isEqualTo("2026-11-25T08:00:00Z");
  }

  @Test
  void when_emil_leaves_his_turn_is_a_gap_that_nobody_can_overlook() {
    as("ada").putJson("/api/v1/teams/checkout/members/" + number("emil"), Map.of());
    long schedule = weekly("2026-11-11", "ada", "emil");
    assertThat(whoIsAt("2026-11-20T12:00:00Z")).isEqualTo("Emil");
    leaves("emil");
    assertThat(whoIsAt("2026-11-20T12:00:00Z")).isNull();

    var page = as("ada").get("/oncall/checkout").body();
    assertThat(page)
        .contains("Nobody is first from Wed 18 Nov to Wed 25 Nov")
        .contains("Emil has left, and the turn has no other name")
        .contains("bar-gap", "1 gap", "129 <small>of 297 h have somebody on call", "I take it");
    var shifts =
        as("ada")
            .get(
                "/api/v1/schedules/%d/shifts?from=2026-11-17T14:00:00Z&to=2026-12-01T14:00:00Z"
                    .formatted(schedule))
            .json();
    assertThat(shifts.path("hours").asDouble()).isEqualTo(336);
    assertThat(shifts.path("covered_hours").asDouble()).isEqualTo(168);
    assertThat(shifts.at("/items/1/person").isNull()).isTrue();
    assertThat(shifts.at("/items/1/missing/name").asText()).isEqualTo("Emil");

    override(schedule, "noor", "2026-11-18T08:00:00Z", "2026-11-25T08:00:00Z");
    assertThat(as("ada").get("/oncall/checkout").body()).contains("no gap").doesNotContain("1 gap");
  }

  @Test
  void without_a_schedule_everybody_sees_that_nobody_is_on_call() {
    assertThat(as("ada").get("/oncall").body())
        .contains("1 team has nobody on call", "no schedule", "Checkout", "Make the schedule");
    assertThat(as("emil").get("/oncall").body())
        .contains("no schedule")
        .doesNotContain("Make the schedule");
    assertThat(as("ada").get("/oncall/checkout").body())
        .contains("Nobody is on call for Checkout", "Make the schedule");
    schedule();
    assertThat(as("ada").get("/oncall").body()).contains("nobody is first");
    assertThat(as("ada").get("/oncall/checkout").body()).contains("Nobody is first for Checkout");
    assertThat(as("ada").get("/oncall/now").body()).contains("Nobody is on call");
    assertThat(as("emil").get("/oncall/now").body()).contains("href=\"/oncall\"");
  }

  @Test
  void only_the_team_and_administrators_change_who_is_on_call() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    var body =
        Map.of(
            "from", "2026-11-19T17:00:00Z", "to", "2026-11-19T21:00:00Z", "person", number("emil"));
    var path = "/api/v1/schedules/" + schedule;
    assertThat(as("emil").postJson(path + "/overrides", body).status()).isEqualTo(403);
    assertThat(as("emil").get("/schedules/" + schedule + "/rotation").status()).isEqualTo(403);
    assertThat(as("emil").patchJson(path, Map.of("name", "Mine", "version", 2)).status())
        .isEqualTo(403);
    assertThat(as("emil").delete(path + "?version=2").status()).isEqualTo(403);
    assertThat(as("emil").get("/oncall/checkout").body())
        .doesNotContain("Change the rotation", "Stand in:");
    assertThat(as("root").postJson(path + "/overrides", body).status()).isEqualTo(201);
    assertThat(whoIsAt("2026-11-19T18:00:00Z")).isEqualTo("Emil");
  }

  @Test
  void of_two_who_change_the_rotation_the_slower_one_is_told() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    assertThat(rotate(schedule, 2, "10:00", "monday", "2026-11-23", "noor").status())
        .isEqualTo(200);
    assertThat(rotate(schedule, 2, "11:00", "friday", "2026-11-23", "ada").status()).isEqualTo(409);
    var form = new LinkedHashMap<String, String>();
    form.put("version", "2");
    form.put("weekday", "friday");
    form.put("handover", "11:15");
    form.put("every", "1");
    form.put("first_day", "2026-11-23");
    form.put("person", id("ada"));
    form.put("do", "save");
    var answer = as("grace").post("/schedules/" + schedule + "/rotation", form);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body())
        .contains("Someone was faster", "11:15", "name=\"version\" value=\"3\"");
    assertThat(as("ada").delete("/api/v1/schedules/" + schedule + "?version=1").status())
        .isEqualTo(409);
  }

  @Test
  void the_form_shows_the_shifts_before_it_saves_them() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    var form = as("ada").get("/schedules/" + schedule + "/rotation");
    assertThat(form.body()).contains("value=\"2026-11-18\"", "value=\"09:00\"");
    var typed = new LinkedHashMap<String, String>();
    typed.put("version", "2");
    typed.put("weekday", "wednesday");
    typed.put("handover", "09:00");
    typed.put("every", "1");
    typed.put("first_day", "2026-11-18");
    typed.put("person", id("noor"));
    typed.put("do", "preview");
    var preview = as("ada").post("/schedules/" + schedule + "/rotation", typed);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Shifts as they would be", "<bdi>Noor</bdi>", "Wed 18 Nov 09:00");
    assertThat(whoIsAt("2026-11-18T12:00:00Z")).as("looking saves nothing").isEqualTo("Grace");
    typed.put("do", "save");
    assertThat(as("ada").post("/schedules/" + schedule + "/rotation", typed).status())
        .isEqualTo(303);
    assertThat(whoIsAt("2026-11-18T12:00:00Z")).isEqualTo("Noor");

    var standIn =
        as("ada")
            .post(
                "/schedules/" + schedule + "/overrides",
                Map.of(
                    "from", "2026-11-19T18:00", "to", "2026-11-19T22:00", "person", id("grace")));
    assertThat(standIn.body()).contains("Thu 19 Nov 18:00 to 22:00, 4 h", "override");
    assertThat(whoIsAt("2026-11-19T18:00:00Z")).isEqualTo("Noor");
  }

  @Test
  void mistakes_are_named_field_by_field_and_nothing_is_kept() {
    long schedule = schedule();
    var wrong =
        as("ada")
            .putJson(
                "/api/v1/schedules/" + schedule + "/rotation",
                Map.of(
                    "handover",
                    "nine",
                    "weekday",
                    "someday",
                    "first_day",
                    "2026-02-30",
                    "every",
                    0,
                    "people",
                    List.of(),
                    "version",
                    1));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("handover", "weekday", "first_day", "every", "people");
    assertThat(rotate(schedule, 1, "09:00", "monday", "2026-11-23", "emil").status())
        .as("emil is in no team")
        .isEqualTo(422);
    var backwards = override(schedule, "ada", "2026-11-20T10:00:00Z", "2026-11-20T09:00:00Z");
    assertThat(backwards.json().at("/errors/0/field").asText()).isEqualTo("to");
    assertThat(override(schedule, "ada", "2026-11-01T10:00:00Z", "2026-11-02T09:00:00Z").status())
        .isEqualTo(422);
    assertThat(override(schedule, "ada", "tomorrow", "2026-11-20T09:00:00Z").status())
        .isEqualTo(422);
    assertThat(as("ada").get("/api/v1/schedules/" + schedule + "/overrides").json().path("items"))
        .isEmpty();
    assertThat(as("ada").get("/api/v1/oncall?at=yesterday").status()).isEqualTo(400);
    assertThat(as("ada").get("/api/v1/oncall?at=+1000000000-01-01T00:00:00Z").status())
        .isEqualTo(400);
    assertThat(as("ada").get("/api/v1/schedules/99").status()).isEqualTo(404);
    assertThat(
            as("ada")
                .get(
                    "/api/v1/schedules/"
                        + schedule
                        + "/shifts?from=2026-11-20T00:00:00Z&to=2036-11-20T00:00:00Z")
                .status())
        .isEqualTo(400);
    assertThat(as("ada").get("/oncall/checkout?from=0000-13-99&view=%3Cb%3E").status())
        .isEqualTo(200);
    assertThat(as("ada").postJson("/api/v1/schedules", Map.of("team", "checkout")).status())
        .as("the first layer is taken")
        .isEqualTo(422);
  }

  @Test
  void names_stay_text_wherever_they_are_shown() {
    var hostile = "<script>alert('עדה')</script>\"><img src=x>";
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .execute("update person set name = ? where id = ?", hostile, number("noor")));
    long schedule = weekly("2026-11-11", "noor");
    as("ada").patchJson("/api/v1/schedules/" + schedule, Map.of("name", hostile, "version", 2));
    override(schedule, "noor", "2026-11-19T17:00:00Z", "2026-11-19T21:00:00Z");
    for (var path :
        List.of(
            "/oncall",
            "/oncall/checkout",
            "/oncall/checkout?view=month",
            "/oncall/now",
            "/oncall/now-card",
            "/teams/checkout/oncall",
            "/schedules/" + schedule + "/rotation",
            "/schedules/" + schedule + "/edit",
            "/schedules/" + schedule + "/overrides/new")) {
      var answer = as("ada").get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body())
          .as(path)
          .contains("&lt;script")
          .doesNotContain("<script>alert", "<img src=x", " style=");
    }
  }

  @Test
  void every_change_is_in_the_journal_with_before_and_after() {
    long schedule = weekly("2026-11-11", "ada", "grace");
    override(schedule, "noor", "2026-11-19T17:00:00Z", "2026-11-19T21:00:00Z");
    var entries =
        as("ada").get("/api/v1/journal?subject=schedule&id=" + schedule).json().path("items");
    assertThat(entries.findValuesAsText("kind"))
        .containsExactly(
            "schedule.override_added", "schedule.rotation_changed", "schedule.created");
    assertThat(entries.at("/1/before/rotations")).isEmpty();
    assertThat(entries.at("/1/after/rotations/0/people/1/name").asText()).isEqualTo("Grace");
    assertThat(entries.at("/0/actor").asText()).contains("Ada");
  }

  @Test
  void the_next_shift_of_a_person_is_found_over_all_their_schedules() {
    weekly("2026-11-11", "ada", "grace");
    var turns =
        house
            .db()
            .read(
                tx ->
                    house.house.onCall.nextFor(
                        tx, number("grace"), Instant.parse("2026-11-17T14:00:00Z")));
    assertThat(turns).hasSize(1);
    assertThat(turns.getFirst().shift().from()).isEqualTo(Instant.parse("2026-11-18T08:00:00Z"));
    assertThat(turns.getFirst().shift().to()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
  }

  private long schedule() {
    var made = as("ada").postJson("/api/v1/schedules", Map.of("team", "checkout"));
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("id").asLong();
  }

  private long weekly(String firstDay, String... people) {
    long schedule = schedule();
    var answer = rotate(schedule, 1, "09:00", "wednesday", firstDay, people);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return schedule;
  }

  private Answer rotate(
      long schedule,
      int version,
      String handover,
      @Nullable String weekday,
      String firstDay,
      String... people) {
    var body = new LinkedHashMap<String, Object>();
    body.put("handover", handover);
    body.put("weekday", weekday);
    body.put("first_day", firstDay);
    body.put("people", List.of(people).stream().map(this::number).toList());
    body.put("version", version);
    return as("ada").putJson("/api/v1/schedules/" + schedule + "/rotation", body);
  }

  private Answer override(long schedule, String person, String from, String to) {
    return as("ada")
        .postJson(
            "/api/v1/schedules/" + schedule + "/overrides",
            Map.of("from", from, "to", to, "person", number(person)));
  }

  private @Nullable String whoIsAt(String at) {
    JsonNode answer = as("ada").get("/api/v1/oncall?team=checkout&at=" + at).json();
    assertThat(answer.path("items")).hasSize(1);
    var person = answer.at("/items/0/person");
    return person.isNull() ? null : person.path("name").asText();
  }

  private Visitor as(String name) {
    return Objects.requireNonNull(browsers.get(name));
  }

  private String id(String name) {
    return String.valueOf(number(name));
  }

  private long number(String name) {
    return Objects.requireNonNull(ids.get(name));
  }

  private Duration untilInstant(String at) {
    return Duration.between(house.clock.instant(), Instant.parse(at));
  }

  private void person(String name, String role) {
    browsers.put(name, house.as(name, role));
    ids.put(
        name,
        house
            .db()
            .read(
                tx ->
                    tx.handle()
                        .createQuery("select id from person where lower(name) = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()));
  }

  private void leaves(String name) {
    house
        .db()
        .run(
            tx -> {
              tx.handle().execute("update person set active = false where id = ?", number(name));
              house.house.journal.append(
                  tx,
                  "person:1 root",
                  "person.changed",
                  "person",
                  number(name),
                  Map.of("active", true),
                  Map.of("active", false));
            });
  }
}
