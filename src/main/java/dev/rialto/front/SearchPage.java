package dev.rialto.front;

import java.util.List;

/** What was found, best first. */
public record SearchPage(String q, List<Find> finds) {
  public String title() {
    if (q.isEmpty()) return "Find anything";
    return finds.isEmpty() ? "Nothing is called “" + q + "”" : "Found for “" + q + "”";
  }
}
