package dev.rialto.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the API promises about schedules, and what the journal keeps of them. */
final class OnCallJson {
  private OnCallJson() {}

  record PersonJson(long id, @Nullable String name) {}

  record RotationJson(
      Instant effectiveFrom,
      String zone,
      String handover,
      @Nullable String weekday,
      String firstDay,
      int every,
      List<PersonJson> people) {}

  /** {@code rotations}: the one that holds now and those that are planned. */
  record ScheduleJson(
      long id,
      String team,
      int layer,
      String name,
      String zone,
      int version,
      List<RotationJson> rotations) {}

  record OverrideJson(
      long id, Instant from, Instant to, PersonJson person, @Nullable PersonJson replaces) {}

  record ShiftJson(
      Instant from,
      Instant to,
      @Nullable PersonJson person,
      @Nullable Long overrideId,
      @Nullable PersonJson missing) {}

  record ShiftsJson(List<ShiftJson> items, double coveredHours, double hours) {}

  record DutyJson(
      String team,
      long scheduleId,
      String schedule,
      int layer,
      @Nullable PersonJson person,
      @Nullable Instant until) {}

  record DutiesJson(Instant at, List<DutyJson> items) {}

  static ScheduleJson of(TeamSchedule schedule, Roster roster, Instant now) {
    var rules = roster.of(schedule.id());
    var current = rules.versionAt(now);
    var rotations =
        rules.versions().stream()
            .filter(version -> version.equals(current) || version.from().isAfter(now))
            .map(version -> of(version, roster))
            .toList();
    return new ScheduleJson(
        schedule.id(),
        schedule.teamSlug(),
        schedule.layer(),
        schedule.name(),
        schedule.teamZone(),
        schedule.version(),
        rotations);
  }

  static OverrideJson of(OverrideEntry entry) {
    var replaces = entry.replaces();
    return new OverrideJson(
        entry.id(),
        entry.startsAt(),
        entry.endsAt(),
        new PersonJson(entry.personId(), entry.personName()),
        replaces == null ? null : new PersonJson(replaces, entry.replacesName()));
  }

  static ShiftsJson of(List<Shift> shifts, Roster roster) {
    var coverage = Coverage.of(shifts);
    return new ShiftsJson(
        shifts.stream()
            .map(
                shift ->
                    new ShiftJson(
                        shift.from(),
                        shift.to(),
                        person(shift.personId(), roster),
                        shift.overrideId(),
                        person(shift.missing(), roster)))
            .toList(),
        coverage.covered().toSeconds() / 3600.0,
        coverage.total().toSeconds() / 3600.0);
  }

  static DutyJson of(Duty duty) {
    var person = duty.personId();
    return new DutyJson(
        duty.schedule().teamSlug(),
        duty.schedule().id(),
        duty.schedule().name(),
        duty.schedule().layer(),
        person == null ? null : new PersonJson(person, duty.personName()),
        duty.until());
  }

  private static RotationJson of(Schedule.Version version, Roster roster) {
    var rotation = version.rotation();
    var weekday = rotation.weekday();
    return new RotationJson(
        version.from(),
        rotation.zone().getId(),
        rotation.handover().toString(),
        weekday == null ? null : weekday.name().toLowerCase(Locale.ROOT),
        rotation.firstDay().toString(),
        rotation.every(),
        rotation.order().stream().map(id -> new PersonJson(id, roster.name(id))).toList());
  }

  private static @Nullable PersonJson person(@Nullable Long id, Roster roster) {
    return id == null ? null : new PersonJson(id, roster.name(id));
  }
}
