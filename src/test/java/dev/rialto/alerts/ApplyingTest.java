package dev.rialto.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Database;
import dev.rialto.stories.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplyingTest {
  private final TestHouse house = new TestHouse();
  private final Database db = house.db();
  private final Alerts alerts = house.house.alerts;
  private final Instant now = house.clock.instant();

  @BeforeEach
  void payments_belongs_to_checkout() {
    db.run(
        tx ->
            tx.handle()
                .execute(
                    """
                    insert into team (slug, name) values ('checkout', 'Checkout');
                    insert into service (slug, name, owner_team_id, tier, created_at, updated_at)
                    values ('payments', 'Payments', 1, 1, now(), now());
                    insert into service_known_as (key, label, kind, service_id)
                    values ('payments', 'payments', 'slug', 1);
                    """));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void one_alert_not_thirty() {
    for (int minute = 0; minute < 30; minute++) {
      apply(firing("a", now, now.plusSeconds(60L * minute + 300), "error"));
    }
    assertThat(count("alert")).isOne();
    assertThat(count("promise")).isOne();
    assertThat(alert().serviceId()).isEqualTo(1);
    assertThat(reasons())
        .containsExactly(
            "The alert’s label service names the service Payments",
            "Payments is owned by Checkout",
            "It is error, and Payments is Critical (tier 1), so it pages at any hour");
  }

  @Test
  void a_storm_is_a_handful_of_statements_and_every_alert_is_promised() {
    var storm = new ArrayList<Symptom>();
    for (int i = 0; i < 2_000; i++) {
      storm.add(firing("storm-" + i, now, null, "error"));
    }
    storm.addAll(storm.subList(0, 500));
    apply(storm.toArray(Symptom[]::new));
    assertThat(count("alert")).isEqualTo(2_000);
    assertThat(count("promise")).isEqualTo(2_000);
  }

  @Test
  void severity_rises_and_never_falls() {
    apply(firing("a", now, null, "warning"));
    apply(firing("a", now, null, "critical"));
    apply(firing("a", now, null, "info"));
    assertThat(alert().severity()).isEqualTo((short) Severity.CRITICAL.ordinal());
    assertThat(events()).contains("alert.severity_rose");
    assertThat(one("select severity from promise")).isEqualTo("critical");
  }

  @Test
  void information_pages_nobody_until_it_gets_worse() {
    apply(firing("a", now, null, "info"));
    assertThat(count("promise")).isZero();
    assertThat(reasons().getLast()).isEqualTo("It is information, and information never pages");
    apply(firing("a", now, null, "critical"));
    assertThat(count("promise")).isOne();
  }

  @Test
  void an_end_that_is_said_resolves_and_a_new_start_is_a_new_alert() {
    apply(firing("a", now, now.plusSeconds(300), "error"));
    apply(over("a", now, now));
    assertThat(alert().endedHow()).isEqualTo("said");
    assertThat(one("select state from promise")).isEqualTo("resolved");
    house.clock.turn(Duration.ofMinutes(1));
    apply(firing("a", now.plusSeconds(60), null, "error"));
    assertThat(count("alert")).isEqualTo(2);
    assertThat(count("promise")).isEqualTo(2);
  }

  @Test
  void silence_of_the_sender_ends_it_at_its_deadline_and_the_same_start_said_again_reopens_it() {
    apply(firing("a", now, now.plusSeconds(300), "error"));
    house.clock.turn(Duration.ofSeconds(301));
    alerts.turn();
    assertThat(alert().endedHow()).isEqualTo("deadline");
    assertThat(alert().endedAt()).isEqualTo(now.plusSeconds(300));
    apply(firing("a", now, now.plusSeconds(700), "error"));
    assertThat(count("alert")).isOne();
    assertThat(alert().endedAt()).isNull();
    assertThat(events()).contains("alert.reopened");
    assertThat(count("promise")).isEqualTo(2);
  }

  @Test
  void a_deadline_in_the_middle_of_refreshes_ends_nothing() {
    apply(firing("a", now, now.plusSeconds(300), "error"));
    house.clock.turn(Duration.ofSeconds(200));
    apply(firing("a", now, now.plusSeconds(500), "error"));
    house.clock.turn(Duration.ofSeconds(200));
    alerts.turn();
    assertThat(alert().endedAt()).isNull();
  }

  @Test
  void what_was_over_before_it_was_heard_is_kept_and_pages_nobody() {
    apply(over("a", now.minusSeconds(600), now.minusSeconds(60)));
    assertThat(count("alert")).isOne();
    assertThat(count("promise")).isZero();
    assertThat(reasons().getLast()).contains("over when Rialto heard of it");
  }

  @Test
  void a_repeated_goodbye_to_nothing_opens_nothing() {
    apply(over("a", now, now));
    assertThat(count("alert")).isZero();
  }

  @Test
  void a_rebuild_pages_nobody() {
    db.run(tx -> alerts.apply(tx, List.of(firing("a", now, null, "critical")), false));
    assertThat(count("alert")).isOne();
    assertThat(count("promise")).isZero();
  }

  @Test
  void unowned_goes_to_the_team_of_last_resort_and_says_so() {
    var lost =
        new Symptom(
            "lost", Map.of("job", "mystery"), Map.of(), now, null, false, null, 1, null, now);
    apply(lost);
    assertThat(one("select team_id::text from promise")).isEqualTo("1");
    assertThat(reasons())
        .containsExactly(
            "Its label job says mystery, and no service has that name",
            "What nobody owns goes to Checkout, the team of last resort",
            "It is warning, so it pages at any hour");
    assertThat(one("select count(*)::text from unowned_alert_view where not nobody_paged"))
        .isEqualTo("1");
  }

  @Test
  void any_order_of_words_and_batches_leaves_the_same_alerts_behind() {
    long seed = System.nanoTime();
    System.out.println("ApplyingTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      var words = new ArrayList<Symptom>();
      for (int i = 0; i < 6; i++) {
        var from = now.minus(Duration.ofMinutes(30 - random.nextInt(20)));
        boolean over = random.nextInt(3) == 0;
        var to = from.plus(Duration.ofMinutes(1 + random.nextInt(5)));
        var severity = List.of("warning", "critical").get(random.nextInt(2));
        words.add(
            new Symptom(
                "f", Map.of("severity", severity), Map.of(), from, to, !over, null, 1, null, now));
      }
      apply(words.toArray(Symptom[]::new));
      var expected = lives();
      for (int order = 0; order < 2; order++) {
        db.run(tx -> tx.handle().execute("delete from alert"));
        Collections.shuffle(words, random);
        words.forEach(this::apply);
        assertThat(lives()).describedAs("seed %d: %s", seed, words).isEqualTo(expected);
        words.forEach(this::apply);
        assertThat(lives()).describedAs("twice, seed %d: %s", seed, words).isEqualTo(expected);
      }
      db.run(tx -> tx.handle().execute("delete from alert"));
    }
  }

  @Test
  void a_silence_holds_what_is_open_and_what_comes_and_lets_go_when_it_ends() {
    apply(firing("a", now, null, "error"));
    var silence =
        db.inTransaction(
            tx ->
                alerts
                    .silences()
                    .create(
                        tx,
                        dev.rialto.platform.Caller.RIALTO,
                        new SilenceDraft(
                            List.of(Matcher.parse("service=payments")),
                            null,
                            now.plusSeconds(3600),
                            "database upgrade",
                            null,
                            null)));
    assertThat(one("select state from promise")).isEqualTo("stopped");
    apply(firing("b", now, null, "error"));
    assertThat(count("promise")).isOne();
    assertThat(one("select count(*)::text from alert where held_by is not null")).isEqualTo("2");

    house.clock.turn(Duration.ofSeconds(3600));
    alerts.turn();
    assertThat(silence.state(house.clock.instant())).isEqualTo(Silence.State.EXPIRED);
    assertThat(one("select count(*)::text from alert where held_by is not null")).isEqualTo("0");
    assertThat(one("select count(*)::text from promise where state = 'ringing'")).isEqualTo("2");
  }

  @Test
  void tools_get_every_open_alert_that_matches_and_what_holds_it() {
    apply(firing("a", now, null, "error"), firing("b", now, now.plusSeconds(300), "critical"));
    var found = new ArrayList<AlertQuery.Found>();
    var asked = List.of(Matcher.parse("alertname=~a|b"), Matcher.parse("severity!=critical"));
    var everything = new AlertQuery(List.of(), true, true, true, true, null);
    db.run(tx -> alerts.query(tx, everything, found::add));
    assertThat(found).extracting(AlertQuery.Found::fingerprint).containsExactly("f-b", "f-a");
    assertThat(found.getFirst().endsAt()).isEqualTo(now.plusSeconds(300));
    found.clear();
    db.run(tx -> alerts.query(tx, new AlertQuery(asked, true, true, true, true, null), found::add));
    assertThat(found).extracting(AlertQuery.Found::fingerprint).containsExactly("f-a");
    assertThat(found.getFirst().state()).isEqualTo("active");
    assertThat(found.getFirst().receiver()).isEqualTo("checkout");
  }

  private Symptom firing(String name, Instant from, @Nullable Instant to, String severity) {
    return new Symptom(
        "f-" + name,
        Map.of("alertname", name, "service", "payments", "severity", severity),
        Map.of(),
        from,
        to,
        false,
        null,
        1,
        null,
        house.clock.instant());
  }

  private Symptom over(String name, Instant from, Instant to) {
    return firing(name, from, to, "error");
  }

  private void apply(Symptom... symptoms) {
    db.run(tx -> alerts.apply(tx, List.of(symptoms), true));
  }

  private AlertRow alert() {
    return db.read(
        tx ->
            tx.attach(AlertReadSql.class)
                .page(
                    new AlertFilter(null, null, null, null, null, null, null, null, "worst"), 1, 0)
                .getFirst());
  }

  private List<String> reasons() {
    return Alert.of(alert()).route().reasons().stream().map(Reason::sentence).toList();
  }

  private List<String> lives() {
    return strings(
        """
        select concat_ws(' ', started_at, ended_at, severity)
          from alert where merged_into is null order by started_at
        """);
  }

  private List<String> events() {
    return strings("select kind from journal_entry order by id");
  }

  private long count(String table) {
    return Long.parseLong(one("select count(*)::text from " + table));
  }

  private String one(String sql) {
    return strings(sql).getFirst();
  }

  private List<String> strings(String sql) {
    return db.read(tx -> tx.handle().createQuery(sql).mapTo(String.class).list());
  }
}
