package dev.rialto.people;

import dev.rialto.platform.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link that opens one door once. Looking at it does nothing; only the form behind it acts. */
public record EntryLink(
    long id,
    Purpose purpose,
    @Nullable String email,
    @Nullable String name,
    @Nullable Role role,
    @Nullable Long personId,
    @Nullable Long madeBy,
    boolean mailed,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String mailFailure) {

  public enum Purpose {
    FIRST_RUN("first-run", Duration.ofMinutes(30)),
    INVITATION("invitation", Duration.ofDays(7)),
    RESET("reset", Duration.ofHours(2));

    final String word;
    final Duration lasts;

    Purpose(String word, Duration lasts) {
      this.word = word;
      this.lasts = lasts;
    }

    static Purpose of(String word) {
      for (var purpose : values()) if (purpose.word.equals(word)) return purpose;
      throw new IllegalArgumentException(word);
    }

    String path(Key key) {
      return "/" + word + "/" + key.text();
    }
  }
}
