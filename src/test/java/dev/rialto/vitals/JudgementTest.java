package dev.rialto.vitals;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each part is well below its first mark, worse above it, unwell above the second, and says so. */
class JudgementTest {
  private static final long GIB = 1L << 30;
  private static final Judgement JUDGEMENT = new Judgement(Limits.STANDARD);

  /** One figure of one part on its scale; the marks are where the guide says they are. */
  private record Scale(
      Vital vital, Duration worse, Duration unwell, Function<Duration, Measured> measured) {}

  private static final List<Scale> SCALES =
      List.of(
          new Scale(Vital.JOBS, ofSeconds(15), ofSeconds(60), it -> new Measured.Jobs(it, 3)),
          new Scale(
              Vital.INTAKE, ofSeconds(15), ofSeconds(60), it -> new Measured.Intake(it, 3, 0)),
          new Scale(Vital.OUTBOX, ofSeconds(30), ofSeconds(120), it -> new Measured.Outbox(it, 3)),
          new Scale(
              Vital.REACTIONS,
              ofSeconds(60),
              ofMinutes(15),
              it -> new Measured.Reactions(it, 1, 2)),
          new Scale(
              Vital.ROUNDS,
              ofSeconds(5),
              ofSeconds(30),
              it -> new Measured.Rounds(it, Duration.ZERO, 0, 0)),
          new Scale(
              Vital.ROUNDS,
              ofSeconds(5),
              ofSeconds(30),
              it -> new Measured.Rounds(Duration.ZERO, it, 0, 0)),
          new Scale(Vital.CLOCK, ofSeconds(1), ofSeconds(5), Measured.Clock::new),
          new Scale(
              Vital.CLOCK, ofSeconds(1), ofSeconds(5), it -> new Measured.Clock(it.negated())),
          new Scale(
              Vital.DATABASE,
              ofMillis(250),
              ofSeconds(2),
              it -> new Measured.Database(it, 1, 12, 0, Duration.ZERO, Duration.ZERO, GIB)),
          new Scale(
              Vital.DATABASE,
              ofMinutes(10),
              ofHours(1),
              it -> new Measured.Database(ofMillis(1), 1, 12, 0, it, Duration.ZERO, GIB)),
          new Scale(
              Vital.DATABASE,
              ofSeconds(10),
              ofSeconds(30),
              it -> new Measured.Database(ofMillis(1), 1, 12, 0, Duration.ZERO, it, GIB)),
          new Scale(
              Vital.SOURCES, ofHours(36), ofHours(48), it -> sources(null, ofHours(24), 7, it)));

  @TestFactory
  Stream<DynamicTest> every_scale_has_its_two_marks_and_never_gets_better_upwards() {
    return SCALES.stream()
        .map(
            scale ->
                DynamicTest.dynamicTest(
                    scale.vital() + " at " + scale.worse() + " and " + scale.unwell(),
                    () -> hold(scale)));
  }

