package dev.rialto.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three looks make an alert and three end it; in between it is told again at every look. */
class AlarmTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");

  @Test
  void it_is_told_at_the_third_unwell_look_and_ends_at_the_third_better_one() {
    assertThat(told("uu")).containsExactly("", "");
    assertThat(told("uuuu")).containsExactly("", "", "since 0", "since 0");
    assertThat(told("uuwuuu"))
        .as("a row that broke")
        .containsExactly("", "", "", "", "", "since 3");
    assertThat(told("uuuwgw")).containsExactly("", "", "since 0", "since 0", "since 0", "over");
    assertThat(told("uuuwwuwww"))
        .containsExactly(
            "", "", "since 0", "since 0", "since 0", "since 0", "since 0", "since 0", "over");
    assertThat(told("uu?u"))
        .as("what is not known changes nothing")
        .containsExactly("", "", "", "since 0");
    assertThat(told("uuuwwwuuu").getLast()).isEqualTo("since 6");
  }

  @Test
  void whatever_is_seen_an_end_follows_a_beginning_and_nothing_follows_an_end_but_a_beginning() {
    long seed = System.nanoTime();
    var dice = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      var seen = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        seen.append("uuuwg?".charAt(dice.nextInt(6)));
      }
      var open = false;
      for (var word : told(seen.toString())) {
        if (word.equals("over")) {
          assertThat(open).as("seed %d: %s", seed, seen).isTrue();
        }
        open = word.startsWith("since");
      }
    }
  }

  /** u unwell, w well, g getting worse, ? not known; one look a minute. */
  private static List<String> told(String seen) {
    var alarm = Alarm.QUIET;
    var told = new ArrayList<String>();
    for (int i = 0; i < seen.length(); i++) {
      var level =
          switch (seen.charAt(i)) {
            case 'u' -> Level.UNWELL;
            case 'g' -> Level.WORSE;
            case '?' -> Level.UNKNOWN;
            default -> Level.WELL;
          };
      var turn =
          alarm.look(
              List.of(new Reading(Vital.DISK, level, "", 0, "", "")), START.plusSeconds(60L * i));
      alarm = turn.next();
      told.add(
          turn.words().isEmpty()
              ? ""
              : turn.words().getFirst().over()
                  ? "over"
                  : "since "
                      + (turn.words().getFirst().since().getEpochSecond() - START.getEpochSecond())
                          / 60);
    }
    return told;
  }
}
