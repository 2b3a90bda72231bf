package dev.rialto.beginning;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from an empty house to a first page that somebody answers. Each step ticks itself off
 * from what is really there, and each can be set aside. Pure.
 *
 * @param aside the steps that the reader left out for now
 * @param hidden whether the reader wants them on Home no more
 */
public record FirstSteps(Facts facts, Set<Step> aside, boolean hidden) {
  public FirstSteps {
    aside = Set.copyOf(aside);
  }

  public List<Step> all() {
    return Arrays.asList(Step.values());
  }

  public boolean done(Step step) {
    return facts.has(step);
  }

  /** Left out, and not come true by itself meanwhile. */
  public boolean isAside(Step step) {
    return aside.contains(step) && !done(step);
  }

  public long done() {
    return all().stream().filter(this::done).count();
  }

  public boolean complete() {
    return done() == all().size();
  }

  /** The first that is neither done nor set aside; null: nothing is left. */
  public @Nullable Step current() {
    return all().stream().filter(step -> !done(step) && !isAside(step)).findFirst().orElse(null);
  }

  /** Whether Home speaks of them. */
  public boolean onHome() {
    return !hidden && current() != null;
  }

  public String title() {
    var practice = facts.practice();
    if (complete() && practice != null) return "A page reached you, and you answered";
    var next = current();
    if (next == null) return "Nothing is left but what you set aside";
    return done() == 0
        ? "A quarter of an hour until a page reaches you"
        : "Next: "
            + next.what().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
            + next.what().substring(1);
  }
}
