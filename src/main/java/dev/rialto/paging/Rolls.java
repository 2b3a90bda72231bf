package dev.rialto.paging;

import dev.rialto.oncall.OnCall;
import dev.rialto.paging.Climb.Called;
import dev.rialto.paging.Climb.Roll;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.paging.RingSql.Candidate;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whom a level has at one moment, and why it has nobody when it has nobody. Asked once per batch.
 */
final class Rolls {
  private final Tx tx;
  private final OnCall onCall;
  private final long team;
  private final Instant now;
  private final RingSql sql;
  private final String teamName;
  private final Map<Target, Roll> called = new HashMap<>();

  Rolls(Tx tx, OnCall onCall, long team, Instant now) {
    this.tx = tx;
    this.onCall = onCall;
    this.team = team;
    this.now = now;
    this.sql = tx.attach(RingSql.class);
    var name = sql.teamName(team);
    this.teamName = name == null ? "a team that is gone" : name;
  }

  Roll of(Target target) {
    return called.computeIfAbsent(target, this::call);
  }

  /** Administrators are rung when a team has nobody who can be. */
  Roll lastResort() {
    return roll(
        sql.admins(),
        who -> "administrator; nobody of " + teamName + " could be reached",
        "No administrator has a verified contact method");
  }

  private Roll call(Target target) {
    return switch (target) {
      case Target.OnCall schedule -> onCall(schedule.scheduleId());
      case Target.OnePerson person ->
          person(person.personId(), "named in the escalation of " + teamName);
      case Target.WholeTeam whole ->
          roll(
              sql.membersOf(team),
              who -> "everybody of " + teamName + " is rung",
              "Nobody of " + teamName + " has a verified contact method");
    };
  }

  private Roll onCall(long scheduleId) {
    var name = sql.scheduleName(scheduleId);
    if (name == null) {
      return nobody("The schedule of this level is gone");
    }
    var person = onCall.whoIs(tx, scheduleId, now);
    return person.isPresent()
        ? person(person.getAsLong(), "on call for " + name)
        : nobody("Nobody is on call for " + name);
  }

  private Roll person(long id, String why) {
    var found = sql.people(List.of(id));
    if (found.isEmpty()) {
      return nobody("The person of this level is gone");
    }
    var person = found.getFirst();
    if (!person.active()) {
      return nobody(person.name() + " is no longer active");
    }
    return roll(found, who -> why, person.name() + " has no verified contact method");
  }

  private static Roll roll(List<Candidate> people, Function<Candidate, String> why, String empty) {
    return new Roll(
        people.stream()
            .map(p -> new Called(p.id(), p.name(), why.apply(p), p.reachable()))
            .toList(),
        empty);
  }

  private static Roll nobody(String why) {
    return new Roll(List.of(), why);
  }
}
