package dev.rialto.front;

import dev.rialto.beginning.FirstSteps;
import org.jspecify.annotations.Nullable;

/**
 * What needs me: my pages, what waits for me, and every service, worst first.
 *
 * @param steps the first steps; null where they are done, hidden, or not the reader's to take
 */
public record HomePage(HomeHead head, HomeServices services, @Nullable FirstSteps steps) {
  /** In an empty house they are what there is to do. */
  public boolean isEmpty() {
    return head.tally().services() == 0;
  }

  public Needs needs() {
    return head.needs();
  }
}
