package dev.rialto.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.uptime.Confirmation;
import dev.rialto.uptime.Result;
import dev.rialto.uptime.Sample;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Watched;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While the database is away results wait, within a limit; what comes back is in order. */
class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");

  private final List<Long> kept = new ArrayList<>();
  private boolean away;
  private long poison = -1;
  private final Ledger ledger = new Ledger(this::keep, 10);

  @Test
  void what_could_not_be_written_is_written_later_in_order() {
    away = true;
    add(1, 2, 3);
    assertThat(ledger.flush()).isFalse();
    add(4);
    assertThat(ledger.flush()).isFalse();
    away = false;
    assertThat(ledger.flush()).isTrue();
    assertThat(kept).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ledger.size()).isZero();
  }

  @Test
  void beyond_the_limit_the_oldest_give_way() {
    away = true;
    for (long i = 1; i <= 15; i++) {
      add(i);
    }
    assertThat(ledger.flush()).isFalse();
    assertThat(ledger.lost()).isEqualTo(5);
    away = false;
    ledger.flush();
    assertThat(kept).hasSize(10).startsWith(6L).endsWith(15L);
  }

  @Test
  void one_result_that_cannot_be_kept_does_not_take_the_others_with_it() {
    poison = 2;
    add(1, 2, 3);
    assertThat(ledger.flush()).isTrue();
    assertThat(kept).containsExactly(1L, 3L);
  }

  private void keep(List<Result> batch) {
    if (away) {
      throw new IllegalStateException(new SQLException("gone", "57P01"));
    }
    if (batch.stream().anyMatch(result -> result.watched().id() == poison)) {
      throw new IllegalStateException("poison");
    }
    batch.forEach(result -> kept.add(result.watched().id()));
  }

  private void add(long... ids) {
    for (long id : ids) {
      var watched =
          new Watched(id, "check", 1, "shop", "critical", Confirmation.USUAL, Map.of(), null);
      ledger.add(new Result(watched, new Sample(START, State.UP, "", Duration.ofMinutes(1))));
    }
  }
}
