package dev.rialto.vitals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node is told about watching over itself.
 *
 * @param node its name, unlike any other's
 * @param dataDir whose disk is looked at
 * @param heartbeat the address that is told every minute that all is well, a secret
 * @param every how often it looks
 * @param beats how often it tells
 */
public record Watching(
    String node,
    String version,
    Path dataDir,
    Optional<String> heartbeat,
    Limits limits,
    Duration every,
    Duration beats) {
  /** Three looks make an alert: half a minute. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  public static final Duration BEATS = Duration.ofMinutes(1);

  /** Asking the network for our own name can take seconds where names do not resolve. */
  private static final Path HOST = Path.of("/etc/hostname");

  private static final int LONGEST_HOST = 60;

  /** As a node of the product watches. */
  public static Watching over(String version, Path dataDir, Optional<String> heartbeat) {
    return new Watching(name(), version, dataDir, heartbeat, Limits.STANDARD, EVERY, BEATS);
  }

  @Override
  public String toString() {
    return "Watching[" + node + ", " + version + "]";
  }

  /** The machine's name, and something that tells two nodes on it and two runs of one apart. */
  static String name() {
    var host = "node";
    try {
      host = Files.readString(HOST).strip().replaceAll("[^A-Za-z0-9.-]", "");
    } catch (IOException namelessMachine) {
      // Then what follows is its name.
    }
    return host.substring(0, Math.min(LONGEST_HOST, host.length()))
        + "-"
        + UUID.randomUUID().toString().substring(0, 6);
  }
}
