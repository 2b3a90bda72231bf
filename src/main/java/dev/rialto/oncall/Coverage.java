package dev.rialto.oncall;

import java.time.Duration;
import java.util.List;

/** How much of an interval has somebody on call, and where nobody is. */
public record Coverage(Duration covered, Duration total, List<Shift> gaps) {

  public static Coverage of(List<Shift> shifts) {
    var covered = Duration.ZERO;
    var total = Duration.ZERO;
    for (var shift : shifts) {
      total = total.plus(shift.length());
      if (!shift.isGap()) covered = covered.plus(shift.length());
    }
    return new Coverage(covered, total, shifts.stream().filter(Shift::isGap).toList());
  }

  public boolean isComplete() {
    return gaps.isEmpty();
  }

  /** Rounded down, so that a gap of a minute is never shown as 100 %. */
  public double percent() {
    if (total.isZero()) return 0;
    return Math.floor(1000.0 * covered.toSeconds() / total.toSeconds()) / 10;
  }
}
