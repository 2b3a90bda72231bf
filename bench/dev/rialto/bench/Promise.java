package dev.rialto.bench;

/** The last lines of every benchmark: each promise, met or not met. */
final class Promise {
  private Promise() {}

  static boolean tell(String promise, boolean met) {
    System.out.println(promise + ": " + (met ? "met" : "not met"));
    return met;
  }
}
