package dev.rialto.catalog;

import java.util.List;

/** Where the code of a service lives, or the code of what it runs on: both belong to it. */
public record Repository(String url, String kind) {
  public static final List<String> KINDS = List.of("code", "infrastructure");
}
