package dev.rialto.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures of one kind, in order: medians, percentiles, and how far apart they lie. */
record Spread(double[] sorted) {
  static Spread of(double[] figures) {
    var sorted = figures.clone();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  double at(double quantile) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * quantile))];
  }

  double median() {
    return at(0.5);
  }

  double most() {
    return at(1);
  }

  /** For a handful of runs: the median, then the least and the most. */
  String few(String unit) {
    return String.format(
        Locale.ROOT, "%.2f %s (%.2f to %.2f, n %d)", median(), unit, at(0), most(), sorted.length);
  }

  /** For many. */
  String many(String unit) {
    return String.format(
        Locale.ROOT,
        "p50 %.3f, p90 %.3f, p99 %.3f, most %.3f %s (n %,d)",
        median(),
        at(0.9),
        at(0.99),
        most(),
        unit,
        sorted.length);
  }
}
