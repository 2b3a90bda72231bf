package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.PairRound;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two real nodes on one database under load, each killed in turn: what was accepted is there, who
 * was to be paged was, at most once more and marked, and checks go on.
 */
class PairTest {
  @Test
  void either_of_two_nodes_may_die_at_any_moment() throws Exception {
    long seed = Long.getLong("rialto.storm.seed", new SplittableRandom().nextInt(1_000_000));
    System.out.println("Pair with -Drialto.storm.seed=" + seed);
    var report = new PairRound(seed).run();
    System.out.println(report);
    assertThat(report.wrongs()).as(report.toString()).isEmpty();
  }
}
