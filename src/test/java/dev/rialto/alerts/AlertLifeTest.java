package dev.rialto.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertLifeTest {
  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void a_problem_said_often_has_one_life_from_its_earliest_start() {
    var lives = AlertLife.of(List.of(firing(3, 8), firing(0, 5), firing(3, 9)));
    assertThat(lives).hasSize(1);
    assertThat(lives.getFirst().start()).isEqualTo(at(0));
    assertThat(lives.getFirst().deadline()).isEqualTo(at(9));
  }

  @Test
  void an_end_that_was_said_beats_a_deadline_behind_it() {
    var life = AlertLife.of(List.of(firing(0, 10), over(0, 4))).getFirst();
    assertThat(life.endedBy(at(5))).isEqualTo(at(4));
    assertThat(life.deadline()).isNull();
  }

  @Test
  void an_end_that_comes_late_does_not_end_what_started_after_it() {
    var lives = AlertLife.of(List.of(firing(0, null), firing(6, null), over(0, 5)));
    assertThat(lives).hasSize(2);
    assertThat(lives.getFirst().endedBy(at(9))).isEqualTo(at(5));
    assertThat(lives.getLast().start()).isEqualTo(at(6));
    assertThat(lives.getLast().endedBy(at(9))).isNull();
  }

  @Test
  void silence_until_the_deadline_means_over_and_the_same_start_said_again_means_it_never_was() {
    assertThat(AlertLife.of(List.of(firing(0, 5))).getFirst().endedBy(at(5))).isEqualTo(at(5));
    var again = AlertLife.of(List.of(firing(0, 5), firing(0, 12)));
    assertThat(again).hasSize(1);
    assertThat(again.getFirst().endedBy(at(8))).isNull();
  }

  @Test
  void a_new_start_after_the_end_is_a_new_life_however_short_the_gap() {
    assertThat(AlertLife.of(List.of(over(0, 5), firing(6, null)))).hasSize(2);
    assertThat(AlertLife.of(List.of(firing(0, 5), firing(6, 11)))).hasSize(2);
  }

  @Test
  void severity_only_rises_within_a_life() {
    var life =
        AlertLife.of(
                List.of(
                    mark(0, 9, false, Severity.WARNING),
                    mark(0, 12, false, Severity.CRITICAL),
                    mark(0, 13, false, Severity.WARNING)))
            .getFirst();
    assertThat(life.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void an_end_before_its_start_ends_at_the_start() {
    var symptom =
        new Symptom(
            "f",
            java.util.Map.of("a", "b"),
            java.util.Map.of(),
            at(5),
            at(1),
            false,
            null,
            1,
            null,
            at(9));
    assertThat(AlertLife.of(List.of(Mark.of(symptom))).getFirst().endedBy(at(9))).isEqualTo(at(5));
  }

  @Test
  void any_order_any_repetition_and_any_batching_give_the_same_lives() {
    long seed = System.nanoTime();
    System.out.println("AlertLifeTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      var said = new ArrayList<Mark>();
      int n = 1 + random.nextInt(8);
      for (int i = 0; i < n; i++) {
        int from = random.nextInt(30);
        boolean over = random.nextInt(3) == 0;
        Integer to = !over && random.nextInt(4) == 0 ? null : from + random.nextInt(10);
        said.add(mark(from, to, over, Severity.values()[random.nextInt(4)]));
      }
      var expected = AlertLife.of(said);
      assertThat(inBatches(said, random))
          .describedAs("seed %d, %s", seed, said)
          .isEqualTo(expected);
    }
  }

  /**
   * As it really happens: shuffled, some twice, in batches, each merged with what is remembered.
   */
  private static List<AlertLife> inBatches(List<Mark> said, Random random) {
    var shuffled = new ArrayList<>(said);
    for (var mark : said) {
      if (random.nextInt(3) == 0) {
        shuffled.add(mark);
      }
    }
    Collections.shuffle(shuffled, random);
    List<AlertLife> lives = List.of();
    for (int at = 0; at < shuffled.size(); ) {
      int upTo = Math.min(shuffled.size(), at + 1 + random.nextInt(3));
      var marks = new ArrayList<Mark>();
      lives.forEach(life -> marks.addAll(life.marks()));
      marks.addAll(shuffled.subList(at, upTo));
      lives = AlertLife.of(marks);
      at = upTo;
    }
    return lives;
  }

  private static Mark firing(int from, @Nullable Integer to) {
    return mark(from, to, false, Severity.ERROR);
  }

  private static Mark over(int from, int to) {
    return mark(from, to, true, Severity.ERROR);
  }

  private static Mark mark(int from, @Nullable Integer to, boolean said, Severity severity) {
    return new Mark(at(from), to == null ? null : at(to), said, severity);
  }

  private static Instant at(int minute) {
    return TEN.plus(Duration.ofMinutes(minute));
  }
}
