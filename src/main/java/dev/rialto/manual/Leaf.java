package dev.rialto.manual;

import java.util.List;

/**
 * One page of the manual, drawn but not yet framed.
 *
 * @param html its text without the title
 * @param headings what it has to jump to
 * @param passages what a search looks through
 */
public record Leaf(Spot spot, String html, List<Heading> headings, List<Passage> passages) {

  /**
   * Where a page stands in the manual.
   *
   * @param path its address below the manual; empty for the start
   * @param part the part of the manual it belongs to
   * @param says why one would read it
   * @param deeper whether it stands below the page before it
   */
  public record Spot(String path, String title, String part, String says, boolean deeper) {}

  /** A place within a page, reached by {@code #id}. */
  public record Heading(int level, String id, String words) {}

  /** The words below a heading; the id is empty above the first one. */
  public record Passage(String id, String heading, String words) {}
}
