package dev.rialto.front;

import dev.rialto.beginning.FirstSteps;

/** What needs me: my pages, what waits for me, and every service, worst first. */
public record HomePage(HomeHead head, HomeServices services, FirstSteps steps) {
  /** Whether the first steps are offered: a viewer is never asked for anything. */
  public boolean invites() {
    return needs().reader().mayWrite() && steps.onHome();
  }

  /** In an empty house they are what there is to do. */
  public boolean isEmpty() {
    return head.tally().services() == 0;
  }

  public Needs needs() {
    return head.needs();
  }
}
