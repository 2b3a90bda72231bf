package dev.rialto.wall;

import java.util.Locale;

/**
 * How many tiles fill a screen: trouble takes the room, the rest fills what is left with the
 * largest letters that fit. Reckoned in units of a 140 by 70 screen. Pure.
 *
 * @param large how many of the worst are shown large
 * @param share how many tenths of the height these take
 * @param detail how much of a small tile can still be read
 * @param few whether the small ones stand in one row, with letters as if that row were full
 */
record Fit(
    int large,
    int largeCols,
    int largeRows,
    int cols,
    int rows,
    int share,
    Detail detail,
    boolean few) {
  /** More troubles than these are no longer told one by one across a room. */
  static final int MOST_LARGE = 12;

  private static final int SIDE_BY_SIDE = 3;

  /** So many small ones need the room that letters want, however much is wrong. */
  private static final int CROWD = 200;

  /** As much as a row of quiet tiles takes when there is room, in tenths of the height. */
  private static final double ROW = 1.5;

  private static final int ALL = 10;

  /**
   * A few share the width of a row down to this number, so that names are not cut beside nothing.
   */
  private static final int FEW = 4;

  /** What a small tile shows, and how wide and high its letters then stand. */
  enum Detail {
    FULL(11, 4.6, 1.0),
    BRIEF(10, 3.1, .8),
    NAME(11, 1.9, 0);

    private final double wide;
    private final double high;
    private final double least;

    Detail(double wide, double high, double least) {
      this.wide = wide;
      this.high = high;
      this.least = least;
    }
  }

  /** The shape of a screen: lying, as on a wall, or standing. */
  record Screen(double wide, double high) {
    static final Screen LYING = new Screen(140, 70);
    static final Screen STANDING = new Screen(78, 125);

    /** How many quiet tiles stand side by side when there is room. */
    int row() {
      return wide > high ? 7 : 3;
    }
  }

  private record Grid(int cols, int rows, double letter) {}

  static Fit of(int troubled, int all, Screen screen) {
    int large = Math.min(troubled, MOST_LARGE);
    int small = all - large;
    int quiet = quietShare(large, small, screen);
    int share = large == 0 ? 0 : ALL - quiet;
    var above =
        screen.wide > screen.high && large <= SIDE_BY_SIDE
            ? new Grid(Math.max(large, 1), 1, 0)
            : grid(large, screen.wide, screen.high * share / ALL, 12, 5);
    var height = screen.high * (ALL - share) / ALL;
    for (var detail : Detail.values()) {
      boolean few = large > 0 && small <= screen.row();
      var below =
          few
              ? few(small, screen, height, detail)
              : grid(small, screen.wide, height, detail.wide, detail.high);
      if (below.letter >= detail.least) {
        return new Fit(large, above.cols, above.rows, below.cols, below.rows, share, detail, few);
      }
    }
    throw new IllegalStateException("The barest detail fits anything");
  }

  /** A few beside trouble stand in one row and are not blown up to fill it. */
  private static Grid few(int small, Screen screen, double height, Detail detail) {
    return new Grid(
        Math.max(small, Math.min(FEW, screen.row())),
        1,
        Math.min(screen.wide / screen.row() / detail.wide, height / detail.high));
  }

  /** The quiet ones take what they need, and at most so much that trouble is seen first. */
  private static int quietShare(int large, int small, Screen screen) {
    if (large == 0) return ALL;
    if (small == 0) return 0;
    int rows = (small + screen.row() - 1) / screen.row();
    int most = small > CROWD || large <= SIDE_BY_SIDE ? 6 : large <= 2 * SIDE_BY_SIDE ? 5 : 4;
    return (int) Math.min(most, Math.ceil(rows * ROW));
  }

  /** The number of columns that gives the largest letters; of two that give the same, the fewer. */
  private static Grid grid(
      int tiles, double wide, double high, double needsWide, double needsHigh) {
    var best = new Grid(1, 1, 0);
    for (int cols = 1; cols <= tiles; cols++) {
      int rows = (tiles + cols - 1) / cols;
      double letter = Math.min(wide / cols / needsWide, high / rows / needsHigh);
      if (letter > best.letter + 1e-9) best = new Grid(cols, rows, letter);
    }
    return tiles == 0 ? new Grid(1, 1, Double.MAX_VALUE) : best;
  }

  /** Up to three stand side by side, and then the first is twice as wide. */
  boolean firstIsWide() {
    return large > 1 && large <= SIDE_BY_SIDE && largeRows == 1;
  }

  /**
   * The classes that the style sheet has a rule for each of; {@code prefix} tells the screens
   * apart.
   */
  String classes(String prefix) {
    return "%1$sL%2$d %1$sM%3$d %1$sc%4$d %1$sr%5$d %1$ss%6$d %1$s%7$s%8$s"
        .formatted(
            prefix,
            largeCols,
            largeRows,
            cols,
            rows,
            share,
            detail.name().toLowerCase(Locale.ROOT),
            few ? " " + prefix + "few" : "");
  }

  /** Whether on any screen a small tile has room for its name and its state, and no more. */
  static boolean isBare(int troubled, int all) {
    return of(troubled, all, Screen.LYING).detail == Detail.NAME
        && of(troubled, all, Screen.STANDING).detail == Detail.NAME;
  }

  /** The classes of a wall on any screen. */
  static String classes(int troubled, int all) {
    var lying = of(troubled, all, Screen.LYING);
    return lying.classes("w")
        + " "
        + of(troubled, all, Screen.STANDING).classes("t")
        + (lying.firstIsWide() ? " first-wide" : "");
  }
}
