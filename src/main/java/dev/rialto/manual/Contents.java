package dev.rialto.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the manual tells its story, read from the page that people begin with: what is
 * not linked there has no way to it. Pure.
 *
 * @param title what the start is called
 * @param lead the words below
 */
record Contents(String title, String lead, List<Part> parts) {
  /** A heading of the start. */
  record Part(String title, List<Entry> entries) {}

  /**
   * One line below it.
   *
   * @param paper the file, as the start links it
   * @param says why one would read it
   */
  record Entry(String paper, String title, String says) {}

  static Contents of(String start) {
    var title = "";
    var lead = "";
    var parts = new ArrayList<Part>();
    for (Node node = Parser.builder().build().parse(start).getFirstChild();
        node != null;
        node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 1) {
        title = Prose.plain(heading);
      } else if (node instanceof Heading heading) {
        parts.add(new Part(Prose.plain(heading), new ArrayList<>()));
      } else if (node instanceof BulletList list && !parts.isEmpty()) {
        parts.getLast().entries().addAll(entries(list));
      } else if (parts.isEmpty()) {
        lead = Prose.plain(node);
      }
    }
    return new Contents(title, lead, parts);
  }

  private static List<Entry> entries(BulletList list) {
    var entries = new ArrayList<Entry>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      var link = link(item);
      if (link == null) {
        throw new IllegalArgumentException(
            "A line of the start links nothing: " + Prose.plain(item));
      }
      var title = Prose.plain(link);
      entries.add(
          new Entry(
              link.getDestination(),
              title,
              Prose.plain(item).substring(title.length()).replaceFirst("^\\W+", "")));
    }
    return entries;
  }

  private static @Nullable Link link(Node item) {
    var first = Objects.requireNonNull(item.getFirstChild()).getFirstChild();
    return first instanceof Link link ? link : null;
  }
}
