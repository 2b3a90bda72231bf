package dev.rialto.alerts;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How bad a problem is, worst first, whatever word its sender has for it. */
public enum Severity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO;

  /** What a sender that names no severity, or one nobody has heard of, is taken to mean. */
  public static final Severity UNSAID = WARNING;

  private static final Map<String, Severity> WORDS =
      Map.ofEntries(
          Map.entry("critical", CRITICAL),
          Map.entry("crit", CRITICAL),
          Map.entry("page", CRITICAL),
          Map.entry("paging", CRITICAL),
          Map.entry("emergency", CRITICAL),
          Map.entry("emerg", CRITICAL),
          Map.entry("fatal", CRITICAL),
          Map.entry("disaster", CRITICAL),
          Map.entry("urgent", CRITICAL),
          Map.entry("blocker", CRITICAL),
          Map.entry("p0", CRITICAL),
          Map.entry("p1", CRITICAL),
          Map.entry("sev0", CRITICAL),
          Map.entry("sev1", CRITICAL),
          Map.entry("s1", CRITICAL),
          Map.entry("error", ERROR),
          Map.entry("err", ERROR),
          Map.entry("high", ERROR),
          Map.entry("major", ERROR),
          Map.entry("alert", ERROR),
          Map.entry("p2", ERROR),
          Map.entry("sev2", ERROR),
          Map.entry("s2", ERROR),
          Map.entry("warning", WARNING),
          Map.entry("warn", WARNING),
          Map.entry("medium", WARNING),
          Map.entry("moderate", WARNING),
          Map.entry("average", WARNING),
          Map.entry("minor", WARNING),
          Map.entry("ticket", WARNING),
          Map.entry("p3", WARNING),
          Map.entry("sev3", WARNING),
          Map.entry("s3", WARNING),
          Map.entry("info", INFO),
          Map.entry("information", INFO),
          Map.entry("informational", INFO),
          Map.entry("notice", INFO),
          Map.entry("low", INFO),
          Map.entry("none", INFO),
          Map.entry("debug", INFO),
          Map.entry("trivial", INFO),
          Map.entry("p4", INFO),
          Map.entry("p5", INFO),
          Map.entry("sev4", INFO),
          Map.entry("sev5", INFO),
          Map.entry("s4", INFO));

  public static Severity of(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return UNSAID;
    }
    return WORDS.getOrDefault(word.strip().toLowerCase(Locale.ROOT), UNSAID);
  }

  /** As tables, screens and the API spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean worseThan(Severity other) {
    return compareTo(other) < 0;
  }

  public Severity orWorse(Severity other) {
    return other.worseThan(this) ? other : this;
  }

  /** Information is there to be read, not to wake anybody. */
  public boolean pages() {
    return this != INFO;
  }
}
