package dev.rialto.checks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One word of what reports by itself.
 *
 * @param kind start, success, fail or log
 * @param rid the name of one run, so that runs at the same time keep their own durations
 */
public record Ping(
    Instant at,
    String kind,
    @Nullable Integer exitCode,
    @Nullable String rid,
    @Nullable Long tookMs,
    @Nullable String said) {
  static final String START = "start";
  static final String SUCCESS = "success";
  static final String FAIL = "fail";
  static final String LOG = "log";

  public @Nullable Duration took() {
    return tookMs == null ? null : Duration.ofMillis(tookMs);
  }

  /** As a list says it. */
  public String what() {
    return switch (kind) {
      case START -> "began";
      case SUCCESS -> "said that it is well";
      case FAIL -> exitCode == null ? "said that it failed" : "ended with exit code " + exitCode;
      default -> "wrote a line";
    };
  }
}
