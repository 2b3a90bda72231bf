package dev.rialto.oncall;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everyone who is on call now, by team: the reader's own first, and of these and of the others
 * those where nobody is.
 */
public record NowPage(String title, String sub, List<TeamNow> teams) {

  /** {@code duties} are the team's layers, the first one first. */
  public record TeamNow(String slug, String name, boolean mine, List<DutyLine> duties) {
    public boolean isTrouble() {
      return duties.isEmpty() || duties.getFirst().person() == null;
    }

    /** What is wrong, in words; shown beside the square. */
    public String trouble() {
      return duties.isEmpty() ? "no schedule" : "nobody is first";
    }
  }

  public record DutyLine(
      long scheduleId,
      String rank,
      @Nullable String person,
      @Nullable Long personId,
      String until) {}
}
