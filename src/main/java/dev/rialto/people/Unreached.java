package dev.rialto.people;

/** A message did not arrive, in words for the screen of whoever waits for it. */
public final class Unreached extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  /** Permanent: trying again would change nothing until somebody mends the address. */
  public Unreached(String reason, boolean permanent) {
    super(reason);
    this.permanent = permanent;
  }

  public boolean permanent() {
    return permanent;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
