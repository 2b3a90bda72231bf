package dev.rialto.changes;

/** The lines of the list, fetched anew when something is pushed or merged. */
public record ChangeLines(ChangesPage page) {
  public String shade(Change change) {
    return page.shade(change);
  }

  public String word(Change change) {
    return page.word(change);
  }

  /** Pushed and no more has no colour. */
  public boolean moved(Change change) {
    return !change.commit() || page.arrived(change) != null;
  }
}
