package dev.rialto.suspects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which deployment did it, going by the evidence alone. */
class SuspicionTest {
  private static final Instant BEGAN = Instant.parse("2026-11-17T14:05:00Z");
  private static final long PAYMENTS = 1;
  private static final long FRAUD = 2;
  private static final long STOCK = 3;

  @Test
  void of_v1_v2_v3_and_back_to_v1_the_third_is_confirmed_and_the_second_suspected() {
    var suspects =
        of(
            deployed(1, "V1", -180),
            deployed(2, "V2", -60),
            deployed(3, "V3", -3),
            rollback(4, "V1", "V3", 14));
    assertThat(verdicts(suspects)).containsExactly("V3 confirmed", "V2 suspected");
  }

  @Test
  void whatever_was_deployed_before_a_rollback_confirms_what_it_took_back_and_nothing_else() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      int versions = 2 + random.nextInt(8);
      var deployments = new ArrayList<Deployed>();
      int at = -230;
      for (int n = 1; n <= versions; n++) {
        at += 1 + random.nextInt(220 / versions);
        deployments.add(deployed(n, "V" + n + ".0", at));
      }
      int target = 1 + random.nextInt(versions - 1);
      deployments.add(
          rollback(99, "V" + target + ".0", "V" + versions + ".0", 1 + random.nextInt(60)));
      java.util.Collections.shuffle(deployments, random);
      var suspects = new Suspicion(inquiry(deployments, List.of(), List.of(), Map.of())).suspects();
      for (var suspect : suspects) {
        long n = suspect.deployed().id();
        assertThat(suspect.verdict())
            .as("seed %d run %d version %d", seed, run, n)
            .isEqualTo(n == versions ? Verdict.CONFIRMED : Verdict.SUSPECTED);
        boolean between = n > target && n < versions;
        assertThat(suspect.evidence().stream().anyMatch(Evidence.TakenBack.class::isInstance))
            .as("seed %d run %d version %d", seed, run, n)
            .isEqualTo(between);
      }
      assertThat(suspects.getFirst().deployed().id()).as("seed %d", seed).isEqualTo(versions);
      assertThat(suspects).extracting(s -> s.deployed().id()).doesNotContain(99L, (long) target);
      assertThat(suspects)
          .extracting(s -> s.deployed().id())
          .containsAll(between(target, versions));
    }
  }

  @Test
  void a_rollback_that_did_not_help_confirms_nothing() {
    var down = new Outage("Customers can pay", PAYMENTS, "Prod", BEGAN, null);
    var suspects =
        new Suspicion(
                inquiry(
                    List.of(
                        deployed(1, "V1.0", -180),
                        deployed(2, "V2.0", -3),
                        rollback(3, "V1.0", "V2.0", 10)),
                    List.of(down),
                    List.of(),
                    Map.of()))
            .suspects();
    assertThat(verdicts(suspects)).containsExactly("V2.0 suspected");
    assertThat(suspects.getFirst().evidence().getFirst().said(java.time.ZoneOffset.UTC))
        .isEqualTo("Rolled back to V1.0 at 14:15; Customers can pay is not green yet");

    var green = new Outage("Customers can pay", PAYMENTS, "Prod", BEGAN, minutes(11));
    var helped =
        new Suspicion(
                inquiry(
                    List.of(
                        deployed(1, "V1.0", -180),
                        deployed(2, "V2.0", -3),
                        rollback(3, "V1.0", "V2.0", 10)),
                    List.of(green),
                    List.of(),
                    Map.of()))
            .suspects();
    assertThat(verdicts(helped)).containsExactly("V2.0 confirmed");
    assertThat(helped.getFirst().evidence().getFirst().said(java.time.ZoneOffset.UTC))
        .endsWith("and Customers can pay went green 1 min later");
  }

  @Test
  void the_stronger_evidence_comes_first_and_what_is_needed_comes_after_what_broke() {
    var suspects =
        of(
            place(deployed(1, "P-1.0", -120), PAYMENTS, "Prod"),
            place(deployed(2, "F-1.0", -2), FRAUD, "Prod"),
            place(deployed(3, "S-1.0", -1), STOCK, "Prod"),
            place(deployed(4, "P-9.0", -90), PAYMENTS, "PreProd"));
    assertThat(verdicts(suspects))
        .containsExactly("S-1.0 suspected", "F-1.0 suspected", "P-1.0 suspected");
    var named =
        new Suspicion(
                inquiry(
                    List.of(
                        place(deployed(1, "P-1.0", -120), PAYMENTS, "Prod"),
                        place(deployed(2, "F-1.0", -2), FRAUD, "Prod")),
                    List.of(),
                    List.of(new Suspects.Said("Grace", BEGAN, "I think it is P-1.0, look.")),
                    Map.of()))
            .suspects();
    assertThat(verdicts(named)).containsExactly("P-1.0 suspected", "F-1.0 suspected");
  }

  @Test
  void what_slept_for_a_day_or_came_after_is_no_suspect_and_a_person_overrules_all() {
    assertThat(of(deployed(1, "V1.0", -300), deployed(2, "V2.0", 5))).isEmpty();
    var judged =
        new Suspicion(
                inquiry(
                    List.of(
                        deployed(1, "V1.0", -300), deployed(2, "V2.0", 5), deployed(3, "V3.0", -5)),
                    List.of(),
                    List.of(),
                    Map.of(
                        1L,
                        new Suspects.Judged(Verdict.CONFIRMED, "Ada", BEGAN),
                        3L,
                        new Suspects.Judged(Verdict.REJECTED, "Ada", BEGAN))))
            .suspects();
    assertThat(verdicts(judged)).containsExactly("V1.0 confirmed", "V3.0 rejected");
  }

  @Test
  void other_places_speak_for_and_against() {
    var watched =
        Set.of(
            new Inquiry.Place(PAYMENTS, "Prod"),
            new Inquiry.Place(PAYMENTS, "Prod north"),
            new Inquiry.Place(PAYMENTS, "PreProd"));
    var down = new Outage("Customers can pay", PAYMENTS, "Prod", BEGAN, null);
    var suspects =
        new Suspicion(
                new Inquiry(
                    Set.of(PAYMENTS),
                    Map.of(),
                    BEGAN,
                    minutes(60),
                    List.of(
                        place(deployed(1, "V1.0", -600), PAYMENTS, "Prod north"),
                        place(deployed(2, "V2.0", -45), PAYMENTS, "PreProd"),
                        place(deployed(3, "V2.0", -3), PAYMENTS, "Prod")),
                    List.of(down),
                    watched,
                    List.of(),
                    Map.of()))
            .suspects();
    assertThat(suspects.getFirst().evidence())
        .extracting(e -> e.said(java.time.ZoneOffset.UTC))
        .containsExactly(
            "Finished 3 min before it began",
            "Prod north still ran V1.0 and stayed green",
            "The same service",
            "In PreProd since 13:20 without harm");
  }

  @Test
  void a_version_is_named_only_as_a_word_of_its_own() {
    assertThat(Suspicion.names("It was 2.41.0.", "2.41.0")).isTrue();
    assertThat(Suspicion.names("2.41.0 is new", "2.41.0")).isTrue();
    assertThat(Suspicion.names("12.41.0 and 2.41.0-rc1 and 2.41.01", "2.41.0")).isFalse();
    assertThat(Suspicion.names("since 7 this morning", "7")).isFalse();
  }

  private static List<Long> between(int target, int versions) {
    var ids = new ArrayList<Long>();
    for (long n = target + 1L; n <= versions; n++) {
      ids.add(n);
    }
    return ids;
  }

  private static List<Suspect> of(Deployed... deployments) {
    return new Suspicion(inquiry(List.of(deployments), List.of(), List.of(), Map.of())).suspects();
  }

  private static Inquiry inquiry(
      List<Deployed> deployments,
      List<Outage> outages,
      List<Suspects.Said> said,
      Map<Long, Suspects.Judged> judged) {
    return new Inquiry(
        Set.of(PAYMENTS),
        Map.of(FRAUD, Inquiry.Need.HARD, STOCK, Inquiry.Need.SOFT),
        BEGAN,
        minutes(120),
        deployments,
        outages,
        Set.of(),
        said,
        judged);
  }

  private static List<String> verdicts(List<Suspect> suspects) {
    return suspects.stream().map(s -> s.deployed().version() + " " + s.verdict().word()).toList();
  }

  private static Deployed deployed(long id, String version, int minute) {
    return row(id, version, "deployment", minute, null);
  }

  private static Deployed rollback(long id, String version, String from, int minute) {
    return row(id, version, "rollback", minute, from);
  }

  private static Deployed place(Deployed d, long service, String environment) {
    return new Deployed(
        d.id(),
        service,
        d.service(),
        d.slug(),
        environment,
        environment.startsWith("Prod"),
        d.version(),
        d.state(),
        d.kind(),
        d.startedAt(),
        d.finishedAt(),
        d.byWhom(),
        d.url(),
        d.previousVersion());
  }

  private static Deployed row(
      long id, String version, String kind, int minute, @Nullable String previous) {
    var at = minutes(minute);
    return new Deployed(
        id,
        PAYMENTS,
        "payments",
        "payments",
        "Prod",
        true,
        version,
        "succeeded",
        kind,
        at.minus(Duration.ofSeconds(20)),
        at,
        null,
        null,
        previous);
  }

  private static Instant minutes(int n) {
    return BEGAN.plus(Duration.ofMinutes(n));
  }
}
