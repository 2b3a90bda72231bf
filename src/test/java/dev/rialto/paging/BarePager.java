package dev.rialto.paging;

import dev.rialto.House;

/** Promises without anybody to keep them: for tests and measurements of whoever promises. */
public final class BarePager {
  private BarePager() {}

  public static Pager of(House house, java.time.InstantSource clock) {
    return new Pager(
        new Policies(house.journal, clock),
        new PageLinks(new byte[PageLinks.KEY_BYTES], "http://localhost"),
        house.jobs,
        clock);
  }
}
