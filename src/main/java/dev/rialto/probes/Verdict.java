package dev.rialto.probes;

/** What one probe found; UNKNOWN is a failure of our own, which must never wake anybody. */
public enum Verdict {
  UP,
  DEGRADED,
  DOWN,
  UNKNOWN;

  /** The one of two that weighs more. */
  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
