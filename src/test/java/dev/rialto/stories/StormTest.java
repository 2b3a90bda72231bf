package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.StormRound;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * 5,000 alerts while Rialto and its PostgreSQL are killed at random instants: what was accepted is
 * there, and who was to be paged was. {@code bin/bench storm} does it twenty times.
 */
class StormTest {
  @Test
  void nothing_accepted_is_lost_and_every_page_arrives_at_most_twice() throws Exception {
    long seed = Long.getLong("rialto.storm.seed", new SplittableRandom().nextInt(1_000_000));
    System.out.println("Storm with -Drialto.storm.seed=" + seed);
    var report = new StormRound(seed).run();
    System.out.println(report);
    assertThat(report.wrongs()).as(report.toString()).isEmpty();
    assertThat(report.figures().repeats())
        .as("Rialto was killed in the middle of a message")
        .isPositive();
  }
}
