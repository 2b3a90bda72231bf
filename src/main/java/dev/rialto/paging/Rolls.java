package dev.rialto.paging;

import dev.rialto.oncall.OnCall;
import dev.rialto.paging.Climb.Called;
import dev.rialto.paging.Climb.Roll;
import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.paging.RingSql.Candidate;
import dev.rialto.paging.RingSql.Named;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom each level has at one moment, and why it has nobody when it has nobody. Asked once for all
 * teams that ring together.
 */
final class Rolls {
  private final RingSql sql;
  private final Map<Long, String> teams;
  private final Map<Long, String> schedules;
  private final Map<Long, Long> onDuty;
  private final Map<Long, Candidate> people;
  private final Map<Long, List<Candidate>> members = new HashMap<>();
  private @Nullable List<Candidate> admins;

  Rolls(Tx tx, OnCall onCall, Set<Long> teamIds, Collection<Escalation> plans, Instant now) {
    sql = tx.attach(RingSql.class);
    var scheduleIds = new HashSet<Long>();
    var personIds = new HashSet<Long>();
    for (var plan : plans) {
      for (Level level : plan.levels()) {
        switch (level.target()) {
          case Target.OnCall schedule -> scheduleIds.add(schedule.scheduleId());
          case Target.OnePerson person -> personIds.add(person.personId());
          case Target.WholeTeam whole -> {}
        }
      }
    }
    teams = names(sql.teams(teamIds));
    schedules = scheduleIds.isEmpty() ? Map.of() : names(sql.schedules(scheduleIds));
    onDuty = scheduleIds.isEmpty() ? Map.of() : onCall.whoAre(tx, schedules.keySet(), now);
    personIds.addAll(onDuty.values());
    people =
        sql.people(personIds).stream()
            .collect(Collectors.toMap(Candidate::id, Function.identity()));
  }

  Roll of(long team, Target target) {
    return switch (target) {
      case Target.OnCall schedule -> onCall(schedule.scheduleId());
      case Target.OnePerson person ->
          person(person.personId(), "named in the escalation of " + name(team));
      case Target.WholeTeam whole ->
          roll(
              members.computeIfAbsent(team, sql::membersOf),
              "everybody of " + name(team) + " is rung",
              "Nobody of " + name(team) + " has a verified contact method");
    };
  }

  /** Administrators are rung when a team has nobody who can be. */
  Roll lastResort(long team) {
    if (admins == null) {
      admins = sql.admins();
    }
    return roll(
        admins,
        "administrator; nobody of " + name(team) + " could be reached",
        "No administrator has a verified contact method");
  }

  private Roll onCall(long scheduleId) {
    var name = schedules.get(scheduleId);
    if (name == null) {
      return nobody("The schedule of this level is gone");
    }
    var person = onDuty.get(scheduleId);
    return person == null
        ? nobody("Nobody is on call for " + name)
        : person(person, "on call for " + name);
  }

  private Roll person(long id, String why) {
    var person = people.get(id);
    if (person == null) {
      return nobody("The person of this level is gone");
    }
    if (!person.active()) {
      return nobody(person.name() + " is no longer active");
    }
    return roll(List.of(person), why, person.name() + " has no verified contact method");
  }

  private String name(long team) {
    return teams.getOrDefault(team, "a team that is gone");
  }

  private static Roll roll(List<Candidate> people, String why, String empty) {
    return new Roll(
        people.stream().map(p -> new Called(p.id(), p.name(), why, p.reachable())).toList(), empty);
  }

  private static Roll nobody(String why) {
    return new Roll(List.of(), why);
  }

  private static Map<Long, String> names(List<Named> rows) {
    return rows.stream().collect(Collectors.toMap(Named::id, Named::name));
  }
}
