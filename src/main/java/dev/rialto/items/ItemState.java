package dev.rialto.items;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an item stands on its way to people using it. */
public enum ItemState {
  BACKLOG("Backlog"),
  READY("Ready"),
  IN_PROGRESS("In progress"),
  IN_REVIEW("In review"),
  DEPLOYING("Deploying"),
  VERIFIED("Verified in Prod");

  /** The columns of a board, left to right. */
  public static final List<ItemState> COLUMNS =
      List.of(READY, IN_PROGRESS, IN_REVIEW, DEPLOYING, VERIFIED);

  private final String says;

  ItemState(String says) {
    this.says = says;
  }

  /** As people read it. */
  public String says() {
    return says;
  }

  /** As it is written in forms, in JSON and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One step on or back along the columns; at an end it stays. */
  ItemState step(int by) {
    return values()[Math.clamp((long) ordinal() + by, 0, values().length - 1)];
  }

  /** The state of that word, as the database or a caller writes it. */
  public static Optional<ItemState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
