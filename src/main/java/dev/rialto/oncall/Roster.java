package dev.rialto.oncall;

import dev.rialto.journal.Entry;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Tx;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Several schedules read at once, with the names of everybody in them: four queries, however many.
 */
record Roster(
    Map<Long, Schedule> schedules,
    Map<Long, String> names,
    Map<Long, List<OverrideEntry>> overrides) {
  private static final Schedule EMPTY = new Schedule(List.of(), List.of(), Map.of());

  /** How far back a person's record is searched for the day they left. */
  private static final int ENTRIES_SEARCHED = 200;

  /** All that decides who is on call in this interval. */
  static Roster read(
      Tx tx, Journal journal, List<Long> ids, Instant from, Instant to, Instant now) {
    var sql = tx.attach(OnCallSql.class);
    var versions = new HashMap<Long, List<Schedule.Version>>();
    var people = new HashSet<Long>();
    for (var row : sql.rotations(ids, from, to)) {
      versions.computeIfAbsent(row.scheduleId(), _ -> new ArrayList<>()).add(version(row));
      people.addAll(row.people());
    }
    var overrides = new HashMap<Long, List<OverrideEntry>>();
    for (var entry : sql.overrides(ids, from, to)) {
      overrides.computeIfAbsent(entry.scheduleId(), _ -> new ArrayList<>()).add(entry);
      people.add(entry.personId());
    }
    var names = new HashMap<Long, String>();
    var gone = new HashMap<Long, Instant>();
    for (var person : sql.people(List.copyOf(people))) {
      names.put(person.id(), person.name());
      if (!person.active()) gone.put(person.id(), leftAt(tx, journal, person.id(), now));
    }
    var schedules = new HashMap<Long, Schedule>();
    for (var id : ids) {
      var rules = overrides.getOrDefault(id, List.of()).stream().map(OverrideEntry::rule).toList();
      schedules.put(id, new Schedule(versions.getOrDefault(id, List.of()), rules, gone));
    }
    return new Roster(schedules, names, overrides);
  }

  Schedule of(long scheduleId) {
    return schedules.getOrDefault(scheduleId, EMPTY);
  }

  List<OverrideEntry> overridesOf(long scheduleId) {
    return overrides.getOrDefault(scheduleId, List.of());
  }

  @Nullable String name(@Nullable Long person) {
    return person == null ? null : names.getOrDefault(person, "person " + person);
  }

  OptionalLong at(long scheduleId, Instant at) {
    return of(scheduleId).at(at);
  }

  /**
   * Since when somebody who is inactive now has been so. The people room keeps only the fact; the
   * time is in the journal. Without it nothing of the past is rewritten: from now on.
   */
  private static Instant leftAt(Tx tx, Journal journal, long person, Instant now) {
    return journal.of(tx, "person", person, ENTRIES_SEARCHED).stream()
        .filter(Roster::tellsOfLeaving)
        .map(Entry::at)
        .findFirst()
        .orElse(now);
  }

  private static boolean tellsOfLeaving(Entry entry) {
    var before = entry.beforeTree();
    var after = entry.afterTree();
    return before != null
        && after != null
        && before.path("active").asBoolean(false)
        && !after.path("active").asBoolean(true);
  }

  private static Schedule.Version version(OnCallSql.RotationRow row) {
    return new Schedule.Version(
        row.effectiveFrom(),
        new Rotation(
            ZoneId.of(row.zone()),
            row.handover(),
            row.weekday() == null ? null : DayOfWeek.of(row.weekday()),
            row.firstDay(),
            row.every(),
            row.people()));
  }
}
