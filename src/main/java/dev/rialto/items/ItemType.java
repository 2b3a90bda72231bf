package dev.rialto.items;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of work it is; some kinds come unplanned and interrupt what was planned. */
public enum ItemType {
  FEATURE(false),
  BUG(false),
  CHORE(false),
  EXPERIMENT(false),
  INCIDENT(true),
  REQUEST(true),
  SUPPORT(true),
  TOIL(true),
  SECURITY(true);

  private final boolean interrupts;

  ItemType(boolean interrupts) {
    this.interrupts = interrupts;
  }

  /** Whether it stands in the lane of interrupts and is charged to the buffer of a sprint. */
  public boolean interrupts() {
    return interrupts;
  }

  /** As it is written in forms, in JSON and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ItemType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
