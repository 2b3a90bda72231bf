package dev.rialto.descriptors;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How long and how much one fetch may take, counted where its bytes come in. */
final class GitLimits {
  private final long end;
  private final Duration longest;
  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  GitLimits(Duration longest, long most) {
    this.longest = longest;
    this.most = most;
    this.end = System.nanoTime() + longest.toNanos();
  }

  void count(long more) {
    bytes.addAndGet(more);
  }

  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  /** Why the fetch has to end now, if it has to. */
  Optional<String> why() {
    if (bytes.get() > most) {
      return Optional.of("The repository is larger than %d MB.".formatted(most / 1024 / 1024));
    }
    return System.nanoTime() > end
        ? Optional.of("The repository did not come within %d s.".formatted(longest.toSeconds()))
        : Optional.empty();
  }
}
