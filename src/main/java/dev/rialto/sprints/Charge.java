package dev.rialto.sprints;

import org.jspecify.annotations.Nullable;

/**
 * What one interrupt takes from the buffer, and how that is known: somebody's estimate; else the
 * hours people were on it, at the pace the team has shown; else what such a thing usually takes.
 * Pure.
 */
record Charge(double points, String because) {
  /** A day of work has so many hours that are worked. */
  static final double HOURS_A_DAY = 6;

  /**
   * @param personHours how long people were on it together; 0 while that is not known
   * @param rate points a person finishes in a day; null until the team has shown it
   * @param severity of the incident, 1 to 5; 0 for what is no incident
   */
  static Charge of(
      @Nullable Double estimate, double personHours, @Nullable Double rate, int severity) {
    if (estimate != null) {
      return new Charge(estimate, "estimate");
    }
    if (personHours > 0 && rate != null && rate > 0) {
      return new Charge(rounded(personHours * rate / HOURS_A_DAY), "hours");
    }
    return new Charge(usual(severity), "severity");
  }

  private static double usual(int severity) {
    return switch (severity) {
      case 1 -> 3;
      case 2 -> 2;
      case 3 -> 1;
      case 4, 5 -> 0.5;
      default -> 1;
    };
  }

  /** As the table keeps it. */
  private static double rounded(double points) {
    return Math.round(points * 10) / 10.0;
  }

  static String says(String because) {
    return switch (because) {
      case "estimate" -> "by its estimate";
      case "hours" -> "by the hours people were on it";
      default -> "as such things usually take";
    };
  }
}
