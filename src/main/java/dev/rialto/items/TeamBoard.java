package dev.rialto.items;

import org.jspecify.annotations.Nullable;

/**
 * How a team calls its items, and how many it wants to have in a column at most. The limits are
 * soft: they are shown, and nothing is refused for them.
 */
public record TeamBoard(
    String prefix,
    @Nullable Integer ready,
    @Nullable Integer inProgress,
    @Nullable Integer inReview,
    @Nullable Integer deploying,
    int version) {

  /** The limit of a column, if it has one. */
  public @Nullable Integer limit(ItemState column) {
    return switch (column) {
      case READY -> ready;
      case IN_PROGRESS -> inProgress;
      case IN_REVIEW -> inReview;
      case DEPLOYING -> deploying;
      case BACKLOG, VERIFIED -> null;
    };
  }
}
