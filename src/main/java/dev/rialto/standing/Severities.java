package dev.rialto.standing;

import org.jspecify.annotations.Nullable;

/** How the rank of an alert looks on a screen: a state for colour and shape, and a word. Pure. */
public final class Severities {
  private Severities() {}

  public static String state(@Nullable Integer rank) {
    if (rank == null) return "up";
    return switch (rank) {
      case 0, 1 -> "down";
      case 2 -> "degraded";
      default -> "unknown";
    };
  }

  public static String word(@Nullable Integer rank) {
    if (rank == null) return "No alert";
    return switch (rank) {
      case 0 -> "Critical";
      case 1 -> "Error";
      case 2 -> "Warning";
      default -> "Info";
    };
  }
}
