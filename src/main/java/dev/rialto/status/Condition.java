package dev.rialto.status;

import dev.rialto.uptime.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether customers can do a thing now, worst first, as the page says it. Pure. */
public enum Condition {
  NOT("down", "Not now"),
  PARTLY("degraded", "Only partly"),
  UNKNOWN("unknown", "Not known"),
  PLANNED("maintenance", "Planned work"),
  WORKS("up", "Works");

  private static final int NOBODY_CAN = 1;
  private static final int SOME_NOTICE = 3;

  private final String state;
  private final String word;

  Condition(String state, String word) {
    this.state = state;
    this.word = word;
  }

  /** The state whose colour and shape this is. */
  public String state() {
    return state;
  }

  public String word() {
    return word;
  }

  /**
   * What checks see from outside, and what was told in public, whichever is worse. Alerts say
   * nothing here: they ring for what customers may never notice.
   *
   * @param checks the worst of them now; null where nothing looks
   * @param told the open incidents with a public word that hit it
   * @param planned work on it is under way
   */
  static Condition of(@Nullable State checks, List<PublicIncident> told, boolean planned) {
    var seen =
        switch (checks) {
          case null -> planned ? PLANNED : WORKS;
          case DOWN -> NOT;
          case DEGRADED -> PARTLY;
          case UNKNOWN -> UNKNOWN;
          case MAINTENANCE -> PLANNED;
          case UP -> planned ? PLANNED : WORKS;
        };
    return told.stream().map(Condition::of).reduce(seen, Condition::worse);
  }

  /** Once it is mitigated customers can work again, as far as anybody knows. */
  private static Condition of(PublicIncident incident) {
    if (!incident.isOpen() || incident.severity() > SOME_NOTICE) return WORKS;
    return incident.severity() == NOBODY_CAN && !incident.isMitigated() ? NOT : PARTLY;
  }

  Condition worse(Condition other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
