package dev.rialto.oncall;

import dev.rialto.journal.Journal;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes to schedules. What a change says about the past is refused or cut to begin now: who was
 * on call stays as it was.
 */
public final class Schedules {
  static final String TOPIC = "oncall";
  static final int LONGEST_NAME = 80;
  static final String FIRST = "On call";
  static final int MOST_OVERRIDES_AHEAD = 200;
  static final int MOST_MEMBERS = 500;
  static final Duration LONGEST_OVERRIDE = Duration.ofDays(366);
  static final Duration PREVIEWED = Duration.ofDays(28);

  private final OnCall onCall;
  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final InstantSource clock;

  public Schedules(OnCall onCall, Database db, Journal journal, Teams teams, InstantSource clock) {
    this.onCall = onCall;
    this.db = db;
    this.journal = journal;
    this.teams = teams;
    this.clock = clock;
  }

  /** A first schedule in one step: whoever asks is on call all week, from now on. */
  public TeamSchedule begin(Caller caller, String teamSlug) {
    return db.inTransaction(
        tx -> {
          var schedule = create(tx, caller, teamSlug, FIRST, 1);
          var today = LocalDate.ofInstant(now(), ZoneId.of(schedule.teamZone()));
          var draft = RotationDraft.suggested(today, List.of(caller.id()));
          return rotate(tx, caller, schedule.id(), schedule.version(), draft);
        });
  }

  TeamSchedule create(Caller caller, String teamSlug, String name, int layer) {
    return db.inTransaction(tx -> create(tx, caller, teamSlug, name, layer));
  }

