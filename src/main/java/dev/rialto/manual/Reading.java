package dev.rialto.manual;

import dev.rialto.manual.Leaf.Heading;
import dev.rialto.manual.Leaf.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with its ways on: the parts of the manual beside it, what it holds, what comes before and
 * after. The same for the running product and for files.
 *
 * @param version which Rialto this is the manual of
 * @param base where scripts find the manual, and what addresses end in
 */
public record Reading(
    Leaf leaf,
    List<Part> parts,
    @Nullable Way before,
    @Nullable Way after,
    String start,
    String version,
    String base,
    String suffix,
    String search) {

  /** A link. */
  public record Way(String title, String says, String href, boolean here, boolean deeper) {}

  /** A part of the manual; the one that is being read is open. */
  public record Part(String title, boolean open, List<Way> ways) {}

  static Reading of(Edition edition, Leaf leaf, String version, String search) {
    var links = edition.links();
    var from = leaf.spot().path();
    var spine = edition.spine();
    int at = spine.stream().map(Spot::path).toList().indexOf(from);
    var parts = new ArrayList<Part>();
    for (var part : edition.contents().parts()) {
      boolean open = part.title().equals(leaf.spot().part());
      var ways =
          spine.stream()
              .filter(it -> it.part().equals(part.title()))
              .filter(it -> !it.deeper() || near(it, from))
              .map(it -> way(links, from, it))
              .toList();
      parts.add(new Part(part.title(), open, ways));
    }
    return new Reading(
        leaf,
        parts,
        at <= 0 ? null : way(links, from, spine.get(at - 1)),
        at + 1 >= spine.size() ? null : way(links, from, spine.get(at + 1)),
        links.page(from, ""),
        version,
        links.base(from),
        links.suffix(),
        search);
  }

  /** What stands below a page is listed beside it once one is there; decisions list themselves. */
  private static boolean near(Spot spot, String from) {
    return spot.path().startsWith("api/") && (from.startsWith("api/") || from.equals(Edition.API));
  }

  private static Way way(Links links, String from, Spot to) {
    return new Way(
        to.title(), to.says(), links.page(from, to.path()), to.path().equals(from), to.deeper());
  }

  /** Whether this is where the manual begins. */
  public boolean first() {
    return leaf.spot().path().isEmpty();
  }

  /** What the page can be jumped about in; a short one needs no list. */
  public List<Heading> jumps() {
    return leaf.headings().size() < 2 ? List.of() : leaf.headings();
  }
}
