package dev.rialto.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of services and capabilities, from figures alone. */
class StandingTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:08:00Z");

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
    assertThat(groups)
        .extracting(Capability::state)
        .containsExactly("down", "degraded", "unchecked");
    assertThat(groups)
        .extracting(Capability::word)
        .containsExactly("Critical", "Warning", "No alert");
    assertThat(groups.getFirst().services()).hasSize(2);
    assertThat(groups.get(2).since()).isNull();
  }

  @Test
  void a_list_stands_whole_in_its_address() {
    var list = new ServiceList("a&b", "none", 1, "Customers can pay", true, true, "name", 3);
    assertThat(list.with("sort", "tier"))
        .isEqualTo(
            "/services?q=a%26b&owner=none&tier=1&capability=Customers+can+pay&mine=1&alerting=1&sort=tier");
    assertThat(list.with("page", "4")).endsWith("&sort=name&page=4");
    assertThat(new ServiceList("", "", 0, "", false, false, "worst", 1).with("q", ""))
        .isEqualTo("/services");
  }

  @Test
  void a_capability_answers_yes_or_no_where_checks_look() {
    assertThat(health(List.of(), List.of())).isEqualTo("Not known: no service stands behind it");
    assertThat(health(List.of(standing("pay", "", null)), List.of()))
        .isEqualTo("Yes, as far as alerts tell");
    assertThat(health(List.of(checked("pay", "up")), List.of())).isEqualTo("Yes");
    assertThat(health(List.of(checked("till", "up"), checked("pay", "down")), List.of()))
        .isEqualTo("No: pay is down since 14:08");
    assertThat(health(List.of(checked("till", "down"), checked("pay", "down")), List.of()))
        .isEqualTo("No: till and 1 more are down since 14:08");
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
    var watched = new CapabilityHealth(List.of(checked("pay", "up")), database, true, NOW);
    assertThat(watched.state()).isEqualTo("degraded");
    assertThat(watched.says(ZoneOffset.UTC))
        .isEqualTo("At risk: db is down since 14:08, and it needs that");
    var unwatched = new CapabilityHealth(List.of(standing("pay", "", null)), database, true, NOW);
    assertThat(unwatched.state()).isEqualTo("down");
    assertThat(unwatched.says(ZoneOffset.UTC))
        .isEqualTo("No: db is down since 14:08, and it needs that");
    assertThat(watched.basis()).isEqualTo("1 service, 1 check, and 1 that they need");
  }

  @Test
  void statements_sort_in_the_order_of_the_states() {
    assertThat(Health.WORST_FIRST)
        .isEqualTo(
            Arrays.stream(Health.values())
                .map(health -> "'" + health.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", ", "array [", "]")));
  }

  private static String health(List<Standing> services, List<Standing> needed) {
    return new CapabilityHealth(services, needed, true, NOW).says(ZoneOffset.UTC);
  }

  private static Standing checked(String name, String state) {
    return new Standing(
        1, name, name, null, null, null, 1, "", null, null, 0, 1, state, NOW, Health.of(state));
  }

  /** Only alerts tell of it. */
  private static Standing standing(String name, String capability, @Nullable Integer rank) {
    return new Standing(
        1,
        name,
        name,
        null,
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
        Health.of(Severities.state(rank)));
  }
}
