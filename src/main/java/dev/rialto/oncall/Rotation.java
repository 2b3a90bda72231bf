package dev.rialto.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, by the team's wall clock. Pure: a zone, a date and an order, no clock of its
 * own.
 *
 * <p>People take turns in order; each turn lasts {@code every} weeks (or days, without a weekday)
 * and begins at the hand-over time. The first turn begins on {@code firstDay}, or on the first such
 * weekday after it; before that nobody is on call.
 */
public record Rotation(
    ZoneId zone,
    LocalTime handover,
    @Nullable DayOfWeek weekday,
    LocalDate firstDay,
    int every,
    List<Long> order) {

  public Rotation {
    if (every < 1) throw new IllegalArgumentException("a turn lasts one day or week at least");
    order = List.copyOf(order);
  }

  public static Rotation weekly(
      ZoneId zone, LocalTime handover, DayOfWeek weekday, LocalDate firstDay, List<Long> order) {
    return new Rotation(zone, handover, weekday, firstDay, 1, order);
  }

  public static Rotation daily(
      ZoneId zone, LocalTime handover, LocalDate firstDay, List<Long> order) {
    return new Rotation(zone, handover, null, firstDay, 1, order);
  }

  public Rotation every(int every) {
    return new Rotation(zone, handover, weekday, firstDay, every, order);
  }

  public Rotation order(List<Long> order) {
    return new Rotation(zone, handover, weekday, firstDay, every, order);
  }

  /** When the first person of the order takes over for the first time. */
  public Instant begins() {
    return turnBegins(0);
  }

  /** The person whose turn it is, or null: before the first turn, or when nobody takes turns. */
  @Nullable Long turnOf(Instant at) {
    if (order.isEmpty() || at.isBefore(begins())) return null;
    return order.get(placeAt(at));
  }

  /** Which place of the order has its turn at this instant. */
  int placeAt(Instant at) {
    return Math.floorMod(turnAt(at), order.size());
  }

  /** Every hand-over inside the interval, both ends excluded. */
  List<Instant> handovers(Instant from, Instant to) {
    var handovers = new ArrayList<Instant>();
    for (long turn = Math.max(0, turnAt(from)); ; turn++) {
      var begins = turnBegins(turn);
      if (!begins.isBefore(to)) return handovers;
      if (begins.isAfter(from)) handovers.add(begins);
    }
  }

  private long turnAt(Instant at) {
    var day = at.atZone(zone).toLocalDate();
    long turn = Math.floorDiv(ChronoUnit.DAYS.between(firstTurn(), day), daysPerTurn());
    // The day's own hand-over may be ahead of us, or the calendar may have jumped: step to it.
    while (turnBegins(turn).isAfter(at)) turn--;
    while (!turnBegins(turn + 1).isAfter(at)) turn++;
    return turn;
  }

  private Instant turnBegins(long turn) {
    return firstTime(firstTurn().plusDays(turn * daysPerTurn()).atTime(handover), zone);
  }

  private LocalDate firstTurn() {
    return weekday == null ? firstDay : firstDay.with(TemporalAdjusters.nextOrSame(weekday));
  }

  private long daysPerTurn() {
    return weekday == null ? every : 7L * every;
  }

  /**
   * The first instant at which the wall clock shows this time or a later one. A time that spring
   * skips (02:30 on the last Sunday of March in Berlin) is therefore the instant of the jump,
   * 03:00; a time that autumn shows twice is the first of the two. Hand-overs so defined never
   * change their order.
   */
  static Instant firstTime(LocalDateTime wall, ZoneId zone) {
    var rules = zone.getRules();
    var offsets = rules.getValidOffsets(wall);
    return offsets.isEmpty()
        ? rules.getTransition(wall).getInstant()
        : wall.toInstant(offsets.getFirst());
  }
}
