package dev.rialto.catalog;

import java.util.List;

/** An address worth one click from a service's page, and what waits behind it. */
public record Link(String title, String url, String type) {
  public static final List<String> TYPES = List.of("dashboard", "logs", "traces", "other");
}
