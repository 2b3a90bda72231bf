package dev.rialto.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mistake in what somebody sent: which field, and how to mend it. */
public record Wrong(String field, String message) {
  /** What is wrong with one field, to stand beside it; null when nothing is. */
  public static @Nullable String with(String field, List<Wrong> wrongs) {
    return wrongs.stream()
        .filter(wrong -> wrong.field().equals(field))
        .map(Wrong::message)
        .findFirst()
        .orElse(null);
  }
}
