package dev.rialto.sprints;

import dev.rialto.items.Points;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How much there was to do and how much was done, day by day, and what made it more: what was added
 * and what interrupted lie as bands on what was committed. Pure.
 *
 * @param from where the days begin
 * @param to where they end
 */
public record BurnUp(List<Work> works, Instant from, Instant to, Instant now, ZoneId zone) {
  static final int WIDE = 1_000;
  static final int HIGH = 62;
  static final int TOP = 18;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);

  /** One item's stay, with its points; where nobody estimated it, what it was charged. */
  public record Work(
      String entry,
      double points,
      Instant fromAt,
      @Nullable Instant toAt,
      @Nullable String leftAs,
      @Nullable Instant doneAt) {

    /**
     * What was finished stays in the picture; what was taken out leaves it. What was committed is
     * there from the first day, whenever somebody pressed the button.
     */
    boolean isIn(Instant at) {
      return (entry.equals("committed") || !fromAt.isAfter(at))
          && (toAt == null || "done".equals(leftAs) || toAt.isAfter(at));
    }

    boolean isDone(Instant at) {
      return isIn(at) && doneAt != null && !doneAt.isAfter(at);
    }
  }

  static BurnUp of(List<Work> works, Sprint sprint, Instant now) {
    var days = sprint.days();
    var begun = days.first().atStartOfDay(days.zone()).toInstant();
    var opened = sprint.openedAt();
    return new BurnUp(
        works,
        opened != null && opened.isBefore(begun) ? opened : begun,
        days.last().plusDays(1).atStartOfDay(days.zone()).toInstant(),
        sprint.closedAt() == null ? now : sprint.closedAt(),
        days.zone());
  }

  private Instant last() {
    return now.isBefore(from) ? from : now.isAfter(to) ? to : now;
  }

  double points(Instant at, Predicate<Work> which) {
    return works.stream()
        .filter(work -> work.isIn(at))
        .filter(which)
        .mapToDouble(Work::points)
        .sum();
  }

  private double scopeAt(Instant at) {
    return points(at, work -> true);
  }

  private double doneAt(Instant at) {
    return works.stream().filter(work -> work.isDone(at)).mapToDouble(Work::points).sum();
  }

  public String scope() {
    return Points.say(scopeAt(last()));
  }

  public String done() {
    return Points.say(doneAt(last()));
  }

  /** One cause of how much there is to do. */
  public record Cause(String shape, String said) {}

  public List<Cause> causes() {
    var causes = new ArrayList<Cause>();
    causes.add(new Cause("committed", cause("committed") + " committed"));
    causes.add(new Cause("added", cause("scope_add") + " added"));
    causes.add(new Cause("interrupt", cause("interrupt") + " by interrupts"));
    return causes;
  }

  private String cause(String entry) {
    return Points.say(points(last(), work -> work.entry().equals(entry)));
  }

  /** Whoever hears the picture instead of seeing it. */
  public String label() {
    return "Burn-up: %s of %s points done; %s"
        .formatted(done(), scope(), String.join(", ", causes().stream().map(Cause::said).toList()));
  }

  /** Every moment at which something changed, from the first day until now. */
  private List<Instant> moments() {
    var moments = new TreeSet<Instant>();
    moments.add(from);
    moments.add(last());
    for (var work : works) {
      moment(moments, work.fromAt());
      moment(moments, work.toAt());
      moment(moments, work.doneAt());
    }
    return List.copyOf(moments);
  }

  private void moment(TreeSet<Instant> moments, @Nullable Instant at) {
    if (at != null && at.isAfter(from) && at.isBefore(last())) {
      moments.add(at);
    }
  }

  /** The most there ever was to do; the picture ends there. */
  private double top() {
    return Math.max(1, moments().stream().mapToDouble(this::scopeAt).max().orElse(1));
  }

  private double x(Instant at) {
    double whole = Math.max(1, Duration.between(from, to).toMillis());
    return Math.clamp(Duration.between(from, at).toMillis() / whole, 0, 1) * WIDE;
  }

  private double y(double points) {
    return HIGH - points / top() * HIGH;
  }

  /** A line that stays level until something changes. */
  private String steps(java.util.function.ToDoubleFunction<Instant> of) {
    var path = new StringBuilder();
    for (var at : moments()) {
      path.append(path.isEmpty() ? "M" : "H").append(number(x(at)));
      path.append(path.indexOf("V") < 0 && path.indexOf("H") < 0 ? " " : "V");
      path.append(number(y(of.applyAsDouble(at))));
    }
    return path.toString();
  }

  public String scopeLine() {
    return steps(this::scopeAt);
  }

  public String doneLine() {
    return steps(this::doneAt);
  }

  /** What was committed and added, below the band of what interrupted. */
  public String plannedArea() {
    return steps(at -> points(at, work -> !work.entry().equals("interrupt"))) + ground();
  }

  public String committedArea() {
    return steps(at -> points(at, work -> work.entry().equals("committed"))) + ground();
  }

  public String scopeArea() {
    return scopeLine() + ground();
  }

  private String ground() {
    return "V%dH0Z".formatted(HIGH);
  }

  /** Even progress, from nothing on the first day to all of it on the last. */
  public String idealLine() {
    return "M0 %d L%d %s".formatted(HIGH, WIDE, number(y(scopeAt(last()))));
  }

  public String todayX() {
    return number(x(last()) / WIDE * 100) + "%";
  }

  public String todayAnchor() {
    double x = x(last());
    return x < 150 ? "start" : x > 850 ? "end" : "middle";
  }

  /** Its label stands beside its end, on the side with room. */
  public String doneX() {
    return number(Math.clamp(x(last()) / WIDE * 100 + (x(last()) > 750 ? -1.5 : 1.5), 0, 100))
        + "%";
  }

  public String doneAnchor() {
    return x(last()) > 750 ? "end" : "start";
  }

  public int doneY() {
    return TOP + (int) Math.round(Math.clamp(y(doneAt(last())) + 4, 10, HIGH - 3));
  }

  public int scopeY() {
    return TOP + (int) Math.round(y(scopeAt(last()))) - 5;
  }

  public boolean isToday() {
    return now.isAfter(from) && now.isBefore(to);
  }

  public String firstDay() {
    return DAY.format(from.atZone(zone));
  }

  public String lastDay() {
    return DAY.format(to.minusSeconds(1).atZone(zone));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
