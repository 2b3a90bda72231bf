package dev.rialto.stories;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planned work pages nobody and counts for nobody; what is still broken when it ends does. */
class MaintenanceStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Shop shop = new Shop();
  private final Visitor ada = house.as("ada", "member");
  private final Visitor mirela = house.as("mirela", "member");
  private long id;

  @BeforeEach
  void checkout_has_a_check() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    house.givePhone("ada", "ada");
    ada.postJson("/api/v1/services", Map.of("name", "checkout", "owner", "checkout"));
    ada.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
    var made =
        ada.postJson(
            "/api/v1/checks",
            Map.of(
                "name",
                "Customers can pay",
                "service",
                "checkout",
                "probe",
                Map.of("type", "http", "urls", List.of(shop.url()))));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    id = made.json().at("/check/id").asLong();
    house.fastForward(ofMinutes(5));
  }

  @AfterEach
  void close() {
    house.close();
    shop.close();
  }

  @Test
  void during_planned_work_nobody_is_paged_and_its_time_does_not_count() {
    // 14:05 in UTC is 15:05 in Rome.
    plan(Map.of("starts", "2026-11-17T15:30", "lasts_min", 60));
    house.fastForward(ofMinutes(26));
    assertThat(state()).isEqualTo("maintenance");
    shop.breaks();
    house.fastForward(ofMinutes(30));
    shop.recovers();
    house.fastForward(ofMinutes(60));
    house.phone("ada").isSilent();
    assertThat(state()).isEqualTo("up");
    var spans = ada.get("/api/v1/checks/" + id + "/spans").json().get("items");
    assertThat(spans.findValuesAsText("state"))
        .containsExactly("unknown", "up", "maintenance", "up");
    assertThat(spans.get(2).get("from").asText()).isEqualTo("2026-11-17T14:30:00Z");
    assertThat(spans.get(2).get("to").asText()).isEqualTo("2026-11-17T15:30:00Z");
    var uptime = ada.get("/api/v1/checks/" + id + "/uptime").json();
    assertThat(uptime.get("uptime").asDouble()).isEqualTo(1);
    assertThat(uptime.at("/seconds/maintenance").asDouble()).isEqualTo(3_600);
  }

  @Test
  void what_is_still_broken_when_it_ends_pages_then() {
    plan(Map.of("starts", "2026-11-17T15:10", "lasts_min", 20));
    house.fastForward(ofMinutes(10));
    shop.breaks();
    house.fastForward(ofMinutes(10));
    house.phone("ada").isSilent();
    house.fastForward(ofMinutes(10));
    assertThat(state()).isEqualTo("down");
    house.phone("ada").rang("Customers can pay");
  }

  @Test
  void an_open_alert_ends_where_planned_work_begins() {
    shop.breaks();
    house.fastForward(ofMinutes(2));
    house.phone("ada").rang("Customers can pay");
    var form = new HashMap<String, String>();
    form.put("title", "Upgrade");
    form.put("scope", "check");
    form.put("target", String.valueOf(id));
    form.put("starts", "2026-11-17T15:00");
    form.put("lasts_min", "120");
    form.put("zone", "Europe/Rome");
    assertThat(ada.post("/maintenance", form).body())
        .contains("It ends 1 open alert")
        .contains("Alerts from sources, such as Prometheus, still page.")
        .contains("Customers can pay of checkout</p>");
    plan(Map.of("starts", "2026-11-17T15:00", "lasts_min", 120));
    house.fastForward(ofMinutes(1));
    house.phone("ada").rang("[resolved]");
    assertThat(state()).isEqualTo("maintenance");
  }

  @Test
  void a_window_that_comes_every_day_is_there_every_day() {
    rarely();
    plan(Map.of("starts", "2026-11-16T23:00", "lasts_min", 60, "rrule", "FREQ=DAILY"));
    house.fastForward(ofHours(48));
    var states =
        ada.get("/api/v1/checks/" + id + "/spans").json().get("items").findValuesAsText("state");
    assertThat(states).containsExactly("unknown", "up", "maintenance", "up", "maintenance", "up");
  }

  @Test
  void its_reach_is_seen_before_it_is_kept() {
    var form = new HashMap<String, String>();
    form.put("title", "Upgrade");
    form.put("public_text", "Paying takes a little longer.");
    form.put("scope", "team");
    form.put("target", "checkout");
    form.put("starts", "2026-11-18T22:00");
    form.put("lasts_min", "60");
    form.put("zone", "Europe/Rome");
    form.put("rrule", "FREQ=WEEKLY;BYDAY=WE");
    form.put("confirmed", "no");
    var seen = ada.post("/maintenance", form);
    assertThat(seen.body())
        .contains("It reaches 1 check of 1 service")
        .contains("Customers can pay")
        .contains("value=\"Paying takes a little longer.\"");
    assertThat(ada.get("/api/v1/maintenance").json().get("items")).isEmpty();
    form.put("confirmed", "yes");
    assertThat(ada.post("/maintenance", form).status()).isEqualTo(303);
    assertThat(ada.get("/api/v1/maintenance").json().at("/items/0/public_text").asText())
        .isEqualTo("Paying takes a little longer.");
    assertThat(ada.get("/checks/" + id + "/maintenance").body()).contains("Upgrade");
    assertThat(ada.get("/maintenance").body()).contains("1 window is planned");
    assertThat(ada.get("/maintenance?over=yes").body()).contains("Nothing is over yet");
    assertThat(ada.get("/maintenance/1").body())
        .contains(
            "<h1 class=\"break\"><bdi>Upgrade</bdi> <span class=\"state\" data-state=\"waiting\">Planned</span></h1>")
        .contains("1 check of 1 service");
  }

  @Test
  void a_rhythm_is_chosen_in_words_and_its_next_five_times_are_seen_before_it_is_kept() {
    var form = new HashMap<String, String>();
    form.put("title", "Upgrade");
    form.put("scope", "service");
    form.put("target", "checkout");
    form.put("starts", "2026-11-18T22:00");
    form.put("lasts_min", "180");
    form.put("zone", "Europe/Rome");
    form.put("again", "weekday_of_month");
    form.put("nth", "1");
    form.put("weekday", "SU");
    form.put("every", "1");
    form.put("until", "2027-03-07");
    form.put("rrule", "");
    form.put("confirmed", "no");
    var seen = ada.post("/maintenance", form);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body())
        .contains("on the first Sunday of every month until 7 March 2027")
        .contains("Sun 6 December 2026", "22:00 to 01:00 on Mon 7 December 2026")
        .contains("Sun 3 January 2027", "Sun 7 February 2027", "Sun 7 March 2027")
        .doesNotContain("April 2027");
    form.put("confirmed", "yes");
    assertThat(ada.post("/maintenance", form).status()).isEqualTo(303);
    var kept = ada.get("/api/v1/maintenance").json().at("/items/0");
    assertThat(kept.get("rrule").asText())
        .isEqualTo("FREQ=MONTHLY;BYDAY=1SU;UNTIL=20270307T235959");
    assertThat(kept.get("again").asText()).startsWith("on the first Sunday");
    assertThat(ada.get("/maintenance").body()).contains("on the first Sunday of every month");
    // What was chosen stands in the form again.
    assertThat(ada.get("/maintenance/" + kept.get("id").asInt()).body())
        .contains("value=\"weekday_of_month\" checked")
        .contains("value=\"2027-03-07\"");
  }

  @Test
  void what_a_rhythm_lacks_is_said_beside_it_and_what_was_typed_stays() {
    var form = new HashMap<String, String>();
    form.put("title", "Upgrade");
    form.put("scope", "service");
    form.put("target", "checkout");
    form.put("starts", "2026-11-18T22:00");
    form.put("lasts_min", "60");
    form.put("zone", "Europe/Rome");
    form.put("again", "weeks");
    form.put("every", "0");
    form.put("until", "2026-11-01");
    var wrong = ada.post("/maintenance", form);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("Tick at least one weekday.")
        .contains("A whole number from 1 to 99.")
        .contains("This is before its first day")
        .contains("value=\"weeks\" checked");
    form.put("again", "weekday_of_month");
    form.put("nth", "1");
    form.put("weekday", "SU");
    form.put("every", "1");
    form.put("until", "2026-11-20");
    assertThat(ada.post("/maintenance", form).body()).contains("It never comes");
  }

  @Test
  void ended_early_it_is_over_for_good() {
    rarely();
    long window =
        plan(Map.of("starts", "2026-11-17T15:00", "lasts_min", 600, "rrule", "FREQ=DAILY"));
    house.fastForward(ofMinutes(1));
    assertThat(state()).isEqualTo("maintenance");
    ada.postJson("/api/v1/maintenance/" + window + "/end", Map.of());
    house.fastForward(ofMinutes(2));
    assertThat(state()).isEqualTo("up");
    house.fastForward(ofHours(26));
    assertThat(state()).isEqualTo("up");
  }

  @Test
  void only_those_whose_pager_it_is_may_plan_work_and_mistakes_are_named() {
    var foreign = mirela.postJson("/api/v1/maintenance", draft(Map.of()));
    assertThat(foreign.status()).isEqualTo(422);
    assertThat(foreign.json().get("errors").findValuesAsText("field")).containsExactly("target");
    var wrong =
        ada.postJson(
            "/api/v1/maintenance",
            draft(Map.of("starts", "soon", "zone", "Moon/Base", "lasts_min", 0, "title", "")));
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .contains("title", "starts", "zone", "lasts_min");
    var past = ada.postJson("/api/v1/maintenance", draft(Map.of("starts", "2020-01-01T00:00")));
    assertThat(past.json().get("errors").findValuesAsText("field")).containsExactly("starts");
    long window = plan(Map.of());
    var stale =
        ada.patchJson("/api/v1/maintenance/" + window, Map.of("version", 9, "title", "Later"));
    assertThat(stale.status()).isEqualTo(409);
  }

  /** Long stories need no look every minute. */
  private void rarely() {
    var changed = ada.patchJson("/api/v1/checks/" + id, Map.of("version", 1, "interval_s", 3_600));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    house.settle();
  }

  private String state() {
    return ada.get("/api/v1/checks/" + id).json().get("state").asText();
  }

  private long plan(Map<String, Object> more) {
    var made = ada.postJson("/api/v1/maintenance", draft(more));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().get("id").asLong();
  }

  private static Map<String, Object> draft(Map<String, Object> more) {
    var draft = new HashMap<String, Object>();
    draft.put("title", "Upgrade");
    draft.put("scope", "service");
    draft.put("target", "checkout");
    draft.put("starts", "2026-11-18T22:00");
    draft.put("zone", "Europe/Rome");
    draft.put("lasts_min", 60);
    draft.putAll(more);
    return draft;
  }
}
