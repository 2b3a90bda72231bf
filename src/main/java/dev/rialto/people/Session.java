package dev.rialto.people;

import java.time.Instant;

/** One browser that is signed in. */
public record Session(
    long id, String network, String agent, Instant createdAt, Instant seenAt, boolean thisOne) {

  /** What a person recognises: the browser and the system, not forty version numbers. */
  public String browser() {
    var name =
        agent.contains("Edg/")
            ? "Edge"
            : agent.contains("Firefox/")
                ? "Firefox"
                : agent.contains("Chrome/")
                    ? "Chrome"
                    : agent.contains("Safari/")
                        ? "Safari"
                        : agent.isBlank()
                            ? "A browser"
                            : agent.substring(0, Math.min(agent.length(), 40));
    var system =
        agent.contains("Android")
            ? " on Android"
            : agent.contains("iPhone") || agent.contains("iPad")
                ? " on iOS"
                : agent.contains("Windows")
                    ? " on Windows"
                    : agent.contains("Mac OS X")
                        ? " on macOS"
                        : agent.contains("Linux") ? " on Linux" : "";
    return name + system;
  }
}
