package dev.rialto.bench;

import java.util.ArrayList;
import java.util.SplittableRandom;

/**
 * Twenty storms of 5,000 alerts, with {@code kill -9} of Rialto and of PostgreSQL at random
 * instants. Arguments: the number of rounds, then a seed to repeat.
 */
final class Storm {
  private static final int ROUNDS = 20;

  private Storm() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    long seed =
        arguments.length > 1
            ? Long.parseLong(arguments[1])
            : new SplittableRandom().nextInt(1_000_000);
    var reports = new ArrayList<StormRound.Report>();
    for (int round = 0; round < rounds; round++) {
      var report = new StormRound(seed + round).run();
      reports.add(report);
      System.out.println(report);
    }
    var wrongs = reports.stream().flatMap(r -> r.wrongs().stream()).toList();
    System.out.printf(
        "%n%d rounds, %,d alerts accepted and there, %,d pages told in %,d messages, %d marked repeats%n",
        rounds,
        reports.stream().mapToInt(r -> r.figures().alerts()).sum(),
        reports.stream().mapToInt(r -> r.figures().pages()).sum(),
        reports.stream().mapToInt(r -> r.figures().messages()).sum(),
        reports.stream().mapToInt(r -> r.figures().repeats()).sum());
    System.out.println(
        "Alertmanager keeps alerts in memory: killed, it has none of them until they are sent again.");
    boolean met =
        Promise.tell(
                "no accepted alert is lost", wrongs.stream().noneMatch(w -> w.contains("lost")))
            & Promise.tell(
                "every due page is delivered, and everything comes to rest",
                wrongs.stream().noneMatch(w -> w.contains("never") || w.contains("after ")))
            & Promise.tell(
                "at most one repeat, with the same id and marked",
                wrongs.stream().noneMatch(w -> w.contains("repeat")))
            & Promise.tell("nothing else went wrong", wrongs.isEmpty());
    System.exit(met ? 0 : 1);
  }
}
