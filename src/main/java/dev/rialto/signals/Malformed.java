package dev.rialto.signals;

/**
 * A body, or one alert of it, that cannot be taken as it is. {@code hopeless} means that nothing
 * after this point of the body can be read either.
 */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient Fault fault;
  final boolean hopeless;

  /** No stack trace: a bad body is the sender's everyday mistake and must cost little. */
  private Malformed(Fault fault, boolean hopeless) {
    super(fault.told(), null, false, false);
    this.fault = fault;
    this.hopeless = hopeless;
  }

  static Malformed alert(String pointer, String reason) {
    return new Malformed(new Fault(pointer, reason), false);
  }

  static Malformed body(String pointer, String reason) {
    return new Malformed(new Fault(pointer, reason), true);
  }
}
