package dev.rialto.oncall;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers who is on call: for one schedule, for every team, and when a person's next shift begins.
 */
public final class OnCall {
  /** How far ahead an answer looks for the next change. */
  public static final Duration HORIZON = Duration.ofDays(100);

  static final int MOST_TEAMS = 500;
  static final int MOST_BAR_TEAMS = 10;
  static final int MOST_LAYERS = 5;

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;

  public OnCall(Database db, Journal journal, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /** A person's shift in one schedule, running or to come. */
  public record Turn(TeamSchedule schedule, Shift shift) {}

  /** The person on call, or nobody: also when there is no such schedule. */
  public OptionalLong whoIs(Tx tx, long scheduleId, Instant at) {
    return roster(tx, List.of(scheduleId), at, at).at(scheduleId, at);
  }

  /** The same for many schedules at once; who is missing in the answer has nobody. */
  public Map<Long, Long> whoAre(Tx tx, Collection<Long> scheduleIds, Instant at) {
    var roster = roster(tx, List.copyOf(scheduleIds), at, at);
    var people = new HashMap<Long, Long>();
    for (var id : scheduleIds) roster.at(id, at).ifPresent(person -> people.put(id, person));
    return people;
  }

  /** Every schedule of these teams, first layer first, with who is on call and until when. */
  public Map<Long, List<Duty>> current(Tx tx, Collection<Long> teamIds, Instant at) {
    var byTeam = new LinkedHashMap<Long, List<Duty>>();
    for (var team : teamIds) byTeam.put(team, new ArrayList<>());
    var schedules =
        tx.attach(OnCallSql.class).ofTeams(List.copyOf(teamIds), MOST_TEAMS * MOST_LAYERS);
    for (var duty : duties(tx, schedules, at)) {
      byTeam.computeIfAbsent(duty.schedule().teamId(), _ -> new ArrayList<>()).add(duty);
    }
    return byTeam;
  }

  /** Everyone now, by team: the reader's teams first, teams without a schedule included. */
  public Map<Long, List<Duty>> nowByTeam(Tx tx, long readerId) {
    return current(tx, tx.attach(OnCallSql.class).teams(readerId, MOST_TEAMS), clock.instant());
  }

  /** The first layer of the person's first team, in the order of the teams' names. */
  public Optional<Duty> nowForFirstTeamOf(Tx tx, long personId) {
    // The first of them that has a schedule: an empty one tells the reader nothing.
    var teams = tx.attach(OnCallSql.class).teamsOf(personId, MOST_BAR_TEAMS);
    return current(tx, teams, clock.instant()).values().stream().flatMap(List::stream).findFirst();
  }

  /** For every schedule the person is in: the shift that runs or the next one, soonest first. */
  public List<Turn> nextFor(Tx tx, long personId, Instant at) {
    var schedules = tx.attach(OnCallSql.class).withPerson(personId, at, MOST_TEAMS);
    var roster = roster(tx, ids(schedules), at, at.plus(HORIZON));
    var turns = new ArrayList<Turn>();
    for (var schedule : schedules) {
      roster.of(schedule.id()).shifts(at, at.plus(HORIZON)).stream()
          .filter(shift -> shift.personId() != null && shift.personId() == personId)
          .findFirst()
          .ifPresent(shift -> turns.add(new Turn(schedule, shift)));
    }
    turns.sort(Comparator.comparing(turn -> turn.shift().from()));
    return turns;
  }

  List<Duty> duties(Tx tx, List<TeamSchedule> schedules, Instant at) {
    var roster = roster(tx, ids(schedules), at, at.plus(HORIZON));
    return schedules.stream()
        .map(
            schedule -> {
              var shift = roster.of(schedule.id()).running(at, HORIZON);
              var until = shift.to().equals(at.plus(HORIZON)) ? null : shift.to();
              return new Duty(schedule, shift.personId(), roster.name(shift.personId()), until);
            })
        .toList();
  }

  Roster roster(Tx tx, List<Long> scheduleIds, Instant from, Instant to) {
    return Roster.read(tx, journal, scheduleIds, from, to, clock.instant());
  }

  TeamSchedule schedule(Tx tx, long id) {
    return tx.attach(OnCallSql.class)
        .byId(id)
        .orElseThrow(() -> Problem.notFound("There is no schedule %d.".formatted(id)));
  }

  /** The zone in which a reader sees times; UTC for those who have none. */
  ZoneId zoneOf(Tx tx, long readerId) {
    return tx.attach(OnCallSql.class).zoneOf(readerId).map(ZoneId::of).orElse(ZoneOffset.UTC);
  }

  <T> T read(java.util.function.Function<Tx, T> work) {
    return db.read(work);
  }

  Instant now() {
    return clock.instant();
  }

  private static List<Long> ids(List<TeamSchedule> schedules) {
    return schedules.stream().map(TeamSchedule::id).toList();
  }
}