  private static void hold(Scale scale) {
    assertThat(level(scale, Duration.ZERO)).isEqualTo(Level.WELL);
    assertThat(level(scale, scale.worse().minusMillis(1))).isEqualTo(Level.WELL);
    assertThat(level(scale, scale.worse())).isEqualTo(Level.WORSE);
    assertThat(level(scale, scale.unwell().minusMillis(1))).isEqualTo(Level.WORSE);
    assertThat(level(scale, scale.unwell())).isEqualTo(Level.UNWELL);
    long seed = System.nanoTime();
    var dice = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      long less = dice.nextLong(scale.unwell().toMillis() * 2);
      long more = less + dice.nextLong(scale.unwell().toMillis());
      assertThat(level(scale, ofMillis(more)))
          .as("seed %d: %d ms after %d ms", seed, more, less)
          .isGreaterThanOrEqualTo(level(scale, ofMillis(less)));
    }
  }

  private static Level level(Scale scale, Duration measured) {
    var reading = JUDGEMENT.of(scale.measured().apply(measured));
    assertThat(reading.vital()).isEqualTo(scale.vital());
    assertThat(reading.figure()).isNotBlank();
    assertThat(reading.means()).isNotBlank();
    assertThat(reading.mend().isEmpty())
        .as("whoever is not well is told how to mend it, nobody else: " + reading)
        .isEqualTo(reading.level() == Level.WELL);
    return reading.level();
  }

  @Test
  void a_disk_is_judged_by_its_share_and_by_what_is_left() {
    assertThat(disk(100 * GIB, 1_000 * GIB)).isEqualTo(Level.WORSE);
    assertThat(disk(200 * GIB, 1_000 * GIB)).isEqualTo(Level.WELL);
    assertThat(disk(50 * GIB, 1_000 * GIB)).isEqualTo(Level.UNWELL);
    assertThat(disk(GIB / 4, GIB / 2)).as("half free, and yet too little").isEqualTo(Level.UNWELL);
  }

  private static Level disk(long free, long total) {
    return JUDGEMENT.of(new Measured.Disk("/data", free, total)).level();
  }

  @Test
  void one_address_that_fails_is_no_channel_that_fails() {
    assertThat(tries(10, 10, 1)).isEqualTo(Level.WORSE);
    assertThat(tries(10, 10, 2)).isEqualTo(Level.UNWELL);
    assertThat(tries(10, 5, 3)).isEqualTo(Level.WORSE);
    assertThat(tries(10, 4, 3)).isEqualTo(Level.WELL);
    assertThat(tries(4, 4, 4)).as("too few to tell").isEqualTo(Level.WELL);
  }

  private static Level tries(int tried, int failed, int addresses) {
    return JUDGEMENT
        .of(
            new Measured.Channels(
                List.of(
                    new Measured.Channels.Tries("email", 100, 0, 0),
                    new Measured.Channels.Tries("ntfy", tried, failed, addresses))))
        .level();
  }

  @Test
  void what_is_usual_for_a_source_is_learned_in_a_week_or_said_by_somebody() {
    assertThat(source(null, ofHours(24), 6, ofDays(30))).as("too young").isEqualTo(Level.WELL);
    assertThat(source(null, null, 0, ofDays(30))).as("never heard").isEqualTo(Level.WELL);
    assertThat(source(ofMinutes(60), ofHours(24), 14, ofMinutes(59))).isEqualTo(Level.WELL);
    assertThat(source(ofMinutes(60), ofHours(24), 14, ofMinutes(60))).isEqualTo(Level.UNWELL);
    assertThat(source(ofDays(3), ofHours(1), 14, ofHours(4)))
        .as("said beats learned")
        .isEqualTo(Level.WELL);
    assertThat(source(null, ofSeconds(1), 14, ofMinutes(15)))
        .as("a lively one has a quarter of an hour")
        .isEqualTo(Level.UNWELL);
    assertThat(source(null, ofSeconds(1), 14, ofMinutes(11))).isEqualTo(Level.WELL);
  }

  private static Level source(
      @Nullable Duration expected, @Nullable Duration longest, int days, Duration silent) {
    return JUDGEMENT.of(sources(expected, longest, days, silent)).level();
  }

  private static Measured sources(
      @Nullable Duration expected, @Nullable Duration longest, int days, Duration silent) {
    return new Measured.Sources(
        List.of(
            new Habit(1, "steady", null, null, 0, Duration.ZERO),
            new Habit(2, "watched", expected, longest, days, silent)));
  }

  @Test
  void memory_is_what_stays_after_a_collection_and_the_time_it_takes() {
    assertThat(memory(0.84, 0.09)).isEqualTo(Level.WELL);
    assertThat(memory(0.85, 0)).isEqualTo(Level.WORSE);
    assertThat(memory(0.95, 0)).isEqualTo(Level.UNWELL);
    assertThat(memory(0, 0.10)).isEqualTo(Level.WORSE);
    assertThat(memory(0, 0.30)).isEqualTo(Level.UNWELL);
  }

  private static Level memory(double share, double collecting) {
    return JUDGEMENT.of(new Measured.Memory((long) (share * GIB) + 1, GIB, collecting)).level();
  }

  @Test
  void a_key_that_is_gone_or_another_is_unwell() {
    assertThat(JUDGEMENT.of(new Measured.Key(true, true)).level()).isEqualTo(Level.WELL);
    assertThat(JUDGEMENT.of(new Measured.Key(false, false)).mend()).contains("Put the copy");
    assertThat(JUDGEMENT.of(new Measured.Key(true, false)).mend()).contains("another key file");
  }

  @Test
  void a_node_that_said_goodbye_is_not_missed_and_one_that_died_is() {
    var here = new Measured.Nodes.Seen("a", ofSeconds(3), null);
    var gone = new Measured.Nodes.Seen("b", ofMinutes(3), Instant.EPOCH);
    var dead = new Measured.Nodes.Seen("c", ofSeconds(31), null);
    assertThat(JUDGEMENT.of(new Measured.Nodes(List.of(here, gone))).level()).isEqualTo(Level.WELL);
    var missed = JUDGEMENT.of(new Measured.Nodes(List.of(here, gone, dead)));
    assertThat(missed.level()).isEqualTo(Level.WORSE);
    assertThat(missed.figure()).contains("not seen: c", "1 node carries on");
  }

  @Test
  void what_cannot_be_measured_is_unwell_and_what_hides_behind_the_database_is_not_known() {
    var failed = JUDGEMENT.of(new Measured.Failed(Vital.DATABASE, "It has not answered for 6 s."));
    assertThat(failed.level()).isEqualTo(Level.UNWELL);
    assertThat(failed.isMeasured()).isFalse();
    assertThat(failed.means()).contains("6 s");
    assertThat(JUDGEMENT.of(new Measured.Unseen(Vital.JOBS)).level()).isEqualTo(Level.UNKNOWN);
  }
}
