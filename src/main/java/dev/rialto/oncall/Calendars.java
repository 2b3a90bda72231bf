package dev.rialto.oncall;

import dev.rialto.people.Team;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a team's calendar together: one read of its schedules serves drawing, title and lists. */
final class Calendars {
  static final Duration LOOKS_AHEAD = Duration.ofDays(28);

  /** So far around is looked, so that a shift is shown whole and not from where one looks. */
  static final Duration AROUND = LOOKS_AHEAD;

  private static final int COMING = 8;
  private static final int GAPS = 6;

  private final OnCall onCall;
  private final Schedules schedules;

  Calendars(OnCall onCall, Schedules schedules) {
    this.onCall = onCall;
    this.schedules = schedules;
  }

  TeamCalendarPage page(Tx tx, Caller caller, Team team, Window window) {
    var now = onCall.now();
    var layers = tx.attach(OnCallSql.class).ofTeams(List.of(team.id()), OnCall.MOST_LAYERS);
    var from = window.from().isBefore(now) ? window.from() : now;
    var ahead = now.plus(LOOKS_AHEAD);
    var to = window.to().isAfter(ahead) ? window.to() : ahead;
    var ids = layers.stream().map(TeamSchedule::id).toList();
    var roster = onCall.roster(tx, ids, from.minus(AROUND), to.plus(AROUND));
    boolean mayEdit = caller.mayWrite() && schedules.mayAct(tx, caller, team.id());
    var words = new Words(now, window.zone());
    return new TeamCalendarPage(
        team.slug(),
        team.name(),
        headline(layers, roster, words, team),
        window.title(),
        clock(layers, roster, window.zone(), team, now),
        window.previous(),
        window.next(),
        window.now(),
        window.asTwoWeeks(),
        window.asMonth(),
        window.month(),
        CalendarView.of(layers, roster, window, now, mayEdit),
        layers.stream().map(layer -> layer(layer, roster, window, words)).toList(),
        mayEdit,
        caller.id(),
        freeLayer(layers));
  }

  /** The first layer in trouble has the word; when none is, the first layer has it. */
  private static Headline headline(
      List<TeamSchedule> layers, Roster roster, Words words, Team team) {
    var all =
        layers.stream()
            .map(
                layer ->
                    Headline.of(
                        layer,
                        roster.of(layer.id()).shifts(words.now(), words.now().plus(LOOKS_AHEAD)),
                        roster,
                        words))
            .toList();
    return all.stream()
        .filter(Headline::alarm)
        .findFirst()
        .orElseGet(
            () ->
                all.isEmpty()
                    ? new Headline(
                        "Nobody is on call for " + team.name(), "It has no schedule yet", true)
                    : all.getFirst());
  }

  private static String clock(
      List<TeamSchedule> layers, Roster roster, ZoneId zone, Team team, Instant now) {
    var version = layers.isEmpty() ? null : roster.of(layers.getFirst().id()).versionAt(now);
    var handover =
        version == null ? "" : " · hand-over " + CalendarView.handoverOf(version.rotation());
    var teamZone = version == null ? team.zone() : version.rotation().zone().getId();
    return teamZone.equals(zone.getId())
        ? "your time and the team’s, " + zone.getId() + handover
        : "your time, " + zone.getId() + handover + " by the team’s clock, " + teamZone;
  }

  private static TeamCalendarPage.Layer layer(
      TeamSchedule schedule, Roster roster, Window window, Words words) {
    var rules = roster.of(schedule.id());
    var now = words.now();
    var coverage = Coverage.of(rules.shifts(counted(rules, window, now), window.to()));
    var version = rules.versionAt(now);
    return new TeamCalendarPage.Layer(
        schedule,
        schedule.rank(),
        version == null ? "no rotation yet" : CalendarView.rhythmOf(version.rotation()),
        hours(coverage.covered()),
        hours(coverage.total()),
        String.format(Locale.ROOT, coverage.isComplete() ? "%.0f" : "%.1f", coverage.percent()),
        String.format(Locale.ROOT, "%.1f%%", coverage.percent()),
        coverage.isComplete(),
        coverage.gaps().stream().limit(GAPS).map(gap -> line(gap, roster, words)).toList(),
        coming(rules, roster, words, COMING),
        roster.overridesOf(schedule.id()).stream()
            .filter(override -> override.endsAt().isAfter(now))
            .map(override -> overrideLine(override, words))
            .toList());
  }

  /** Hours before the first rotation are no gap once they have been: nobody was promised. */
  static Instant counted(Schedule rules, Window window, Instant now) {
    if (rules.versions().isEmpty()) return window.from();
    var first = rules.versions().getFirst().from();
    var since = first.isBefore(now) ? first : now;
    if (since.isBefore(window.from())) return window.from();
    return since.isBefore(window.to()) ? since : window.to();
  }

  /** The shift that runs and those that begin in the coming weeks, each with its whole time. */
  static List<TeamCalendarPage.Line> coming(Schedule rules, Roster roster, Words words, int limit) {
    var now = words.now();
    var horizon = now.plus(LOOKS_AHEAD);
    var end = horizon.plus(AROUND);
    return rules.shifts(now.minus(AROUND), end).stream()
        .filter(shift -> shift.to().isAfter(now) && shift.from().isBefore(horizon))
        .limit(limit)
        .map(shift -> line(shift, roster, words).coming(whole(shift, end, words), shift, end))
        .toList();
  }

  /** “until tomorrow 09:00” while it runs; what nothing ends within sight has a beginning only. */
  private static String whole(Shift shift, Instant end, Words words) {
    boolean runs = !shift.from().isAfter(words.now());
    if (!shift.to().isBefore(end)) {
      return runs ? "from now on" : "from " + words.at(shift.from()) + " on";
    }
    return runs ? "until " + words.at(shift.to()) : words.span(shift.from(), shift.to());
  }

  static List<TeamCalendarPage.Line> lines(
      List<Shift> shifts, Roster roster, Words words, int limit) {
    return shifts.stream().limit(limit).map(shift -> line(shift, roster, words)).toList();
  }

  private static TeamCalendarPage.Line line(Shift shift, Roster roster, Words words) {
    var missing = roster.name(shift.missing());
    return new TeamCalendarPage.Line(
        shift.isGap() ? "Nobody" : String.valueOf(roster.name(shift.personId())),
        shift.personId(),
        shift.isGap(),
        words.span(shift.from(), shift.to()),
        shift.overrideId() != null
            ? "override"
            : missing == null ? "" : missing + " has left; the turn has no other name",
        shift.from().toString(),
        shift.to().toString(),
        shift.to().isAfter(words.now()));
  }

  private static TeamCalendarPage.OverrideLine overrideLine(OverrideEntry entry, Words words) {
    return new TeamCalendarPage.OverrideLine(
        entry.id(),
        entry.personName(),
        entry.replacesName() == null ? "for whoever has the turn" : "for " + entry.replacesName(),
        words.span(entry.startsAt(), entry.endsAt()));
  }

  private static int freeLayer(List<TeamSchedule> layers) {
    var taken = new ArrayList<>(layers.stream().map(TeamSchedule::layer).toList());
    int layer = 1;
    while (taken.contains(layer)) layer++;
    return layer;
  }

  private static String hours(Duration duration) {
    return duration.toMinutesPart() == 0
        ? String.valueOf(duration.toHours())
        : String.format(Locale.ROOT, "%.1f", duration.toSeconds() / 3600.0);
  }
}
