package dev.rialto.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Home and Run say, from figures alone. */
class CapabilityTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:08:00Z");
  private static final FirstSteps DONE = new FirstSteps(true, true, true, true, true, true, true);

  @Test
  void a_capability_is_as_bad_as_the_worst_service_it_stands_on() {
    var groups =
        Capability.group(
            List.of(
                standing("payments", "Customers can pay", 0),
                standing("checkout", "customers can PAY", null),
                standing("search", "Customers find things", 2),
                standing("misc", "", null)));
    assertThat(groups)
        .extracting(Capability::title)
        .containsExactly("Customers can pay", "Customers find things", "No capability named");
    assertThat(groups).extracting(Capability::state).containsExactly("down", "degraded", "up");
    assertThat(groups)
        .extracting(Capability::word)
        .containsExactly("Critical", "Warning", "No alert");
    assertThat(groups.getFirst().services()).hasSize(2);
    assertThat(groups.get(2).since()).isNull();
  }

  @Test
  void the_title_counts_what_only_the_reader_can_settle() {
    assertThat(home(Role.MEMBER, counts(0, 0, true)).title()).isEqualTo("Nothing needs you now");
    assertThat(home(Role.MEMBER, counts(1, 0, true)).title())
        .isEqualTo("One thing needs you now, Ada");
    assertThat(home(Role.MEMBER, counts(1, 0, false)).title())
        .isEqualTo("2 things need you now, Ada");
    assertThat(home(Role.MEMBER, counts(0, 3, true)).title()).isEqualTo("Nothing needs you now");
    assertThat(home(Role.ADMIN, counts(0, 3, true)).title())
        .isEqualTo("One thing needs you now, Ada");
    assertThat(home(Role.ADMIN, counts(0, 1, true)).waiting().getFirst().what())
        .isEqualTo("1 service has no owner");
    assertThat(home(Role.VIEWER, counts(0, 3, false)).waiting()).isEmpty();
  }

  @Test
  void run_says_what_is_open_and_how_bad() {
    assertThat(run().title()).isEqualTo("No alert is open");
    assertThat(run(open(0, 1)).title()).isEqualTo("1 critical alert is open");
    assertThat(run(open(2, 3)).title()).isEqualTo("3 warning alerts are open");
    assertThat(run(open(0, 1), open(2, 3)).title())
        .isEqualTo("4 alerts are open, 1 of them critical");
    assertThat(run(open(3, 2)).title()).isEqualTo("2 alerts are open, for information");
    assertThat(run(open(0, 1), open(2, 3)).sub())
        .contains("0 acknowledged, 0 silenced")
        .contains("3 min ago");
  }

  @Test
  void steps_tick_themselves_off() {
    var none = new FirstSteps(false, false, false, false, false, false, false);
    assertThat(none.done()).isZero();
    assertThat(none.complete()).isFalse();
    var unheard = new FirstSteps(true, true, true, true, true, true, false);
    assertThat(unheard.complete()).isFalse();
    assertThat(unheard.steps().getLast().what()).isEqualTo("Wait for the first signal");
    assertThat(DONE.complete()).isTrue();
  }

  @Test
  void a_list_stands_whole_in_its_address() {
    var list = new ServiceList("a&b", "none", 1, "Customers can pay", true, true, "name", 3);
    assertThat(list.with("sort", "tier"))
        .isEqualTo(
            "/services?q=a%26b&owner=none&tier=1&capability=Customers+can+pay&mine=1&alerting=1&sort=tier");
    assertThat(list.with("page", "4")).endsWith("&sort=name&page=4");
    assertThat(list.export("/services.csv")).startsWith("/services.csv?q=").doesNotContain("page=");
    assertThat(new ServiceList("", "", 0, "", false, false, "worst", 1).with("q", ""))
        .isEqualTo("/services");
  }

  private static HomePage home(Role role, Counts counts) {
    return new HomePage(Caller.person(1, "Ada Lovelace", role), counts, DONE, List.of(), NOW);
  }

  private static Counts counts(long pages, long unowned, boolean reachable) {
    return new Counts(9, unowned, 0, 1, pages, 0, 1, reachable);
  }

  private static RunPage run(OpenCount... open) {
    return new RunPage(List.of(open), NOW);
  }

  private static OpenCount open(int rank, long count) {
    return new OpenCount(rank, count, NOW.minusSeconds(180), 0, 0);
  }

  @Test
  void a_capability_answers_yes_or_no_where_checks_look() {
    assertThat(health(List.of(), List.of())).isEqualTo("Not known: no service stands behind it");
    assertThat(health(List.of(standing("pay", "", null)), List.of()))
        .isEqualTo("Yes, as far as alerts tell");
    assertThat(health(List.of(checked("pay", "up")), List.of())).isEqualTo("Yes");
    assertThat(health(List.of(checked("till", "up"), checked("pay", "down")), List.of()))
        .isEqualTo("No: pay is down since 14:08");
    assertThat(health(List.of(checked("pay", "degraded")), List.of()))
        .isEqualTo("Partly: pay is in trouble since 14:08");
    assertThat(health(List.of(checked("pay", "unknown")), List.of()))
        .isEqualTo("Not known: pay is not heard of since 14:08");
    assertThat(health(List.of(checked("pay", "maintenance")), List.of()))
        .isEqualTo("Planned work: pay is being worked on since 14:08");
  }

  @Test
  void what_it_cannot_do_without_is_a_risk_while_its_own_checks_hold() {
    var database = List.of(checked("db", "down"));
    var watched = new CapabilityHealth(List.of(checked("pay", "up")), database, NOW);
    assertThat(watched.state()).isEqualTo("degraded");
    assertThat(watched.says(ZoneOffset.UTC))
        .isEqualTo("At risk: db is down since 14:08, and it needs that");
    var unwatched = new CapabilityHealth(List.of(standing("pay", "", null)), database, NOW);
    assertThat(unwatched.state()).isEqualTo("down");
    assertThat(unwatched.says(ZoneOffset.UTC))
        .isEqualTo("No: db is down since 14:08, and it needs that");
    assertThat(watched.basis()).isEqualTo("1 service, 1 check, and 1 that they need");
  }

  @Test
  void a_service_is_as_bad_as_the_worse_of_its_checks_and_its_alerts() {
    assertThat(new Standing(1, "s", "s", null, null, 1, "", 2, NOW, 1, 1, "down", NOW, 1).word())
        .isEqualTo("Down");
    assertThat(new Standing(1, "s", "s", null, null, 1, "", 0, NOW, 1, 1, "up", NOW, 1).word())
        .isEqualTo("Critical");
    var informed = new Standing(1, "s", "s", null, null, 1, "", 3, NOW, 1, 1, "up", NOW, 1);
    assertThat(informed.state()).isEqualTo("up");
  }

  private static String health(List<Standing> services, List<Standing> needed) {
    return new CapabilityHealth(services, needed, NOW).says(ZoneOffset.UTC);
  }

  private static Standing checked(String name, String state) {
    return new Standing(1, name, name, null, null, 1, "", null, null, 0, 1, state, NOW, 4);
  }

  private static Standing standing(String name, String capability, @Nullable Integer rank) {
    return new Standing(
        1,
        name,
        name,
        null,
        null,
        1,
        capability,
        rank,
        rank == null ? null : NOW,
        rank == null ? 0 : 1,
        0,
        null,
        null,
        4);
  }
}
