package dev.rialto.sprints;

/**
 * Whether the buffer lasts: what is used of it beside how much of the sprint is over. A little used
 * early is worse than much used late, so the lines move with the days. Pure.
 *
 * @param charged points that interrupts took
 * @param buffer points that were kept free for them
 * @param elapsed how much of the sprint is over, 0 to 1
 */
public record Fever(double charged, double buffer, double elapsed) {
  /** Ahead of the days by less than this is no worry. */
  static final double EASE = 10;

  /** Ahead of them by more than this, or past {@link #LATE}, wants a decision. */
  static final double FAR = 30;

  static final double LATE = 80;

  /** At these the Product Owner is asked for a lever. */
  static final int FIRST_LEVER = 80;

  /** When nothing is left. */
  static final int LAST_LEVER = 100;

  /** How hot it is; colour, shape and word go together. */
  public enum Heat {
    GREEN("up", "In hand"),
    AMBER("degraded", "Watch"),
    RED("down", "Act");

    private final String state;
    private final String says;

    Heat(String state, String says) {
      this.state = state;
      this.says = says;
    }

    public String state() {
      return state;
    }

    public String says() {
      return says;
    }
  }

  /** Per cent of the buffer; a charge against no buffer at all has used it up. */
  public double used() {
    if (charged <= 0) {
      return 0;
    }
    return buffer <= 0 ? Math.max(LAST_LEVER, 100 * (1 + charged)) : 100 * charged / buffer;
  }

  /** Per cent of the days. */
  public double days() {
    return 100 * elapsed;
  }

  /** Up to here it is green. */
  public double amberFrom() {
    return Math.min(100, days() + EASE);
  }

  /** Beyond here it is red: never before the green ends. */
  public double redFrom() {
    return Math.max(amberFrom(), Math.min(days() + FAR, LATE));
  }

  public Heat heat() {
    if (used() <= amberFrom()) {
      return Heat.GREEN;
    }
    return used() > redFrom() ? Heat.RED : Heat.AMBER;
  }

  /** Whether somebody is to choose what gives. */
  public boolean asksForLever() {
    return used() >= FIRST_LEVER;
  }
}
