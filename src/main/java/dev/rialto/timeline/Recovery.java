package dev.rialto.timeline;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a recovery: until it was noticed, until somebody had it, until customers were well.
 * Their sum is the whole. Pure.
 *
 * @param deployed when what did it was deployed; null: not known, so it is counted from the begin
 * @param what the name of that deployment
 */
public record Recovery(
    @Nullable Instant deployed,
    @Nullable String what,
    Instant began,
    Instant noticed,
    @Nullable Instant taken,
    @Nullable String by,
    @Nullable Instant restored,
    boolean over) {

  /** Shares are drawn in twentieths, so that the sheet can name them without a style attribute. */
  static final int SHARES = 20;

  /**
   * One part.
   *
   * @param words what it is a time of
   * @param share how many twentieths of the bar
   * @param running it is not over yet
   */
  public record Part(Duration lasts, String words, String faint, int share, boolean running) {
    public String said() {
      return Show.duration(lasts);
    }
  }

  Instant start() {
    return deployed == null || deployed.isAfter(noticed) ? earlier(began, noticed) : deployed;
  }

  List<Part> parts(Instant now, ZoneId zone) {
    var parts = new ArrayList<Part>();
    var whole = Duration.between(start(), restored == null ? now : restored);
    var from = start();
    parts.add(
        part(
            from,
            noticed,
            whole,
            "until noticed",
            (deployed != null && from.equals(deployed) ? what + " " : "")
                + Show.clock(from, zone)
                + " → "
                + Show.clock(noticed, zone),
            false));
    if (taken == null) {
      parts.add(
          part(
              noticed,
              now,
              whole,
              "and nobody has it",
              "since " + Show.clock(noticed, zone),
              true));
      return parts;
    }
    var had = later(noticed, taken);
    parts.add(
        part(
            noticed,
            had,
            whole,
            "until taken",
            Show.clock(had, zone) + (by == null ? "" : " " + by),
            false));
    if (restored == null) {
      parts.add(
          part(had, now, whole, "and not restored yet", "since " + Show.clock(had, zone), true));
      return parts;
    }
    parts.add(
        part(
            had,
            later(had, restored),
            whole,
            "until restored",
            Show.clock(had, zone) + " → " + Show.clock(later(had, restored), zone),
            false));
    return parts;
  }

  private static Part part(
      Instant from, Instant to, Duration whole, String words, String faint, boolean running) {
    var lasts = Duration.between(from, to);
    long share =
        whole.isZero()
            ? 1
            : Math.round((double) SHARES * lasts.toMillis() / Math.max(1, whole.toMillis()));
    return new Part(lasts, words, faint, (int) Math.clamp(share, 1, SHARES), running);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
