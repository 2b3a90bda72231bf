package dev.rialto.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call at any instant: a pure function of time. The rotation decides, overrides win over
 * it.
 *
 * <p>A rotation holds from its effective instant until the next version's, so changing it never
 * rewrites who was on call. Somebody who has left is not rung: their turns stay open, as a gap that
 * everybody can see, and nobody else's dates move; an override by them is void.
 *
 * @param gone since when a person can no longer be rung
 */
public record Schedule(
    List<Version> versions, List<ShiftOverride> overrides, Map<Long, Instant> gone) {

  /** A rotation and the instant from which it holds. */
  public record Version(Instant from, Rotation rotation) {}

  public Schedule {
    versions = versions.stream().sorted(Comparator.comparing(Version::from)).toList();
    overrides = overrides.stream().sorted(Comparator.comparing(ShiftOverride::id)).toList();
    gone = Map.copyOf(gone);
  }

  public OptionalLong at(Instant at) {
    var rung = rungAt(at, overrides);
    return rung.person == null ? OptionalLong.empty() : OptionalLong.of(rung.person);
  }

  /** Everybody's shifts from here to there, gaps included: without a hole and without overlap. */
  public List<Shift> shifts(Instant from, Instant to) {
    return shifts(from, to, overrides);
  }

  /** The same as if there were no overrides. */
  public List<Shift> rotationAlone(Instant from, Instant to) {
    return shifts(from, to, List.of());
  }

  /** The shift running at this instant; its end is at most the horizon away. */
  public Shift running(Instant at, Duration horizon) {
    return shifts(at, at.plus(horizon)).getFirst();
  }

  /** As it would be with this rotation from that instant on; what was planned for later goes. */
  public Schedule with(Version version) {
    var kept = new ArrayList<>(versions);
    kept.removeIf(old -> !old.from.isBefore(version.from));
    kept.add(version);
    return new Schedule(kept, overrides, gone);
  }

  public Schedule with(ShiftOverride override) {
    var all = new ArrayList<>(overrides);
    all.add(override);
    return new Schedule(versions, all, gone);
  }

  /** The rotation that holds at this instant, if any. */
  public @Nullable Version versionAt(Instant at) {
    Version current = null;
    for (var version : versions) if (!version.from.isAfter(at)) current = version;
    return current;
  }

  private List<Shift> shifts(Instant from, Instant to, List<ShiftOverride> overrides) {
    var shifts = new ArrayList<Shift>();
    var start = from;
    for (var end : changes(from, to, overrides)) {
      var rung = rungAt(start, overrides);
      var last = shifts.isEmpty() ? null : shifts.getLast();
      if (last != null && rung.continues(last)) {
        shifts.removeLast();
        start = last.from();
      }
      shifts.add(new Shift(start, end, rung.person, rung.overrideId, rung.missing));
      start = end;
    }
    return shifts;
  }

  /** Every instant at which somebody else might be rung, and the end of the interval. */
  private TreeSet<Instant> changes(Instant from, Instant to, List<ShiftOverride> overrides) {
    var changes = new TreeSet<Instant>();
    for (int i = 0; i < versions.size(); i++) {
      var version = versions.get(i);
      var ends = i + 1 < versions.size() ? versions.get(i + 1).from : to;
      var first = later(from, version.from);
      var last = ends.isBefore(to) ? ends : to;
      changes.add(version.from);
      if (first.isBefore(last)) changes.addAll(version.rotation.handovers(first, last));
    }
    for (var override : overrides) {
      changes.add(override.from());
      changes.add(override.to());
    }
    changes.addAll(gone.values());
    changes.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
    if (from.isBefore(to)) changes.add(to);
    return changes;
  }

  private Rung rungAt(Instant at, List<ShiftOverride> overrides) {
    var version = versionAt(at);
    var turn = version == null ? null : version.rotation.turnOf(at);
    var rung = isGone(turn, at) ? new Rung(null, null, turn) : new Rung(turn, null, null);
    for (var override : overrides) {
      var onCall = rung.person == null ? rung.missing : rung.person;
      if (override.holds(at, onCall) && !isGone(override.personId(), at))
        rung = new Rung(override.personId(), override.id(), null);
    }
    return rung;
  }

  private boolean isGone(@Nullable Long person, Instant at) {
    var since = person == null ? null : gone.get(person);
    return since != null && !at.isBefore(since);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private record Rung(@Nullable Long person, @Nullable Long overrideId, @Nullable Long missing) {
    boolean continues(Shift shift) {
      return Objects.equals(person, shift.personId())
          && Objects.equals(overrideId, shift.overrideId())
          && Objects.equals(missing, shift.missing());
    }
  }
}
