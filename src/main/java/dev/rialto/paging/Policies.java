package dev.rialto.paging;

import dev.rialto.journal.Journal;
import dev.rialto.paging.Escalation.Level;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.paging.PolicySql.ScheduleOf;
import dev.rialto.paging.PolicySql.TeamPlan;
import dev.rialto.paging.PolicySql.TeamRow;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each team wants to happen when nobody answers. A change is for promises still to be made; a
 * running one keeps its plan, so that an edit at night cannot unring somebody or ring them twice.
 */
final class Policies {
  private final Journal journal;
  private final InstantSource clock;

  Policies(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** What a team has: its own policy, or the usual one while {@code version} is 0. */
  record Policy(
      TeamRow team,
      Escalation plan,
      int version,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {
    boolean usual() {
      return version == 0;
    }
  }

  /** The plan that a promise made now follows, for each of these teams. */
  Map<Long, Long> plansOf(Tx tx, Set<Long> teams) {
    var sql = tx.attach(PolicySql.class);
    var plans =
        new HashMap<>(
            sql.plansOf(teams).stream()
                .collect(Collectors.toMap(TeamPlan::teamId, TeamPlan::planId)));
    var without = new HashSet<>(teams);
    without.removeAll(plans.keySet());
    if (!without.isEmpty()) {
      var schedules = schedules(sql, without);
      var ids = List.copyOf(without);
      var usual =
          ids.stream()
              .map(team -> Escalation.usual(schedules.getOrDefault(team, List.of())))
              .toList();
      sql.plans(
              ids,
              usual.stream().map(Escalation::repeats).toList(),
              usual.stream().map(plan -> PlanJson.write(plan.levels())).toList())
          .forEach(row -> plans.put(row.teamId(), row.planId()));
    }
    return plans;
  }

  Policy of(Tx tx, String slug) {
    var sql = tx.attach(PolicySql.class);
    var team =
        sql.team(slug)
            .orElseThrow(
                () -> Problem.notFound("No team “" + slug + "”. See /teams for those there are."));
    return sql.policy(team.id())
        .map(
            row ->
                new Policy(
                    team,
                    PlanJson.read(row.levels(), row.repeats()),
                    row.version(),
                    row.changedAt(),
                    row.changedBy()))
        .orElseGet(
            () -> {
              var schedules = schedules(sql, Set.of(team.id()));
              var usual = Escalation.usual(schedules.getOrDefault(team.id(), List.of()));
              return new Policy(team, usual, 0, null, null);
            });
  }

  /** Writes a team's policy over the version its editor saw. */
  Policy write(Tx tx, Caller caller, String slug, Escalation plan, int seen) {
    var before = of(tx, slug);
    var team = before.team();
    mayWrite(tx, caller, team);
    var wrongs = wrongs(tx, team, plan);
    if (!wrongs.isEmpty()) {
      throw Problem.invalid(wrongs);
    }
    var sql = tx.attach(PolicySql.class);
    var planId =
        sql.plans(
                List.of(team.id()), List.of(plan.repeats()), List.of(PlanJson.write(plan.levels())))
            .getFirst()
            .planId();
    var version = sql.write(team.id(), planId, seen, clock.instant(), caller.name());
    if (version == null) {
      throw Problem.conflict(
          "The escalation policy of "
              + team.name()
              + " was changed meanwhile"
              + (before.changedBy() == null ? "" : " by " + before.changedBy())
              + ". Read version "
              + before.version()
              + " and decide again.");
    }
    journal.append(
        tx,
        caller.label(),
        "escalation_policy.changed",
        "team",
        team.id(),
        PolicyJson.of(before),
        PolicyJson.of(of(tx, slug)));
    tx.tell("escalation:" + team.id());
    return of(tx, slug);
  }

  void mayWrite(Tx tx, Caller caller, TeamRow team) {
    if (!caller.isAdmin() && !tx.attach(PolicySql.class).isMember(team.id(), caller.id())) {
      throw Problem.forbidden(
          "Who is paged for "
              + team.name()
              + " is decided by its members and administrators. Ask one of them.");
    }
  }

  private static List<Wrong> wrongs(Tx tx, TeamRow team, Escalation plan) {
    var sql = tx.attach(PolicySql.class);
    var schedules =
        sql.schedulesOf(Set.of(team.id())).stream().map(ScheduleOf::id).collect(Collectors.toSet());
    var people =
        sql.candidates(team.id()).stream().map(PolicySql.MemberRow::id).collect(Collectors.toSet());
    var wrongs = new ArrayList<Wrong>();
    for (int i = 0; i < plan.levels().size(); i++) {
      var field = "levels[" + i + "]";
      switch (plan.levels().get(i).target()) {
        case Target.OnCall onCall when !schedules.contains(onCall.scheduleId()) ->
            wrongs.add(
                new Wrong(
                    field, "is not a schedule of " + team.name() + ". Choose one of its own."));
        case Target.OnePerson person when !people.contains(person.personId()) ->
            wrongs.add(new Wrong(field, "is nobody who is active here. Choose somebody else."));
        default -> patience(plan.levels().get(i), field, wrongs);
      }
    }
    if (plan.levels().size() > Escalation.MOST_LEVELS) {
      wrongs.add(
          new Wrong("levels", "at most " + Escalation.MOST_LEVELS + " levels. Take some away."));
    }
    if (plan.repeats() < 0 || plan.repeats() > Escalation.MOST_REPEATS) {
      wrongs.add(new Wrong("repeats", "from 0 to " + Escalation.MOST_REPEATS + " times."));
    }
    return wrongs;
  }

  private static void patience(Level level, String field, List<Wrong> wrongs) {
    if (level.patience().compareTo(Escalation.LEAST_PATIENCE) < 0
        || level.patience().compareTo(Escalation.MOST_PATIENCE) > 0) {
      wrongs.add(
          new Wrong(field, "waits from 30 s to 24 h before the next level. 5 min is usual."));
    }
  }

  private static Map<Long, List<Long>> schedules(PolicySql sql, Set<Long> teams) {
    return sql.schedulesOf(teams).stream()
        .collect(
            Collectors.groupingBy(
                ScheduleOf::teamId, Collectors.mapping(ScheduleOf::id, Collectors.toList())));
  }
}
