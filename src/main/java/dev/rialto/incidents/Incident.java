package dev.rialto.incidents;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong for customers, and people work on it together.
 *
 * @param beganAt when it broke, as far as anybody knows
 * @param updateDueAt when people are owed the next word
 * @param leader who leads now
 * @param alerts those that belong to it
 */
public record Incident(
    long id,
    String title,
    Severity severity,
    State state,
    Instant beganAt,
    Instant declaredAt,
    @Nullable Instant mitigatedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    String declaredBy,
    @Nullable Instant updateDueAt,
    int version,
    @Nullable String leader,
    List<Affected> services,
    List<Ringing> alerts) {
  private static final String CANNOT = " cannot ";

  /** A service that is broken, and what the business calls what it does. */
  public record Affected(
      long id,
      String slug,
      String name,
      @Nullable String capability,
      @Nullable String capabilitySlug,
      @Nullable String team,
      @Nullable String teamSlug) {}

  /** An alert that belongs to it. */
  public record Ringing(
      long id, String title, boolean firing, Instant startedAt, @Nullable Instant endedAt) {}

  /** As people read it aloud. */
  public String name() {
    return "INC-" + id;
  }

  public String path() {
    return "/incidents/" + id;
  }

  public String topic() {
    return "incident:" + id;
  }

  /** When customers were well again, if they are. */
  public @Nullable Instant restoredAt() {
    return mitigatedAt == null ? resolvedAt : mitigatedAt;
  }

  /** What is true now: what customers could not do is over once they can again. */
  public String headline(Instant now) {
    var restored = restoredAt();
    if (restored == null) {
      return title;
    }
    var was = title.contains(CANNOT) ? title.replaceFirst(CANNOT, " could not ") : title;
    // What was mitigated when it began lasted no time that anybody could say.
    return restored.isAfter(beganAt) ? was + ", for " + lasted(now) : was;
  }

  /** How long customers had it, until now if they still do. */
  public String lasted(Instant now) {
    var restored = restoredAt();
    return Show.duration(Duration.between(beganAt, restored == null ? now : restored));
  }

  public long firing() {
    return alerts.stream().filter(Ringing::firing).count();
  }

  /** Since when all its alerts are over; null while one rings, or when it has none. */
  public @Nullable Instant quietSince() {
    return alerts.isEmpty() || firing() > 0
        ? null
        : alerts.stream()
            .map(a -> a.endedAt() == null ? a.startedAt() : a.endedAt())
            .max(Instant::compareTo)
            .orElse(null);
  }

  /** Somebody waits for a word longer than was promised. */
  public boolean owesWord(Instant now) {
    return updateDueAt != null && state.isLive() && !now.isBefore(updateDueAt);
  }

  public List<Step> ahead() {
    return new Course(state).ahead();
  }
}
