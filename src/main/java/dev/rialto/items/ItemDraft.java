package dev.rialto.items;

import dev.rialto.platform.Scrutiny;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An item as somebody typed it. Pure.
 *
 * @param team the short name of the team
 * @param service the short name of the service, or empty
 * @param assignee who does it: a name or an e-mail address, or empty
 * @param links one a line: an address, and before it what it is
 */
public record ItemDraft(
    String team,
    String service,
    String type,
    String title,
    String description,
    String points,
    String assignee,
    String links,
    String state) {
  static final int LONGEST_TITLE = 200;
  static final int LONGEST_DESCRIPTION = 20_000;
  static final int MOST_LINKS = 20;
  static final int LONGEST_LINK_TITLE = 120;

  static ItemDraft blank(String team, String service) {
    return new ItemDraft(team, service, "feature", "", "", "", "", "", "backlog");
  }

  static ItemDraft of(Item item, List<ItemSql.Link> links) {
    return new ItemDraft(
        item.teamSlug(),
        item.serviceSlug() == null ? "" : item.serviceSlug(),
        item.type(),
        item.title(),
        item.description(),
        item.pointsSaid(),
        item.assignee() == null ? "" : item.assignee(),
        links.stream()
            .map(link -> (link.title() + " " + link.url()).strip())
            .collect(Collectors.joining("\n")),
        item.state());
  }

  void check(Scrutiny scrutiny) {
    scrutiny
        .line("title", title, LONGEST_TITLE)
        .prose("description", description, LONGEST_DESCRIPTION)
        .holds(
            ItemType.of(type).isPresent(),
            "type",
            "One of "
                + Arrays.stream(ItemType.values())
                    .map(ItemType::word)
                    .collect(Collectors.joining(", "))
                + ".")
        .holds(
            points.isEmpty() || Points.read(points) != null,
            "points",
            "A number up to 100 with at most one digit after the point, such as 3 or 0.5.")
        .holds(ItemState.of(state).isPresent(), "state", "There is no such column.");
    var said = said();
    scrutiny.holds(said.size() <= MOST_LINKS, "links", "At most %d links.".formatted(MOST_LINKS));
    for (var link : said) {
      scrutiny
          .optionalLine("links", link.title(), LONGEST_LINK_TITLE)
          .holds(!link.url().isEmpty(), "links", "Each line needs an address, such as https://….")
          .webLink("links", link.url());
    }
  }

  /** The links, one a line, the address last. */
  List<ItemSql.Link> said() {
    var said = new ArrayList<ItemSql.Link>();
    for (var line : links.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      int cut = line.lastIndexOf(' ');
      said.add(
          new ItemSql.Link(cut < 0 ? "" : line.substring(0, cut).strip(), line.substring(cut + 1)));
    }
    return said;
  }
}
