package dev.rialto.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What transitions come to, whatever their order; and what deployments are to each other. */
class DecisionsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static Instant at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static Event event(Step step, int minutes, String version) {
    return new Event(step, step.word(), at(minutes), version, "", "", "", "");
  }

  @Test
  void a_start_and_an_end_are_one_deployment() {
    var all =
        Attempt.of(List.of(event(Step.SUCCEEDED, 5, "1"), event(Step.STARTED, 0, "1")), false);
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().step()).isEqualTo(Step.SUCCEEDED);
    assertThat(all.getFirst().startedAt()).isEqualTo(at(0));
    assertThat(all.getFirst().endedAt()).isEqualTo(at(5));
  }

  @Test
  void the_same_version_tried_again_is_another_deployment_unless_the_sender_numbers_them() {
    var told =
        List.of(
            event(Step.STARTED, 0, "1"),
            event(Step.FAILED, 5, "1"),
            event(Step.STARTED, 60, "1"),
            event(Step.SUCCEEDED, 65, "1"));
    assertThat(Attempt.of(told, false))
        .extracting(Attempt::step)
        .containsExactly(Step.FAILED, Step.SUCCEEDED);
    assertThat(Attempt.of(told, true)).extracting(Attempt::step).containsExactly(Step.SUCCEEDED);
  }

  @Test
  void an_end_told_twice_within_minutes_is_an_echo_and_a_day_later_another_deployment() {
    assertThat(
            Attempt.of(
                List.of(event(Step.SUCCEEDED, 0, "1"), event(Step.SUCCEEDED, 2, "1")), false))
        .hasSize(1);
    assertThat(
            Attempt.of(
                List.of(event(Step.SUCCEEDED, 0, "1"), event(Step.SUCCEEDED, 1_440, "1")), false))
        .hasSize(2);
  }

  @Test
  void what_is_only_noted_makes_no_deployment_and_changes_none() {
    assertThat(Attempt.of(List.of(event(Step.NOTED, 0, "1")), true)).isEmpty();
    var with =
        Attempt.of(
            List.of(
                event(Step.STARTED, 0, "1"),
                event(Step.SUCCEEDED, 5, "1"),
                event(Step.NOTED, 9, "1")),
            true);
    assertThat(with.getFirst().step()).isEqualTo(Step.SUCCEEDED);
    assertThat(with.getFirst().endedAt()).isEqualTo(at(5));
  }

  @Test
  void what_waits_for_days_goes_on_as_the_same_deployment_and_what_is_called_off_has_ended() {
    var told =
        List.of(
            event(Step.WAITING, 0, "1"),
            event(Step.STARTED, 3_000, "1"),
            event(Step.SUCCEEDED, 3_005, "1"));
    assertThat(Attempt.of(told.subList(0, 1), false).getFirst().step()).isEqualTo(Step.WAITING);
    assertThat(Attempt.of(told, false)).extracting(Attempt::step).containsExactly(Step.SUCCEEDED);
    var calledOff = Attempt.of(List.of(told.getFirst(), event(Step.CANCELLED, 9, "1")), true);
    assertThat(calledOff.getFirst().step()).isEqualTo(Step.CANCELLED);
    assertThat(calledOff.getFirst().endedAt()).isEqualTo(at(9));
  }

  @Test
  void what_was_called_off_never_arrived() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.CANCELLED, "v2", 10),
            link(3, Step.SUCCEEDED, "v2", 20),
            link(4, Step.WAITING, "v3", 30));
    assertThat(requireNonNull(verdicts.get(2L)).step()).isEqualTo(Step.CANCELLED);
    assertThat(requireNonNull(verdicts.get(3L)).kind()).isEqualTo(Sequence.Kind.DEPLOYMENT);
    assertThat(requireNonNull(verdicts.get(3L)).previousVersion()).isEqualTo("v1");
    assertThat(requireNonNull(verdicts.get(4L)).step()).isEqualTo(Step.WAITING);
  }

  /** Shuffled, doubled, in any order: the same tries. */
  @Test
  void any_order_of_arrival_comes_to_the_same() {
    for (long seed = 1; seed <= 400; seed++) {
      var random = new Random(seed);
      var told = new ArrayList<Event>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        told.add(
            event(Step.values()[random.nextInt(Step.values().length)], random.nextInt(900), "1"));
      }
      boolean numbered = random.nextBoolean();
      var once = Attempt.of(new HashSet<>(told), numbered);
      var shuffled = new ArrayList<>(new HashSet<>(told));
      Collections.shuffle(shuffled, random);
      assertThat(Attempt.of(shuffled, numbered)).as("seed " + seed).isEqualTo(once);
      assertThat(once.stream().mapToInt(a -> a.events().size()).sum())
          .as("no transition in two tries, seed " + seed)
          .isLessThanOrEqualTo(new HashSet<>(told).size());
    }
  }

  /** A link to a deployment holds: what arrives late adds tries and takes none away. */
  @Test
  void what_comes_late_never_makes_a_deployment_vanish() {
    for (long seed = 1; seed <= 400; seed++) {
      var random = new Random(seed);
      var told = new HashSet<Event>();
      int before = 0;
      for (int i = 0; i < 14; i++) {
        told.add(
            event(
                Step.values()[1 + random.nextInt(Step.values().length - 1)],
                random.nextInt(1_500),
                "1"));
        int now = Attempt.of(told, false).size();
        assertThat(now)
            .as("seed %d after %s", seed, told)
            .isGreaterThanOrEqualTo(before - echoes(told));
        before = Math.max(before, now);
      }
    }
  }

  /** An earlier end may turn a later one into its echo. */
  private static int echoes(HashSet<Event> told) {
    int echoes = 0;
    for (var one : told) {
      for (var other : told) {
        var gap = Duration.between(one.at(), other.at());
        if (one != other && !gap.isNegative() && gap.compareTo(Attempt.ECHO) <= 0) {
          echoes++;
        }
      }
    }
    return echoes;
  }

  private static Sequence.Link link(long id, Step step, String version, int minutes) {
    return new Sequence.Link(
        id, "k" + id, step, version, at(minutes), !step.ends() ? null : at(minutes + 1));
  }

  private static Map<Long, Sequence.Verdict> judged(Sequence.Link... links) {
    return Sequence.of(List.of(links));
  }

  @Test
  void a_version_that_ran_before_what_runs_is_a_way_back() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.SUCCEEDED, "v2", 10),
            link(3, Step.SUCCEEDED, "v3", 20),
            link(4, Step.SUCCEEDED, "v1", 30),
            link(5, Step.SUCCEEDED, "v1", 40),
            link(6, Step.SUCCEEDED, "v3", 50));
    assertThat(verdicts.values())
        .extracting(Sequence.Verdict::kind)
        .containsExactly(
            Sequence.Kind.DEPLOYMENT,
            Sequence.Kind.DEPLOYMENT,
            Sequence.Kind.DEPLOYMENT,
            Sequence.Kind.ROLLBACK,
            Sequence.Kind.REDEPLOY,
            Sequence.Kind.REDEPLOY);
    assertThat(requireNonNull(verdicts.get(4L)).previousVersion()).isEqualTo("v3");
  }

  @Test
  void a_version_that_only_failed_arrives_first_when_it_succeeds() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.FAILED, "v2", 10),
            link(3, Step.SUCCEEDED, "v2", 20));
    assertThat(requireNonNull(verdicts.get(3L)).kind()).isEqualTo(Sequence.Kind.DEPLOYMENT);
    assertThat(requireNonNull(verdicts.get(2L)).previousVersion()).isEqualTo("v1");
  }

  @Test
  void rolled_back_said_of_what_runs_takes_it_back() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.SUCCEEDED, "v2", 10),
            link(3, Step.ROLLED_BACK, "v2", 20));
    assertThat(requireNonNull(verdicts.get(3L)).version()).isEqualTo("v1");
    assertThat(requireNonNull(verdicts.get(3L)).previousVersion()).isEqualTo("v2");
    assertThat(requireNonNull(verdicts.get(3L)).kind()).isEqualTo(Sequence.Kind.ROLLBACK);
    assertThat(requireNonNull(verdicts.get(2L)).step()).isEqualTo(Step.SUCCEEDED);
  }

  @Test
  void rolled_back_said_of_what_ran_earlier_goes_back_to_it() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.SUCCEEDED, "v2", 10),
            link(3, Step.SUCCEEDED, "v3", 20),
            link(4, Step.ROLLED_BACK, "v1", 30));
    assertThat(requireNonNull(verdicts.get(4L)).version()).isEqualTo("v1");
    assertThat(requireNonNull(verdicts.get(4L)).previousVersion()).isEqualTo("v3");
  }

  @Test
  void rolled_back_said_of_what_is_on_its_way_fails_it_at_that_moment() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.STARTED, "v2", 10),
            link(3, Step.ROLLED_BACK, "v2", 20));
    assertThat(requireNonNull(verdicts.get(2L)).step()).isEqualTo(Step.FAILED);
    assertThat(requireNonNull(verdicts.get(2L)).finishedAt()).isEqualTo(at(21));
    assertThat(requireNonNull(verdicts.get(3L)).version()).isEqualTo("v1");
  }

  @Test
  void what_failed_first_and_runs_since_is_taken_back_like_any_other() {
    var verdicts =
        judged(
            link(1, Step.SUCCEEDED, "v1", 0),
            link(2, Step.FAILED, "v2", 10),
            link(3, Step.SUCCEEDED, "v2", 20),
            link(4, Step.ROLLED_BACK, "v2", 30));
    assertThat(requireNonNull(verdicts.get(4L)).version()).isEqualTo("v1");
    assertThat(requireNonNull(verdicts.get(4L)).previousVersion()).isEqualTo("v2");
    var never = judged(link(1, Step.FAILED, "v1", 0), link(2, Step.ROLLED_BACK, "v1", 9));
    assertThat(requireNonNull(never.get(2L)).version()).isEmpty();
  }

  @Test
  void the_order_in_which_deployments_are_read_does_not_matter() {
    for (long seed = 1; seed <= 300; seed++) {
      var random = new Random(seed);
      var links = new ArrayList<Sequence.Link>();
      for (int i = 1; i <= 12; i++) {
        links.add(
            link(
                i,
                Step.values()[1 + random.nextInt(Step.values().length - 1)],
                "v" + random.nextInt(4),
                random.nextInt(60)));
      }
      var once = Sequence.of(links);
      Collections.shuffle(links, random);
      assertThat(Sequence.of(links)).as("seed " + seed).isEqualTo(once);
    }
  }

  private static final Mapping.Known SHOP =
      new Mapping.Known(
          1,
          "shop",
          List.of(
              new Mapping.Place("Prod", "production"), new Mapping.Place("PreProd", "staging")));
  private static final Mapping.Known PAY = new Mapping.Known(2, "payments", List.of());
  private static final Map<Long, Mapping.Known> BY_ID = Map.of(1L, SHOP, 2L, PAY);

  private static Origin origin(String repository, String path, String environment) {
    return new Origin("github", repository, path, environment, "", "");
  }

  @Test
  void the_repository_decides_where_only_one_service_lives_there() {
    var alone = new Mapping(List.of(), Map.of(), Map.of("github.com/row/shop", List.of(SHOP)));
    var found = alone.of(origin("github.com/Row/Shop", "", "production"), BY_ID);
    assertThat(found.serviceId()).isEqualTo(1);
    assertThat(found.place()).isEqualTo(new Mapping.Place("Prod", "production"));
    var two = new Mapping(List.of(), Map.of(), Map.of("github.com/row/shop", List.of(SHOP, PAY)));
    var open = two.of(origin("github.com/row/shop", "", "production"), BY_ID);
    assertThat(open.serviceId()).isNull();
    assertThat(open.because()).contains("2 services live in this repository");
  }

  @Test
  void what_somebody_said_decides_before_the_catalog_and_the_closest_word_first() {
    var rules =
        List.of(
            new Mapping.Rule(1, "github.com/row/mono", "", "", "", 1, ""),
            new Mapping.Rule(2, "github.com/row/mono", "apps/pay", "", "", 2, "Live"));
    var mapping = new Mapping(rules, Map.of(), Map.of());
    assertThat(mapping.of(origin("github.com/row/mono", "apps/shop", "x"), BY_ID).serviceId())
        .isEqualTo(1);
    var pay = mapping.of(origin("github.com/row/mono", "apps/payments", "eu"), BY_ID);
    assertThat(pay.serviceId()).isEqualTo(2);
    assertThat(pay.place()).isEqualTo(new Mapping.Place("Live", "production"));
    assertThat(mapping.of(origin("github.com/row/other", "", "x"), BY_ID).serviceId()).isNull();
  }

  @Test
  void an_environment_keeps_a_name_of_its_own() {
    assertThat(Mapping.tier("production-eu", "")).isEqualTo("production");
    assertThat(Mapping.tier("preprod", "")).isEqualTo("staging");
    assertThat(Mapping.tier("review/branch", "")).isEqualTo("development");
    assertThat(Mapping.tier("products", "")).isEqualTo("other");
    assertThat(Mapping.tier("anything", "testing")).isEqualTo("testing");
    var mapping = new Mapping(List.of(), Map.of(), Map.of("github.com/row/shop", List.of(SHOP)));
    assertThat(mapping.of(origin("github.com/row/shop", "", "production-eu"), BY_ID).place())
        .isEqualTo(new Mapping.Place("production-eu", "production"));
  }

  @Test
  void a_repository_is_the_same_however_it_is_written() {
    for (var written :
        List.of(
            "https://github.com/Row/Shop",
            "https://github.com/row/shop.git",
            "git@github.com:row/shop.git",
            "ssh://git@github.com/row/shop",
            "github.com/row/shop/")) {
      assertThat(Origin.repository(written)).isEqualTo("github.com/row/shop");
    }
    assertThat(Origin.repository("http://git.example:3000/root/app"))
        .isEqualTo("git.example:3000/root/app");
  }
}
