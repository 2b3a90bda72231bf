package dev.rialto.changes;

/** The lines of the list, fetched anew when something is pushed or merged. */
public record ChangeLines(ChangesPage page) {
  public static String shade(Change change) {
    return ChangesPage.shade(change.state());
  }

  public static String word(Change change) {
    return ChangesPage.word(change);
  }
}
