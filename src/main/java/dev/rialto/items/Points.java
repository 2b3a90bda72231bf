package dev.rialto.items;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How large work is said to be: whole and half numbers, as people write them. */
public final class Points {
  static final double MOST = 100;

  private Points() {}

  /** “3” and “0.5”, never “3.0”. */
  public static String say(double points) {
    return points == Math.rint(points)
        ? String.valueOf((long) points)
        : String.format(Locale.ROOT, "%.1f", points);
  }

  /** “1 point”, “2.5 points”. */
  public static String counted(double points) {
    return say(points) + (points == 1 ? " point" : " points");
  }

  /** What somebody typed as a number; null when it is none, or not between nothing and the most. */
  static @Nullable Double read(String typed) {
    if (!typed.matches("\\d{1,3}([.,]\\d)?")) {
      return null;
    }
    double points = Double.parseDouble(typed.replace(',', '.'));
    return points <= MOST ? points : null;
  }
}
