package dev.rialto.stories;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A nightly job says that it ran. The night it does not, somebody hears of it. */
class HeartbeatStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "member");
  private final Visitor job = house.visitor();
  private long id;
  private String token = "";

  @BeforeEach
  void the_backup_reports_every_hour() {
    ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    house.givePhone("ada", "ada");
    ada.postJson("/api/v1/services", Map.of("name", "backup", "owner", "checkout"));
    ada.putJson(
        "/api/v1/teams/checkout/escalation-policy",
        Map.of(
            "version",
            0,
            "repeats",
            0,
            "levels",
            List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
    made(Map.of("type", "heartbeat", "period_s", 3_600, "grace_s", 600));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void silence_after_the_grace_is_the_news() {
    assertThat(ping("").status()).isEqualTo(200);
    assertThat(state()).isEqualTo("up");
    house.fastForward(ofMinutes(69));
    assertThat(state()).isEqualTo("up");
    house.phone("ada").isSilent();
    house.fastForward(ofMinutes(2));
    assertThat(state()).isEqualTo("down");
    house.phone("ada").rang("backup: Nightly backup");
    assertThat(ada.get("/checks/" + id).body()).contains("has not reported since");
    house.fastForward(ofHours(5));
    house.phone("ada").isSilent();

    ping("");
    house.settle();
    assertThat(state()).isEqualTo("up");
    house.phone("ada").rang("[resolved]");
  }

  @Test
  void a_new_one_that_is_never_heard_of_is_late_after_one_round() {
    assertThat(state()).isEqualTo("unknown");
    assertThat(ada.get("/checks/" + id).body())
        .contains("Nothing is known yet", "<dt>Expected</dt>")
        .contains("shown once, when the check was made", "href=\"#new-address\"");
    house.fastForward(ofMinutes(71));
    assertThat(state()).isEqualTo("down");
    assertThat(ada.get("/checks/" + id).body()).contains("Nothing was heard of it yet");
  }

  @Test
  void a_failure_and_an_exit_code_are_told_at_once() {
    ping("");
    ping("/fail");
    house.fastForward(ofMinutes(1));
    house.phone("ada").rang("It said that it failed");
    ping("/0");
    house.fastForward(ofMinutes(1));
    assertThat(state()).isEqualTo("up");
    house.phone("ada").rang("[resolved]");
    ping("/3");
    house.fastForward(ofMinutes(1));
    house.phone("ada").rang("It ended with exit code 3");
    assertThat(job.get("/ping/" + token + "/999").status()).isEqualTo(404);
    assertThat(job.get("/ping/" + token + "/fast").status()).isEqualTo(404);
  }

  @Test
  void runs_at_the_same_time_keep_their_own_durations() {
    ping("/start?rid=a");
    house.fastForward(ofMinutes(2));
    ping("/start?rid=b");
    house.fastForward(ofMinutes(1));
    ping("?rid=a");
    var page = ada.get("/checks/" + id).body();
    assertThat(page).contains("said that it is well after 3 min");
  }

  @Test
  void a_run_that_began_has_the_grace_to_come_to_an_end() {
    ping("");
    house.fastForward(ofMinutes(30));
    ping("/start");
    house.fastForward(ofMinutes(11));
    assertThat(state()).isEqualTo("down");
    house.phone("ada").rang("did not come to an end in time");
  }

  @Test
  void what_it_says_is_kept_and_a_line_in_the_log_changes_nothing() {
    var said =
        job.send(
            "POST",
            "/ping/" + token,
            "text/plain",
            "41 tables, 3 GB".getBytes(StandardCharsets.UTF_8));
    assertThat(said.status()).isEqualTo(200);
    ping("/log");
    assertThat(ada.get("/checks/" + id).body())
        .contains("41 tables, 3 GB")
        .contains("wrote a line");
    assertThat(job.send("HEAD", "/ping/" + token, null, null).status()).isEqualTo(200);
    assertThat(ada.get("/checks/" + id).body()).contains("said that it is well");
    var large = new byte[200_000];
    java.util.Arrays.fill(large, (byte) 'x');
    assertThat(job.send("POST", "/ping/" + token, "text/plain", large).status()).isEqualTo(200);
  }

  @Test
  void clients_of_uptime_kuma_only_change_the_host() {
    assertThat(
            job.get("/api/push/" + token + "?status=up&msg=OK&ping=12")
                .json()
                .get("ok")
                .asBoolean())
        .isTrue();
    assertThat(state()).isEqualTo("up");
    job.get("/api/push/" + token + "?status=down&msg=disk+full&ping=");
    house.settle();
    house.phone("ada").rang("backup: Nightly backup");
    assertThat(ada.get("/checks/" + id).body()).contains("disk full");
    assertThat(job.get("/api/push/" + token + "?status=maybe").status()).isEqualTo(400);
  }

  @Test
  void a_wrong_token_is_refused_and_a_new_one_ends_the_old() {
    assertThat(job.get("/ping/nonsense").status()).isEqualTo(401);
    var old = token;
    token = ada.postJson("/api/v1/checks/" + id + "/token", Map.of()).json().get("token").asText();
    assertThat(job.get("/ping/" + old).status()).isEqualTo(401);
    assertThat(ping("").status()).isEqualTo(200);
    assertThat(ada.get("/api/v1/checks/" + id).body()).doesNotContain(token);
    assertThat(ada.get("/journal").body()).doesNotContain(token);
  }

  @Test
  void a_cron_schedule_in_its_zone_says_when_it_is_late() {
    made(
        Map.of(
            "type", "heartbeat", "cron", "30 16 * * *", "zone", "Europe/Rome", "grace_s", 1_800));
    ping("");
    // It is 15:00 in Rome: expected at 16:30, late after 17:00.
    house.fastForward(ofMinutes(119));
    assertThat(state()).isEqualTo("up");
    house.fastForward(ofMinutes(2));
    assertThat(state()).isEqualTo("down");
    var wrong =
        ada.postJson(
            "/api/v1/checks",
            draft(Map.of("type", "heartbeat", "cron", "whenever", "grace_s", 60), "Other"));
    assertThat(wrong.json().get("errors").findValuesAsText("field")).containsExactly("probe.cron");
  }

  @Test
  void a_pause_waits_for_nothing_and_its_end_gives_a_whole_round() {
    ping("");
    ada.send("PUT", "/api/v1/checks/" + id + "/pause", null, null);
    house.fastForward(ofHours(10));
    house.phone("ada").isSilent();
    ada.send("DELETE", "/api/v1/checks/" + id + "/pause", null, null);
    house.fastForward(ofMinutes(69));
    assertThat(state()).isEqualTo("unknown");
    house.fastForward(ofMinutes(2));
    assertThat(state()).isEqualTo("down");
  }

  private Visitor.Answer ping(String more) {
    return job.get("/ping/" + token + more);
  }

  private String state() {
    return ada.get("/api/v1/checks/" + id).json().get("state").asText();
  }

  private void made(Map<String, Object> probe) {
    var made =
        ada.postJson("/api/v1/checks", draft(probe, "Nightly backup" + (id == 0 ? "" : " again")));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    id = made.json().at("/check/id").asLong();
    token = made.json().get("token").asText();
  }

  private static Map<String, Object> draft(Map<String, Object> probe, String name) {
    var draft = new HashMap<String, Object>();
    draft.put("name", name);
    draft.put("service", "backup");
    draft.put("probe", probe);
    return draft;
  }
}
