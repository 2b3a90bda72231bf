package dev.rialto.catalog;

import java.util.List;

/** A place where a service runs. The tier lets two teams that call it Prod and Live be compared. */
public record Environment(String name, String tier) {
  /** The five that pipelines use, from the customers backwards. */
  public static final List<String> TIERS =
      List.of("production", "staging", "testing", "development", "other");
}
