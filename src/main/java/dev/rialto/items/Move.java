package dev.rialto.items;

import dev.rialto.platform.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants an item to be. Pure.
 *
 * @param state its new state; null leaves it
 * @param after the key of the item it shall stand right behind, if any
 * @param before the key of the one it shall stand before, when there is none to stand behind
 * @param version what they saw
 */
record Move(
    @Nullable ItemState state, @Nullable String after, @Nullable String before, int version) {

  boolean ranks() {
    return after != null || before != null;
  }

  static @Nullable ItemState state(String word) {
    if (word.isEmpty()) {
      return null;
    }
    return ItemState.of(word)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "state",
                    "One of backlog, ready, in_progress, in_review, deploying, verified."));
  }
}
