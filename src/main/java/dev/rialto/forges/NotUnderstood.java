package dev.rialto.forges;

/** A body that lacks what its event cannot be without: where, as a JSON pointer, and the mend. */
public final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String pointer;

  /** No stack trace: a bad body is the sender's everyday mistake and must cost little. */
  NotUnderstood(String pointer, String reason) {
    super(reason, null, false, false);
    this.pointer = pointer;
  }

  public String pointer() {
    return pointer;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
