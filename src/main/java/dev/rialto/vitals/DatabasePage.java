package dev.rialto.vitals;

import java.time.Duration;
import java.util.List;

/** Who is in the database just now, who waits for whom, and what takes the room. */
public record DatabasePage(Reading reading, List<VitalSql.Open> open, List<VitalSql.Table> tables) {
  public String title() {
    long waiting = open.stream().filter(t -> t.waitsFor() != null).count();
    return waiting > 0
        ? waiting == 1 ? "Somebody waits for a lock" : waiting + " wait for locks"
        : "Nobody waits for a lock";
  }

  public static Duration age(VitalSql.Open open) {
    return Duration.ofMillis(open.openMs());
  }

  /** A long name may break after its words. */
  public static List<String> parts(VitalSql.Table table) {
    return List.of(table.name().split("_"));
  }

  public static String bytes(long n) {
    return Judgement.bytes(n);
  }
}
