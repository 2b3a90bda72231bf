package dev.rialto.probes;

/**
 * One thing that had to hold, so that a person can see which of many did not.
 *
 * @param where the URL or host it was asked of
 * @param what what had to hold, such as “status is 2xx”
 * @param verdict UP when it held, otherwise what its failure means
 * @param seen what was there instead, or how it held
 */
public record Held(String where, String what, Verdict verdict, String seen) {
  public boolean held() {
    return verdict == Verdict.UP;
  }
}
