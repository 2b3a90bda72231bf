package dev.rialto.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Caller;
import dev.rialto.platform.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Home and Run say, from figures alone. */
class HomeTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:08:00Z");

  @Test
  void the_title_counts_what_only_the_reader_can_settle() {
    assertThat(home(Role.MEMBER, counts(0, 0, true)).title()).isEqualTo("Nothing needs you now");
    assertThat(home(Role.MEMBER, counts(1, 0, true)).title())
        .isEqualTo("One thing needs you now, Ada");
    assertThat(home(Role.VIEWER, new Counts(9, 0, 0, 1, 0, 0, 1, 2, true)).title())
        .as("two incidents")
        .isEqualTo("2 things need you now, Ada");
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

  private static Needs home(Role role, Counts counts) {
    return new Needs(Caller.person(1, "Ada Lovelace", role), counts);
  }

  private static Counts counts(long pages, long unowned, boolean reachable) {
    return new Counts(9, unowned, 0, 1, pages, 0, 1, 0, reachable);
  }

  private static RunPage run(OpenCount... open) {
    return new RunPage(List.of(open), NOW);
  }

  private static OpenCount open(int rank, long count) {
    return new OpenCount(rank, count, NOW.minusSeconds(180), 0, 0);
  }
}
