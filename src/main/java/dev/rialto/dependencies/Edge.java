package dev.rialto.dependencies;

/** One service needs another. Hard: it cannot work without; soft: it works worse. */
public record Edge(long from, long to, String kind) {
  public static final String HARD = "hard";
  public static final String SOFT = "soft";

  public boolean isHard() {
    return kind.equals(HARD);
  }
}
