package dev.rialto.front;

import java.util.List;

/**
 * The way from an empty house to a first page that reaches somebody. Each step ticks itself off
 * from what is really there. Pure.
 */
public record FirstSteps(
    boolean team,
    boolean service,
    boolean contactMethod,
    boolean schedule,
    boolean policy,
    boolean source,
    boolean signal) {

  /** One step: what to do, why, and where. */
  public record Step(boolean done, String what, String why, String link) {}

  public List<Step> steps() {
    return List.of(
        new Step(team, "Make a team", "whoever is in it acts for it", "/teams/new"),
        new Step(
            service, "Give a service an owner", "its alerts then find somebody", "/services/new"),
        new Step(
            contactMethod, "Verify how you are reached", "a page has to arrive somewhere", "/me"),
        new Step(schedule, "Say who is on call when", "a week each, to begin with", "/oncall"),
        new Step(
            policy, "Say who is asked next", "for when the first does not answer", "/teams?mine=1"),
        new Step(
            source && signal,
            source ? "Wait for the first signal" : "Point Prometheus here",
            source
                ? "the source is there and has not been heard yet"
                : "one changed address is enough",
            "/sources"));
  }

  public long done() {
    return steps().stream().filter(Step::done).count();
  }

  public boolean complete() {
    return done() == steps().size();
  }
}
