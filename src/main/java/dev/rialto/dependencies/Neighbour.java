package dev.rialto.dependencies;

import org.jspecify.annotations.Nullable;

/** A service at the other end of a dependency, and what is said about the need. */
public record Neighbour(
    long id,
    String slug,
    String name,
    @Nullable String ownerSlug,
    @Nullable String ownerName,
    String kind,
    String note,
    String toldBy,
    int version) {

  public boolean byHand() {
    return toldBy.equals("hand");
  }
}
