package dev.rialto.signals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong at a door, or was taken with a remark, worth a line beside the source.
 */
record Complaint(
    @Nullable Long sourceId,
    int status,
    String reason,
    String excerpt,
    String network,
    Instant at) {

  static final int MAX_REASON = 1_000;
  static final int MAX_EXCERPT = 200;

  Complaint {
    reason = storable(reason, MAX_REASON);
    excerpt = storable(excerpt, MAX_EXCERPT);
  }

  /** What a stranger sent is cut and stripped of what no text column or screen can hold. */
  private static String storable(String text, int most) {
    var clean = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(c -> Character.isISOControl(c) || (c >= 0xd800 && c <= 0xdfff) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Equal for repetitions of the same mistake. */
  record Same(@Nullable Long sourceId, int status, String reason, String network) {}

  Same same() {
    return new Same(sourceId, status, reason, network);
  }
}
