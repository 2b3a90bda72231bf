package dev.rialto.front;

/** The reader's open pages and incidents, above everything else on Home. */
public record HomePages(long count, long incidents) {
  /** From what is counted for Home. */
  public static HomePages of(Counts counts) {
    return new HomePages(counts.pages(), counts.incidents());
  }
}
