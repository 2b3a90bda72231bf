package dev.rialto.delivery;

/**
 * One thing a sender said about a deployment.
 *
 * @param key what the sender's words about one deployment have in common, the same from every
 *     source
 * @param numbered the key means one deployment; else it means a version in a place, which may be
 *     tried again
 */
public record Told(Origin origin, String key, boolean numbered, Event event) {
  private static final int LONGEST_KEY = 900;

  public Told {
    key = Clip.line(key, LONGEST_KEY);
  }
}
