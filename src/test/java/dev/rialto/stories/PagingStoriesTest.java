package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.paging.Pager;
import dev.rialto.paging.Pager.Summons;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alert reaches the person who owns the service, or somebody, or everybody can see why not. */
class PagingStoriesTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "member");
  private final Pager pager = house.house.paging.pager();
  private long team;

  @BeforeEach
  void checkout_has_ada_then_grace() {
    house.as("grace", "member");
    team = ada.postJson("/api/v1/teams", Map.of("name", "Checkout")).json().get("id").asLong();
    ada.putJson("/api/v1/teams/checkout/members/" + person("grace"), Map.of());
    house.givePhone("ada", "ada");
    house.givePhone("grace", "grace");
    policy(0, level("person", person("ada"), 300), level("person", person("grace"), 300));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void an_unanswered_alert_rings_the_next_person_after_five_minutes() {
    fires(1, "High error rate");
    house.settle();
    house.phone("ada").rang("checkout: High error rate");
    house.phone("grace").isSilent();

    house.fastForward(ofMinutes(5).minusSeconds(1));
    house.phone("grace").isSilent();
    house.fastForward(ofSeconds(1));
    house.phone("grace").rang("checkout: High error rate");
  }

  @Test
  void after_the_last_level_it_begins_again_and_then_stays_visible_as_unanswered() {
    policyRepeated(1, 1, level("person", person("ada"), 60));
    fires(1, "High error rate");
    house.settle();
    house.phone("ada").rang("High error rate");
    house.fastForward(ofMinutes(1));
    house.phone("ada").rang("High error rate");
    house.fastForward(ofMinutes(30));
    house.phone("ada").isSilent();
    assertThat(ada.get("/alerts/A-1/pages").body())
        .contains("Nobody answered", "rung 2 times, last ", "2 messages");
    assertThat(ada.get("/pages/mine").body()).contains("last rang 30 min ago, nothing more rings");
  }

  @Test
  void who_acknowledges_stops_the_escalation_and_the_others_are_told_who_has_it() {
    fires(1, "High error rate");
    house.fastForward(ofMinutes(5));
    house.phone("ada").rang("High error rate");
    house.phone("grace").rang("High error rate");
    assertThat(ada.get("/pages/mine").body()).contains("checkout: High error rate");

    house.db().run(tx -> pager.stop(tx, List.of(1L), "Grace", person("grace")));
    house.fastForward(ofMinutes(60));
    assertThat(house.phone("ada").rang("High error rate").text()).contains("Grace has it");
    house.phone("ada").isSilent();
    house.phone("grace").isSilent();
    assertThat(ada.get("/pages/mine").body()).contains("Nobody is waiting for you");
    assertThat(ada.get("/pages/badge").body()).contains("No pages");
  }

  @Test
  void resolved_tells_those_who_were_paged_and_nobody_else() {
    fires(1, "High error rate");
    house.settle();
    var first = house.phone("ada").rang("High error rate");
    house.db().run(tx -> pager.resolved(tx, List.of(1L)));
    house.fastForward(ofMinutes(60));
    var over = house.phone("ada").rang("[resolved]");
    assertThat(over.id()).isNotEqualTo(first.id());
    house.phone("ada").isSilent();
    house.phone("grace").isSilent();
  }

  @Test
  void an_alert_over_before_its_message_left_rings_nobody() {
    fires(1, "High error rate");
    house.db().run(tx -> pager.resolved(tx, List.of(1L)));
    house.fastForward(ofMinutes(60));
    house.phone("ada").isSilent();
  }

  @Test
  void a_worse_severity_is_told_once_to_those_who_were_paged() {
    fires(1, "High error rate");
    house.settle();
    house.phone("ada").rang("High error rate");
    house.db().run(tx -> pager.raise(tx, List.of(1L), "critical"));
    house.db().run(tx -> pager.raise(tx, List.of(1L), "critical"));
    house.fastForward(ofMinutes(1));
    house.phone("ada").rang("[now critical]");
    house.phone("ada").isSilent();
    house.phone("grace").isSilent();
  }

  @Test
  void escalating_by_hand_rings_the_next_level_at_once() {
    fires(1, "High error rate");
    house.settle();
    assertThat(house.db().<Boolean>inTransaction(tx -> pager.escalateNow(tx, 1L))).isTrue();
    house.settle();
    house.phone("grace").rang("High error rate");
    assertThat(house.db().<Boolean>inTransaction(tx -> pager.escalateNow(tx, 77L))).isFalse();
  }

  @Test
  void while_a_channel_is_down_the_next_one_takes_over_within_a_minute() {
    house.givePhone("ada", "adas-tablet");
    house.phone("ada").answers(503);
    fires(1, "High error rate");
    house.fastForward(ofSeconds(59));
    house.phone("adas-tablet").rang("High error rate");
    assertThat(house.phone("ada").refused()).isGreaterThan(1);
    house.phone("grace").isSilent();

    house.phone("ada").answers(200);
    house.fastForward(ofMinutes(2));
    house.phone("ada").isSilent();
    assertThat(ada.get("/alerts/1/pages").body()).contains("503").contains("delivered");
  }

  @Test
  void a_channel_that_comes_right_in_time_needs_nobody_to_stand_in() {
    house.givePhone("ada", "adas-tablet");
    house.phone("ada").answers(500);
    fires(1, "High error rate");
    house.settle();
    house.phone("ada").answers(200);
    house.fastForward(ofSeconds(59));
    house.phone("ada").rang("High error rate");
    house.phone("adas-tablet").isSilent();
  }

  @Test
  void a_channel_that_refuses_for_good_is_left_at_once() {
    house.givePhone("ada", "adas-tablet");
    house.phone("ada").answers(404);
    fires(1, "High error rate");
    house.settle();
    house.phone("adas-tablet").rang("High error rate");
    assertThat(house.phone("ada").refused()).isEqualTo(1);
    assertThat((Iterable<JsonNode>) notifications("failed")).hasSize(1);
  }

  @Test
  void when_no_message_gets_through_the_next_level_rings_at_once_and_it_shows() {
    house.phone("ada").answers(500);
    fires(1, "High error rate");
    house.settle();
    house.phone("grace").rang("High error rate");
    assertThat(ada.get("/alerts/A-1/pages").body()).contains("No message got through");
    assertThat(ada.get("/notifications").body()).contains("does not get through");
  }

  @Test
  void a_level_with_nobody_is_passed_over_at_once_with_the_reason() {
    var deaf = house.as("emil", "member");
    assertThat(deaf.get("/pages/mine").status()).isEqualTo(200);
    policy(1, level("person", person("emil"), 300), level("person", person("grace"), 300));
    fires(1, "High error rate");
    house.settle();
    house.phone("grace").rang("High error rate");
    assertThat(ada.get("/alerts/A-1/pages").body()).contains("Emil has no verified contact method");
    assertThat(deaf.get("/pages/mine").body()).contains("High error rate");
  }

  @Test
  void with_nobody_in_the_team_administrators_ring_and_with_none_it_is_visible_and_tried_again() {
    policy(1, level("person", person("emil", "member"), 300));
    fires(1, "High error rate");
    house.settle();
    assertThat(ada.get("/alerts/A-1/pages").body())
        .contains("Nobody could be paged")
        .contains("Emil has no verified contact method");

    house.as("root", "admin");
    house.givePhone("root", "root");
    house.fastForward(ofMinutes(2));
    house.phone("root").rang("High error rate");
  }

  @Test
  void a_team_without_a_policy_rings_everybody_who_can_be_reached() {
    house.as("yuki", "member").postJson("/api/v1/teams", Map.of("name", "Shipping"));
    house.givePhone("yuki", "yuki");
    var shipping = ada.get("/api/v1/teams/shipping").json().get("id").asLong();
    house.db().run(tx -> pager.promise(tx, List.of(summons(5, shipping, "Queue is full"))));
    house.settle();
    house.phone("yuki").rang("Queue is full");
    assertThat(ada.get("/api/v1/teams/shipping/escalation-policy").json().get("usual").asBoolean())
        .isTrue();
  }

  @Test
  void a_changed_policy_leaves_a_running_promise_alone() {
    fires(1, "High error rate");
    house.settle();
    policy(1, level("person", person("ada"), 300));
    house.fastForward(ofMinutes(5));
    house.phone("grace").rang("High error rate");
  }

  @Test
  void two_hundred_alerts_are_a_few_messages_and_every_page_is_in_one() {
    fires(1, "High error rate");
    house.settle();
    house.phone("ada").rang("High error rate");
    house
        .db()
        .run(
            tx ->
                pager.promise(
                    tx,
                    LongStream.rangeClosed(2, 200)
                        .mapToObj(alert -> summons(alert, team, "Pod " + alert + " is down"))
                        .toList()));
    house.settle();
    house.phone("ada").isSilent();
    house.fastForward(ofSeconds(30));
    assertThat(house.phone("ada").rings()).hasSize(1);
    var told = house.phone("ada").rang("199 alerts");

    var covered = new HashSet<Long>();
    house
        .db()
        .run(
            tx ->
                pager
                    .linked(tx, token(told.actPath()))
                    .orElseThrow()
                    .alertIds()
                    .forEach(covered::add));
    assertThat(covered).hasSize(199).contains(2L, 200L);
  }

  @Test
  void a_crash_after_sending_is_a_marked_repeat_with_the_same_id_and_only_one() {
    crashes(true);
    fires(1, "High error rate");
    house.settle();
    var first = house.phone("ada").rang("High error rate");
    assertThat(first.repeat()).isFalse();

    crashes(false);
    house.fastForward(ofSeconds(10));
    var second = house.phone("ada").rang("High error rate");
    assertThat(second.repeat()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
    house.fastForward(ofMinutes(4));
    house.phone("ada").isSilent();
    var attempts = notifications("sent").get(0).get("attempts");
    assertThat(attempts.get(0).get("outcome").asText()).isEqualTo("unknown");
    assertThat(attempts.get(1).get("repeat").asBoolean()).isTrue();
  }

  @Test
  void what_a_dead_node_held_is_rung_by_another() {
    fires(1, "High error rate");
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        update scheduled_tasks
                           set picked = true, picked_by = 'node-gone', last_heartbeat = :then, version = version + 1
                         where task_name = 'paging-ring'
                        """)
                    .bind("then", house.clock.instant().minus(ofMinutes(60)))
                    .execute());
    house.settle();
    house.phone("ada").isSilent();
    house.noticeDeadNodes();
    house.settle();
    house.phone("ada").rang("High error rate");
  }

  @Test
  void a_link_is_for_its_person_and_its_page_and_ends_after_a_week() {
    fires(1, "High error rate");
    house.settle();
    var token = token(house.phone("ada").rang("High error rate").actPath());
    var linked = house.db().read(tx -> pager.linked(tx, token)).orElseThrow();
    assertThat(linked.personId()).isEqualTo(person("ada"));
    assertThat(linked.alertId()).isEqualTo(1);
    assertThat(linked.expired()).isFalse();
    var forged = (token.charAt(20) == 'A' ? "B" : "A");
    var other = token.substring(0, 20) + forged + token.substring(21);
    assertThat(house.db().<java.util.Optional<Pager.Linked>>read(tx -> pager.linked(tx, other)))
        .isEmpty();
    house.clock.turn(Duration.ofDays(8));
    assertThat(house.db().read(tx -> pager.linked(tx, token)).orElseThrow().expired()).isTrue();
  }

  @Test
  void a_policy_says_what_is_wrong_with_it_and_a_stale_one_is_refused() {
    var path = "/api/v1/teams/checkout/escalation-policy";
    assertThat(ada.putJson(path, Map.of("version", 1, "levels", List.of())).status())
        .isEqualTo(422);
    var nobody = Map.of("version", 1, "levels", List.of(level("person", 9999, 300)));
    assertThat(ada.putJson(path, nobody).body()).contains("nobody who is active");
    var hasty = Map.of("version", 1, "levels", List.of(level("person", person("ada"), 1)));
    assertThat(ada.putJson(path, hasty).body()).contains("30 s");
    var stale = Map.of("version", 7, "levels", List.of(level("person", person("ada"), 300)));
    assertThat(ada.putJson(path, stale).status()).isEqualTo(409);
    assertThat(house.as("mallory", "member").putJson(path, hasty).status()).isEqualTo(403);
  }

  @Test
  void the_policy_is_written_on_a_page_that_shows_who_would_ring_now() {
    var page = ada.get("/teams/checkout/escalation");
    assertThat(page.body()).contains("Ada is paged first for Checkout").contains("after 5 min");
    var saved =
        ada.post(
            "/teams/checkout/escalation",
            Map.of("version", "1", "to", "team", "minutes", "3", "repeats", "1"));
    assertThat(saved.status()).isEqualTo(303);
    assertThat(ada.get("/teams/checkout/escalation").body()).contains("everybody of the team");
    var stale =
        ada.post(
            "/teams/checkout/escalation",
            Map.of("version", "1", "to", "team", "minutes", "77", "repeats", "1"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body()).contains("Someone was faster").contains("value=\"77\"");
  }

  @Test
  void pages_and_messages_are_on_the_api() {
    fires(1, "<b>Café</b> is \u202Edown");
    house.settle();
    house.phone("ada").rang("");
    var pages = ada.get("/api/v1/pages?open=true&alert=A-1").json().get("items");
    assertThat((Iterable<JsonNode>) pages).hasSize(1);
    assertThat(pages.get(0).get("why").asText()).contains("named in the escalation of Checkout");
    assertThat((Iterable<JsonNode>) notifications("sent")).hasSize(1);
    assertThat(ada.get("/api/v1/notifications?state=odd").status()).isEqualTo(400);
    assertThat(ada.get("/alerts/A-1/pages").body()).doesNotContain("<b>Café");
    assertThat(ada.get("/notifications").body()).doesNotContain("<b>Café");
    assertThat(ada.get("/notifications/export.csv").body()).startsWith("id,created_at,person");
  }

  private void fires(long alert, String title) {
    house.db().run(tx -> pager.promise(tx, List.of(summons(alert, team, title))));
  }

  private Summons summons(long alert, long ofTeam, String title) {
    return new Summons(
        alert, ofTeam, 1L, "checkout", title, "error", house.clock.instant(), "/alerts/" + alert);
  }

  private void policy(int seen, Object... levels) {
    policyRepeated(seen, 2, levels);
  }

  private void policyRepeated(int seen, int repeats, Object... levels) {
    var body = Map.of("version", seen, "repeats", repeats, "levels", List.of(levels));
    var answer = ada.putJson("/api/v1/teams/checkout/escalation-policy", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static Map<String, Object> level(String to, long id, int patience) {
    return Map.of("to", to, "id", id, "patience_s", patience);
  }

  private long person(String name, String role) {
    house.as(name, role);
    return person(name);
  }

  private long person(String name) {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select id from person where email = :email")
                    .bind("email", name + "@merchantrow.example")
                    .mapTo(Long.class)
                    .one());
  }

  private JsonNode notifications(String state) {
    return ada.get("/api/v1/notifications?state=" + state).json().get("items");
  }

  /** The database refuses to note any outcome, as when the power fails just after sending. */
  private void crashes(boolean on) {
    house
        .db()
        .run(
            tx ->
                tx.handle()
                    .execute(
                        on
                            ? """
                            create function power_fails() returns trigger language plpgsql as
                            $$ begin raise exception 'the power fails'; end $$;
                            create trigger power_fails before update on attempt
                              for each row execute function power_fails()
                            """
                            : "drop trigger power_fails on attempt"));
  }

  private static String token(String actPath) {
    return actPath.substring("/a/".length());
  }
}
