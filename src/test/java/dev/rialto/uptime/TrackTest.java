package dev.rialto.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From samples to states, spans and words for the alert, held against simpler models of each. */
class TrackTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Track track = Track.begun(START);
  private final TreeMap<Instant, State> spans = new TreeMap<>();
  private final List<Track.Word> words = new ArrayList<>();

  @Test
  void two_of_three_is_an_outage_that_began_with_its_first_failure() {
    see("UUUUDD");
    assertThat(track.shown()).isEqualTo(State.DOWN);
    assertThat(track.since()).isEqualTo(minute(4));
    assertThat(words).extracting(Track.Word::state).containsExactly(State.DOWN);
  }

  @Test
  void one_failure_and_our_own_failures_are_no_outage() {
    see("UUUDUUUU");
    assertThat(spans.values()).containsExactly(State.UP);
    see("????");
    assertThat(track.shown()).isEqualTo(State.UNKNOWN);
    see("U");
    assertThat(track.shown()).isEqualTo(State.UP);
    assertThat(words).isEmpty();
  }

  @Test
  void not_knowing_neither_ends_an_alert_nor_opens_one() {
    see("UDDD??D");
    assertThat(words).hasSize(1);
    assertThat(track.shown()).isEqualTo(State.DOWN);
    see("UU");
    assertThat(words).hasSize(2);
    assertThat(words.getLast().ended()).isEqualTo(track.since());
  }

  @Test
  void what_is_slow_is_degraded_and_pages_only_when_it_is_down() {
    see("UUGG");
    assertThat(words).extracting(Track.Word::state).containsExactly(State.DEGRADED);
    see("DD");
    assertThat(words).extracting(Track.Word::state).containsExactly(State.DEGRADED, State.DOWN);
    see("GGG");
    assertThat(words).hasSize(2);
    see("UU");
    assertThat(words).hasSize(3);
  }

  @Test
  void a_new_check_is_believed_at_its_first_success_and_not_at_its_first_failure() {
    see("U");
    assertThat(track.shown()).isEqualTo(State.UP);
    track = Track.begun(START);
    see("D");
    assertThat(track.shown()).isEqualTo(State.UNKNOWN);
    see("D");
    assertThat(track.shown()).isEqualTo(State.DOWN);
  }

  @Test
  void when_nobody_looked_the_time_is_unknown_from_the_next_slot_on() {
    see("UUU");
    take(new Sample(minute(10), State.UP, "", MINUTE));
    assertThat(spans.get(minute(3))).isEqualTo(State.UNKNOWN);
    assertThat(spans.get(minute(10))).isEqualTo(State.UP);
  }

  @Test
  void another_interval_does_not_alter_what_was() {
    see("UUU");
    var before = new TreeMap<>(spans);
    take(new Sample(minute(12), State.UP, "", Duration.ofMinutes(10)));
    take(new Sample(minute(22), State.UP, "", Duration.ofMinutes(10)));
    assertThat(spans).isEqualTo(before);
  }

  @Test
  void a_clock_set_back_makes_what_was_written_of_later_times_give_way() {
    see("UUUUUU");
    take(new Sample(minute(2).plusSeconds(30), State.DOWN, "broken", MINUTE));
    take(new Sample(minute(3).plusSeconds(30), State.DOWN, "broken", MINUTE));
    assertThat(track.shown()).isEqualTo(State.DOWN);
    assertThat(track.since()).isEqualTo(minute(2).plusSeconds(30));
    assertThat(spans.lastKey()).isEqualTo(minute(2).plusSeconds(30));
  }

  @Test
  void maintenance_lies_over_what_is_probed_and_ends_the_alert() {
    see("UDDD");
    follow(track.cover(null, "Upgrade", minute(4)));
    assertThat(track.shown()).isEqualTo(State.MAINTENANCE);
    assertThat(words).hasSize(2);
    take(new Sample(minute(5), State.DOWN, "broken", MINUTE));
    assertThat(spans.lastEntry().getValue()).isEqualTo(State.MAINTENANCE);
    follow(track.cover(null, null, minute(6)));
    assertThat(track.shown()).isEqualTo(State.DOWN);
    assertThat(spans.get(minute(6))).isEqualTo(State.DOWN);
    assertThat(words.getLast().state()).isEqualTo(State.DOWN);
    assertThat(words.getLast().since()).isEqualTo(minute(6));
  }

  @Test
  void a_pause_forgets_what_was_believed() {
    see("UDDD");
    follow(track.cover("Paused by Ada", null, minute(4)));
    assertThat(track.shown()).isEqualTo(State.UNKNOWN);
    follow(track.cover(null, null, minute(30)));
    take(new Sample(minute(31), State.UP, "", MINUTE));
    assertThat(track.shown()).isEqualTo(State.UP);
    assertThat(spans).doesNotContainEntry(minute(5), State.UNKNOWN);
  }

  /** Whatever is believed, at least N of the last M known samples or the M−N+1 others say so. */
  @Test
  void a_state_is_never_believed_against_the_last_samples() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      int of = 1 + random.nextInt(5);
      var rule = new Confirmation(1 + random.nextInt(of), of);
      var known = new ArrayList<State>();
      var believed = State.UNKNOWN;
      for (int i = 0; i < 60; i++) {
        known.add(State.values()[random.nextInt(3)]);
        believed = rule.decide(known, believed);
        var last = known.subList(Math.max(0, known.size() - of), known.size());
        long down = last.stream().filter(s -> s == State.DOWN).count();
        long wrong = last.stream().filter(State::isWrong).count();
        boolean isDown = down >= rule.failures();
        boolean isWrong = wrong >= rule.failures();
        assertThat(believed == State.DOWN).as("seed %d", seed).isEqualTo(isDown);
        if (known.size() >= of) {
          assertThat(believed.isWrong()).as("seed %d", seed).isEqualTo(isWrong);
          assertThat(believed).as("seed %d", seed).isNotEqualTo(State.UNKNOWN);
        }
      }
    }
  }

  /** The words an alert hears alternate, and it never ends while the check is known to be down. */
  @Test
  void an_alert_opens_before_it_ends_and_a_storm_of_changes_is_few_alerts() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      track = Track.begun(START);
      words.clear();
      boolean down = false;
      for (int i = 0; i < 400; i++) {
        int change = i < 100 ? 30 : 2;
        down = random.nextInt(change) == 0 ? !down : down;
        var verdict = random.nextInt(40) == 0 ? State.UNKNOWN : down ? State.DOWN : State.UP;
        take(new Sample(minute(i), verdict, "broken", MINUTE));
        if (track.shown() == State.DOWN) {
          assertThat(track.alerted()).as("seed %d", seed).isEqualTo(State.DOWN);
        }
      }
      boolean open = false;
      for (var word : words) {
        assertThat(word.state() != null).as("seed %d", seed).isNotEqualTo(open);
        open = word.state() != null;
      }
    }
  }

  @Test
  void after_a_first_outage_one_alert_stands_for_all_the_to_and_fro() {
    see("UUU" + "DDDUUU".repeat(20));
    assertThat(words).hasSize(3);
    assertThat(words.getLast().state()).isEqualTo(State.DOWN);
    see("U".repeat(Flapping.SAMPLES));
    assertThat(words).hasSize(4);
    assertThat(words.getLast().ended()).isNotNull();
  }

  @Test
  void a_single_failure_before_an_outage_does_not_keep_its_alert_open() {
    see("UUDUUUDDDUU");
    assertThat(words).hasSize(2);
  }

  @Test
  void flapping_starts_at_half_and_ends_at_a_quarter_newer_changes_weighing_more() {
    var every = new ArrayList<State>();
    for (int i = 0; i < Flapping.SAMPLES; i++) {
      every.add(i % 2 == 0 ? State.UP : State.DOWN);
    }
    assertThat(Flapping.rate(every)).isEqualTo(1.0, org.assertj.core.api.Assertions.within(1e-9));
    var newest = new ArrayList<>(java.util.Collections.nCopies(20, State.UP));
    newest.add(State.DOWN);
    assertThat(Flapping.rate(newest))
        .isEqualTo(1.2 / 20, org.assertj.core.api.Assertions.within(1e-9));
    var oldest = new ArrayList<>(java.util.Collections.nCopies(20, State.UP));
    oldest.addFirst(State.DOWN);
    assertThat(Flapping.rate(oldest))
        .isEqualTo(0.8 / 20, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Flapping.flaps(false, 0.49)).isFalse();
    assertThat(Flapping.flaps(false, 0.50)).isTrue();
    assertThat(Flapping.flaps(true, 0.25)).isTrue();
    assertThat(Flapping.flaps(true, 0.24)).isFalse();
  }

  /** A minute a letter, from where the story stands. */
  private void see(String samples) {
    for (var each : samples.toCharArray()) {
      var last = track.seen().lastAt();
      var at = last == null ? minute(0) : last.plus(MINUTE);
      var verdict =
          switch (each) {
            case 'U' -> State.UP;
            case 'G' -> State.DEGRADED;
            case 'D' -> State.DOWN;
            default -> State.UNKNOWN;
          };
      take(new Sample(at, verdict, verdict == State.UP ? "" : "broken", MINUTE));
    }
  }

  private void take(Sample sample) {
    follow(track.advance(sample, Confirmation.USUAL));
  }

  private void follow(Track.Step step) {
    track = step.track();
    for (var change : step.changes()) {
      spans.tailMap(change.at(), true).clear();
      spans.put(change.at(), change.state());
    }
    words.addAll(step.words());
  }

  private static Instant minute(int minute) {
    return START.plus(MINUTE.multipliedBy(minute));
  }
}
