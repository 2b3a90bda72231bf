package dev.rialto.paging;

import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy as the API promises it. Version 0: the team never wrote one and has the usual. */
record PolicyJson(
    String team,
    int version,
    boolean usual,
    int repeats,
    List<LevelJson> levels,
    @Nullable Instant changedAt,
    @Nullable String changedBy) {

  record LevelJson(String to, @Nullable Long id, long patienceS) {
    static LevelJson of(Level level) {
      var patience = level.patience().toSeconds();
      return switch (level.target()) {
        case Target.OnCall onCall -> new LevelJson("schedule", onCall.scheduleId(), patience);
        case Target.OnePerson person -> new LevelJson("person", person.personId(), patience);
        case Target.WholeTeam team -> new LevelJson("team", null, patience);
      };
    }
  }

  static PolicyJson of(Policies.Policy policy) {
    return new PolicyJson(
        policy.team().slug(),
        policy.version(),
        policy.usual(),
        policy.plan().repeats(),
        policy.plan().levels().stream().map(LevelJson::of).toList(),
        policy.changedAt(),
        policy.changedBy());
  }
}