  private TeamSchedule create(Tx tx, Caller caller, String teamSlug, String name, int layer) {
    checkName(name, layer);
    var team =
        teams
            .bySlug(tx, teamSlug)
            .orElseThrow(() -> Problem.notFound("No team “%s”.".formatted(teamSlug)));
    refuseStrangers(tx, caller, team.id(), team.name());
    long id =
        tx.attach(OnCallSql.class)
            .insert(team.id(), layer, name, now())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "layer",
                        "%s has a schedule on layer %d already; choose another from 1 to %d."
                            .formatted(team.name(), layer, OnCall.MOST_LAYERS)));
    var schedule = onCall.schedule(tx, id);
    record(tx, caller, "schedule.created", id, null, entry(tx, schedule));
    return schedule;
  }

  TeamSchedule rename(Caller caller, long id, int version, String name) {
    checkName(name, 1);
    return db.inTransaction(
        tx -> {
          var before = locked(tx, caller, id);
          if (tx.attach(OnCallSql.class).rename(id, version, name) == 0) throw stale(before);
          var after = onCall.schedule(tx, id);
          record(tx, caller, "schedule.renamed", id, before, after);
          return after;
        });
  }

  void remove(Caller caller, long id, int version) {
    db.run(
        tx -> {
          var schedule = locked(tx, caller, id);
          var before = entry(tx, schedule);
          if (tx.attach(OnCallSql.class).delete(id, version) == 0) throw stale(schedule);
          record(tx, caller, "schedule.removed", id, before, null);
        });
  }

  /** The rotation holds from its first hand-over on, or from now when that has been. */
  TeamSchedule rotate(Caller caller, long id, int version, RotationDraft draft) {
    return db.inTransaction(tx -> rotate(tx, caller, id, version, draft));
  }

  private TeamSchedule rotate(Tx tx, Caller caller, long id, int version, RotationDraft draft) {
    var schedule = locked(tx, caller, id);
    if (schedule.version() != version) throw stale(schedule);
    var rotation = checked(tx, schedule, draft);
    var before = entry(tx, schedule);
    tx.attach(OnCallSql.class).keep(id, effective(rotation));
    tx.attach(OnCallSql.class).touch(id, version);
    var after = onCall.schedule(tx, id);
    record(tx, caller, "schedule.rotation_changed", id, before, entry(tx, after));
    return after;
  }

  /** The shifts of the coming weeks as they would be with this rotation; nothing is kept. */
  List<Shift> preview(Caller caller, long id, RotationDraft draft) {
    return db.read(
        tx -> {
          var schedule = toChange(tx, caller, id);
          var version = effective(checked(tx, schedule, draft));
          var now = now();
          return roster(tx, id, now).of(id).with(version).shifts(now, now.plus(PREVIEWED));
        });
  }

  OverrideEntry override(Caller caller, long id, OverrideDraft draft) {
    return db.inTransaction(
        tx -> {
          var schedule = locked(tx, caller, id);
          var sql = tx.attach(OnCallSql.class);
          var now = now();
          var override = checked(tx, draft, now);
          if (sql.overridesAhead(id, now) >= MOST_OVERRIDES_AHEAD) {
            throw Problem.conflict(
                "%s has %d overrides ahead, as many as there may be. Change the rotation instead."
                    .formatted(schedule.name(), MOST_OVERRIDES_AHEAD));
          }
          long overrideId =
              sql.insertOverride(
                  id,
                  override.from(),
                  override.to(),
                  override.personId(),
                  override.replaces(),
                  caller.label(),
                  now);
          var entry = sql.override(id, overrideId).orElseThrow();
          record(tx, caller, "schedule.override_added", id, null, OnCallJson.of(entry));
          return entry;
        });
  }

  /** The shifts around an override as they would be with it; nothing is kept. */
  List<Shift> preview(Caller caller, long id, OverrideDraft draft) {
    return db.read(
        tx -> {
          toChange(tx, caller, id);
          var now = now();
          var override = checked(tx, draft, now);
          var from = override.from().minus(1, ChronoUnit.DAYS);
          var to = override.to().plus(1, ChronoUnit.DAYS);
          return onCall.roster(tx, List.of(id), from, to).of(id).with(override).shifts(from, to);
        });
  }

  /** One that has begun ends now, since somebody was on call by it; one that is over stays. */
  void removeOverride(Caller caller, long id, long overrideId) {
    db.run(
        tx -> {
          locked(tx, caller, id);
          var sql = tx.attach(OnCallSql.class);
          var before =
              sql.override(id, overrideId)
                  .orElseThrow(
                      () ->
                          Problem.notFound("There is no override %d here.".formatted(overrideId)));
          var now = now();
          if (!before.endsAt().isAfter(now)) {
            throw Problem.conflict(
                "This override is over. It says who was on call, so it stays as it is.");
          }
          if (before.startsAt().isBefore(now)) sql.endOverride(overrideId, now);
          else sql.deleteOverride(overrideId);
          var after = sql.override(id, overrideId).map(OnCallJson::of).orElse(null);
          record(tx, caller, "schedule.override_removed", id, OnCallJson.of(before), after);
        });
  }

  /** The schedule, for somebody who may change it; anybody else learns why not. */
  TeamSchedule toChange(Tx tx, Caller caller, long id) {
    var schedule = onCall.schedule(tx, id);
    refuseStrangers(tx, caller, schedule.teamId(), schedule.teamName());
    return schedule;
  }

  boolean mayAct(Tx tx, Caller caller, long teamId) {
    return teams.mayActFor(tx, caller, teamId);
  }

  private Rotation checked(Tx tx, TeamSchedule schedule, RotationDraft draft) {
    var scrutiny = new Scrutiny();
    var zone = ZoneId.of(schedule.teamZone());
    var rotation = draft.check(scrutiny, zone, LocalDate.ofInstant(now(), zone));
    var strangers = new HashSet<>(draft.people());
    tx.attach(OnCallSql.class)
        .members(schedule.teamId(), MOST_MEMBERS)
        .forEach(member -> strangers.remove(member.id()));
    scrutiny.holds(
        strangers.isEmpty(),
        "people",
        "Only active members of %s who may act can take turns; person %s is none."
            .formatted(schedule.teamName(), strangers.stream().findFirst().orElse(0L)));
    scrutiny.orThrow();
    return Objects.requireNonNull(rotation);
  }

  private ShiftOverride checked(Tx tx, OverrideDraft draft, Instant now) {
    var sql = tx.attach(OnCallSql.class);
    var scrutiny = new Scrutiny();
    var override = draft.check(scrutiny, now);
    var replaces = draft.replaces();
    if (draft.personId() > 0) {
      scrutiny.holds(
          sql.canBeRung(draft.personId()),
          "person",
          "Choose somebody who is active and more than a viewer.");
    }
    if (replaces != null) {
      scrutiny.holds(
          !sql.people(List.of(replaces)).isEmpty(), "replaces", "There is no such person.");
    }
    scrutiny.orThrow();
    return Objects.requireNonNull(override);
  }

  /** A turn that began in the past holds from now: the hours before belong to whoever had them. */
  private Schedule.Version effective(Rotation rotation) {
    var begins = rotation.begins();
    return new Schedule.Version(begins.isAfter(now()) ? begins : now(), rotation);
  }

  /** Locked, so that two writers follow one another and the second sees the first. */
  private TeamSchedule locked(Tx tx, Caller caller, long id) {
    tx.attach(OnCallSql.class).lock(id);
    return toChange(tx, caller, id);
  }

  private void refuseStrangers(Tx tx, Caller caller, long teamId, String teamName) {
    if (!mayAct(tx, caller, teamId)) {
      throw Problem.forbidden(
          "Only members of %s and administrators change who is on call. Ask one of its members."
              .formatted(teamName));
    }
  }

  private OnCallJson.ScheduleJson entry(Tx tx, TeamSchedule schedule) {
    return OnCallJson.of(schedule, roster(tx, schedule.id(), now()), now());
  }

  private Roster roster(Tx tx, long id, Instant now) {
    return onCall.roster(
        tx, List.of(id), now, now.plus(2L * RotationDraft.DAYS_AROUND, ChronoUnit.DAYS));
  }

  private void record(
      Tx tx, Caller caller, String kind, long id, @Nullable Object before, @Nullable Object after) {
    journal.append(tx, caller.label(), kind, "schedule", id, before, after);
    tx.tell(TOPIC);
  }

  /** As exact as PostgreSQL keeps it, so that what was read back compares equal. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void checkName(String name, int layer) {
    new Scrutiny()
        .line("name", name, LONGEST_NAME)
        .holds(
            layer >= 1 && layer <= OnCall.MOST_LAYERS,
            "layer",
            "A whole number from 1 (rung first) to %d.".formatted(OnCall.MOST_LAYERS))
        .orThrow();
  }

  private static Problem stale(TeamSchedule now) {
    return Problem.conflict(
        "%s was changed since you opened it; it is at version %d now. Look at it again, then decide."
            .formatted(now.name(), now.version()));
  }
}
