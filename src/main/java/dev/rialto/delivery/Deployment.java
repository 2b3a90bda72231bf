package dev.rialto.delivery;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version on its way into one environment, as far as it was told. Without a service it is
 * unmatched: kept and shown, and judged by nobody yet.
 */
public record Deployment(
    long id,
    @Nullable Long serviceId,
    @Nullable String serviceSlug,
    @Nullable String serviceName,
    @Nullable Long teamId,
    @Nullable String environment,
    boolean production,
    String version,
    String sha,
    String state,
    String kind,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String byWhom,
    String url,
    @Nullable String previousVersion,
    String detail,
    long originId,
    String repository,
    String toldEnvironment) {

  /** A start without an end for so long is probably one whose end nobody told. */
  static final Duration LONG = Duration.ofHours(6);

  public String path() {
    return "/deployments/" + id;
  }

  /** A commit is shown as people quote it; nothing told is said to be so. */
  public String versionSaid() {
    return said(version);
  }

  public String previousSaid() {
    return previousVersion == null ? "not known" : said(previousVersion);
  }

  static String said(String version) {
    if (version.isEmpty()) {
      return "not known";
    }
    return Show.version(version);
  }

  public String environmentSaid() {
    return environment == null ? toldEnvironment : environment;
  }

  public String serviceSaid() {
    return serviceName == null ? (repository.isEmpty() ? "not matched" : repository) : serviceName;
  }

  public boolean running() {
    return state.equals("running");
  }

  /** Somebody has to let it go on. */
  public boolean waiting() {
    return state.equals("waiting");
  }

  /** On its way: it moves, or waits to. */
  public boolean open() {
    return running() || waiting();
  }

  public boolean rollback() {
    return kind.equals("rollback");
  }

  /** A colour and a shape for its state. */
  public String shade() {
    return switch (state) {
      case "failed" -> "down";
      case "cancelled" -> "maintenance";
      case "succeeded" -> rollback() ? "degraded" : "up";
      case "running", "waiting" -> state;
      default -> "unknown";
    };
  }

  public String word() {
    return switch (state) {
      case "failed" -> "Failed";
      case "cancelled" -> "Cancelled";
      case "waiting" -> "Waiting";
      case "succeeded" -> rollback() ? "Rolled back" : "Deployed";
      default -> "Running";
    };
  }

  /** When it came to what it is. */
  public Instant at() {
    return finishedAt == null ? startedAt : finishedAt;
  }

  /** How long it took, where both ends were told. */
  public @Nullable Duration took() {
    return finishedAt == null || !finishedAt.isAfter(startedAt)
        ? null
        : Duration.between(startedAt, finishedAt);
  }

  public boolean overdue(Instant now) {
    return running() && startedAt.plus(LONG).isBefore(now);
  }
}
