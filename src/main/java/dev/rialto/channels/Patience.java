package dev.rialto.channels;

import dev.rialto.platform.Digits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a {@code Retry-After} header asks for. Pure; a stranger cannot ask us to wait for ever. */
final class Patience {
  static final Duration MOST = Duration.ofHours(1);

  private Patience() {}

  static @Nullable Duration asked(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    var text = header.strip();
    var seconds = Digits.of(text);
    if (seconds.isPresent()) {
      return Duration.ofSeconds(Math.min(seconds.get(), MOST.toSeconds()));
    }
    try {
      var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      var wait = Duration.between(now, until);
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
