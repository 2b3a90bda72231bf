package dev.rialto;

/**
 * What was asked cannot be done; the message is for the person at the terminal and says what to do.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }

  Refused(String message, Throwable cause) {
    super(message, cause);
  }
}
