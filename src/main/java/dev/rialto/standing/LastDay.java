package dev.rialto.standing;

import dev.rialto.plots.Bars;
import dev.rialto.uptime.Span;
import dev.rialto.uptime.State;
import dev.rialto.uptime.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a service was over the last 24 hours: at each moment as bad as the worst of its checks, in
 * half hours on the clock, so that the bars stand still between two looks. Pure.
 *
 * @param worst of each half hour, the oldest first; null before anything watched it
 */
public record LastDay(String service, Uptime uptime, List<@Nullable State> worst, Instant end) {
  static final int PIECES = 48;
  static final Duration PIECE = Duration.ofMinutes(30);
  static final Duration LENGTH = PIECE.multipliedBy(PIECES);

  /** Spans from then on are enough. */
  static Instant from(Instant now) {
    return end(now).minus(LENGTH);
  }

  private static Instant end(Instant now) {
    long seconds = PIECE.toSeconds();
    return Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
  }

  /**
   * @param spans of all its checks, in any order
   */
  static LastDay of(String service, List<Span> spans, Instant now) {
    var together = together(spans, now);
    var worst = new ArrayList<@Nullable State>(PIECES);
    var begun = together.isEmpty() ? now : together.getFirst().from();
    for (int piece = 0; piece < PIECES; piece++) {
      var from = later(from(now).plus(PIECE.multipliedBy(piece)), begun);
      var to = from(now).plus(PIECE.multipliedBy(piece + 1L));
      var of = Uptime.of(together, from, to.isAfter(now) ? now : to);
      worst.add(of.window().isZero() ? null : of.worst());
    }
    return new LastDay(
        service, Uptime.of(together, later(now.minus(LENGTH), begun), now), worst, end(now));
  }

  /** At each moment the worst of all; one after another, without a seam where nothing changes. */
  static List<Span> together(List<Span> spans, Instant now) {
    var steps = new TreeMap<Instant, int[]>();
    for (var span : spans) {
      int health = Health.of(span.state().word()).ordinal();
      steps.computeIfAbsent(span.from(), at -> new int[Health.values().length])[health]++;
      var to = span.to() == null ? later(now, span.from()) : span.to();
      steps.computeIfAbsent(to, at -> new int[Health.values().length])[health]--;
    }
    var running = new int[Health.values().length];
    var together = new ArrayList<Span>();
    State state = null;
    Instant since = Instant.MIN;
    for (var step : steps.entrySet()) {
      for (int i = 0; i < running.length; i++) {
        running[i] += step.getValue()[i];
      }
      var next = worst(running);
      if (next != state) {
        if (state != null) {
          together.add(new Span(since, step.getKey(), state, ""));
        }
        state = next;
        since = step.getKey();
      }
    }
    return together;
  }

  private static @Nullable State worst(int[] running) {
    for (var health : Health.values()) {
      if (running[health.ordinal()] > 0) {
        return State.of(health.state());
      }
    }
    return null;
  }

  public boolean isWatched() {
    return worst.stream().anyMatch(state -> state != null);
  }

  public Bars bars(ZoneId zone) {
    var bars = new ArrayList<Bars.Bar>(PIECES);
    for (int piece = 0; piece < PIECES; piece++) {
      var state = worst.get(piece);
      var from = end.minus(LENGTH).plus(PIECE.multipliedBy(piece)).atZone(zone).toLocalTime();
      bars.add(new Bars.Bar(state, from + ": " + (state == null ? "" : state.word())));
    }
    return new Bars("%s, last 24 hours: %s".formatted(service, uptime.said()), bars);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
