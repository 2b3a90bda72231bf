package dev.rialto.alerts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How bad it is, worst first, however the sender spells it. */
public enum Severity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO;

  /** What a sender that names no severity, or one nobody has heard of, is taken to mean. */
  public static final Severity UNSAID = WARNING;

  public static Severity of(@Nullable String word) {
    if (word == null) {
      return UNSAID;
    }
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "critical", "crit", "page", "fatal", "emergency", "disaster", "alert", "p1", "sev1" ->
          CRITICAL;
      case "error", "err", "high", "major", "p2", "sev2" -> ERROR;
      case "info", "information", "informational", "notice", "low", "debug", "none", "ok", "p4",
          "p5" ->
          INFO;
      default -> WARNING;
    };
  }

  /** The word on screens and in answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean worseThan(Severity other) {
    return ordinal() < other.ordinal();
  }
}
