package dev.rialto.alerts;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence somebody wants. Without an end it would be forgotten, so it has one.
 *
 * @param replaces the silence this one is a new version of
 */
public record SilenceDraft(
    List<Matcher> matchers,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    String comment,
    @Nullable String createdBy,
    @Nullable UUID replaces) {

  public static final Duration LONGEST = Duration.ofDays(30);
  public static final int MOST_MATCHERS = 20;
  public static final int LONGEST_COMMENT = 1000;

  public SilenceDraft {
    matchers = List.copyOf(matchers);
    comment = comment.strip();
  }

  List<Wrong> wrongs(Instant now) {
    var wrongs = new ArrayList<Wrong>();
    if (matchers.isEmpty() || matchers.size() > MOST_MATCHERS) {
      wrongs.add(
          new Wrong("matchers", "Say which alerts: 1 to %d conditions.".formatted(MOST_MATCHERS)));
    } else if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
      wrongs.add(
          new Wrong(
              "matchers",
              "At least one condition must ask for something an alert has; these hold everything."));
    }
    if (comment.isEmpty() || comment.length() > LONGEST_COMMENT) {
      wrongs.add(
          new Wrong(
              "comment",
              "Say why, in at most %d characters: whoever wonders tonight reads it."
                  .formatted(LONGEST_COMMENT)));
    }
    var start = startsAt == null ? now : startsAt;
    if (endsAt == null) {
      wrongs.add(new Wrong("ends_at", "Say when it ends; a silence without an end is forgotten."));
    } else if (!endsAt.isAfter(start)) {
      wrongs.add(new Wrong("ends_at", "It ends before it starts."));
    } else if (!endsAt.isAfter(now)) {
      wrongs.add(new Wrong("ends_at", "That moment has passed."));
    } else if (Duration.between(start.isAfter(now) ? start : now, endsAt).compareTo(LONGEST) > 0) {
      wrongs.add(
          new Wrong(
              "ends_at",
              "At most %s; renew it if the work takes longer.".formatted(Show.duration(LONGEST))));
    }
    return wrongs;
  }
}
