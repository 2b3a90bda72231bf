package dev.rialto.people;

import org.jspecify.annotations.Nullable;

/** The form behind a link that opens a door once: first run, invitation, new password. */
public record EntryPage(
    String title,
    String sub,
    String action,
    boolean asksName,
    boolean asksEmail,
    String name,
    @Nullable String email,
    String button,
    Typed typed) {
  public String wish() {
    return "At least %d characters. Four words do well.".formatted(Passwords.SHORTEST);
  }
}
