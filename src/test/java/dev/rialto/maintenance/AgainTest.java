package dev.rialto.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Scrutiny;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a form says in words is a rule, and the rule says the same words again. */
class AgainTest {
  private static final LocalDateTime STARTS = LocalDateTime.parse("2026-11-18T22:00");

  @Test
  void every_choice_of_the_form_comes_back_as_it_was_made() {
    long seed = System.nanoTime();
    var dice = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var chosen = random(dice);
      var scrutiny = new Scrutiny();
      var rrule = chosen.rrule(scrutiny);
      assertThat(scrutiny.wrongs()).as("seed " + seed).isEmpty();
      assertThat(Plan.wrong(rrule, STARTS)).as(rrule).isEmpty();
      var again = Again.of(rrule, STARTS);
      assertThat(again.how()).as("seed " + seed + " " + rrule).isEqualTo(chosen.how());
      assertThat(again.words()).as("seed " + seed + " " + rrule).isEqualTo(chosen.words());
      assertThat(again.rrule(new Scrutiny())).as("seed " + seed).isEqualTo(rrule);
    }
  }

  @Test
  void it_says_what_people_say() {
    assertThat(said("FREQ=DAILY")).isEqualTo("every day");
    assertThat(said("FREQ=DAILY;INTERVAL=3")).isEqualTo("every 3 days");
    assertThat(said("FREQ=WEEKLY;BYDAY=TU")).isEqualTo("every Tuesday");
    assertThat(said("FREQ=WEEKLY")).isEqualTo("every Wednesday");
    assertThat(said("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")).isEqualTo("every weekday");
    assertThat(said("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR"))
        .isEqualTo("every 2 weeks on Monday, Wednesday and Friday");
    assertThat(said("FREQ=MONTHLY;BYMONTHDAY=1")).isEqualTo("on the 1st of every month");
    assertThat(said("FREQ=MONTHLY;BYMONTHDAY=-1;INTERVAL=3"))
        .isEqualTo("on the last day of every 3 months");
    assertThat(said("FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20271231T235959"))
        .isEqualTo("on the last Sunday of every month until 31 December 2027");
  }

  @Test
  void what_the_form_has_no_words_for_stays_a_rule() {
    for (var rule :
        List.of(
            "FREQ=HOURLY;INTERVAL=5",
            "FREQ=DAILY;COUNT=3",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T120000",
            "FREQ=MONTHLY;BYDAY=2TU,4TU",
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "nonsense")) {
      var again = Again.of(rule, STARTS);
      assertThat(again.is(Again.BY_RULE)).as(rule).isTrue();
      assertThat(again.rrule(new Scrutiny())).isEqualTo(rule);
    }
  }

  @Test
  void a_first_day_that_is_none_of_the_chosen_ones_is_not_among_them() {
    // 18 November 2026 is a Wednesday.
    var plan =
        new Plan(STARTS, ZoneId.of("Europe/Rome"), Duration.ofHours(1), "FREQ=WEEKLY;BYDAY=TU");
    var next = plan.from(Instant.parse("2026-11-18T00:00:00Z"), 2);
    assertThat(next.get(0).from()).isEqualTo("2026-11-24T21:00:00Z");
    assertThat(next.get(1).from()).isEqualTo("2026-12-01T21:00:00Z");
  }

  private static String said(String rrule) {
    return Again.of(rrule, STARTS).words();
  }

  private static Again random(Random dice) {
    var days = Again.DAYS.stream().filter(day -> dice.nextBoolean()).toList();
    var hows =
        List.of(Again.ONCE, Again.DAYS_ON, Again.WEEKS, Again.DAY_OF_MONTH, Again.WEEKDAY_OF_MONTH);
    return new Again(
        hows.get(dice.nextInt(hows.size())),
        String.valueOf(1 + dice.nextInt(5)),
        days.isEmpty() ? List.of("FR") : days,
        dice.nextInt(4) == 0 ? "-1" : String.valueOf(1 + dice.nextInt(31)),
        Again.NTHS.get(dice.nextInt(5)),
        Again.DAYS.get(dice.nextInt(7)),
        dice.nextBoolean() ? "" : "2029-0%d-1%d".formatted(1 + dice.nextInt(9), dice.nextInt(10)),
        "");
  }
}
