package dev.rialto.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rialto.platform.Json;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is stored of one life, as far as new words about it need to know. */
record Known(
    long id,
    String fingerprint,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String endedHow,
    @Nullable Instant timeoutAt,
    short severity,
    @Nullable String marks,
    Instant lastSeenAt,
    String words,
    boolean pages,
    @Nullable String heldBy,
    boolean answered) {

  static final String SAID = "said";
  static final String DEADLINE = "deadline";
  static final String HAND = "hand";

  Severity worst() {
    return Severity.values()[severity];
  }

  boolean firing() {
    return endedAt == null;
  }

  boolean endedByHand() {
    return HAND.equals(endedHow);
  }

  List<Mark> remembered() {
    if (marks != null) {
      try {
        return List.of(Json.MAPPER.readValue(marks, Mark[].class));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
    return SAID.equals(endedHow) || HAND.equals(endedHow)
        ? List.of(new Mark(startedAt, endedAt, true, worst()))
        : List.of(new Mark(startedAt, timeoutAt, false, worst()));
  }
}
