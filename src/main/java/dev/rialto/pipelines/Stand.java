package dev.rialto.pipelines;

import java.util.Locale;

/**
 * How a run or a job stands. Of two transitions at the same instant the later in this order holds.
 */
public enum Stand {
  QUEUED,
  WAITING,
  RUNNING,
  CANCELLED,
  FAILED,
  SUCCEEDED;

  /** As tables and the API write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean over() {
    return compareTo(RUNNING) > 0;
  }
}
