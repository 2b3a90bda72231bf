package dev.rialto.probes;

import org.jspecify.annotations.Nullable;

/**
 * Text that may be a secret, so that no log line, no screen and no exception can show it by
 * accident. A secret that was left out on purpose (as read back from where it was stored) is null.
 */
record Hushed(@Nullable String text, boolean secret) {
  static final Hushed NOTHING = new Hushed("", false);

  static Hushed secret(@Nullable String text) {
    return new Hushed(text, true);
  }

  static Hushed open(String text) {
    return new Hushed(text, false);
  }

  boolean isMissing() {
    return text == null;
  }

  boolean isEmpty() {
    return text != null && text.isEmpty();
  }

  /** The text itself, for the wire and nowhere else. */
  String clear() {
    return text == null ? "" : text;
  }

  /** What may be written down: nothing of a secret. */
  @Nullable String shown() {
    return secret ? null : text;
  }

  /** The kept secret, where none was typed. */
  Hushed or(@Nullable String kept) {
    return secret && text == null && kept != null ? secret(kept) : this;
  }

  @Override
  public String toString() {
    return secret ? "(secret)" : clear();
  }
}
