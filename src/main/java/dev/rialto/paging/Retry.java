package dev.rialto.paging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How often a channel that failed is tried again, ever more slowly, and when that ends. Pure. */
record Retry(List<Duration> pauses, Duration longest) {

  /** Eight tries in about half an hour; a channel that asks for time gets a quarter of an hour. */
  static final Retry PATIENT =
      backingOff(5, 15, 45, 120, 300, 600, 600).waitingAtMost(Duration.ofMinutes(15));

  static Retry backingOff(long... seconds) {
    var pauses = LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
    return new Retry(pauses, pauses.getLast());
  }

  Retry waitingAtMost(Duration longest) {
    return new Retry(pauses, longest);
  }

  /** How long to wait after this many failures; empty: give up. */
  Optional<Duration> after(int failures, @Nullable Duration askedFor) {
    if (failures > pauses.size()) {
      return Optional.empty();
    }
    var pause = pauses.get(failures - 1);
    return Optional.of(askedFor == null ? pause : longer(pause, shorter(askedFor, longest)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
