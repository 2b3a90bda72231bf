package dev.rialto.manual;

import dev.rialto.manual.Leaf.Heading;
import dev.rialto.manual.Leaf.Passage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * One Markdown file as a page: its title apart, headings that can be linked to, tables and code
 * that scroll in a box of their own, and its words for the search. Pure.
 */
record Prose(String title, String html, List<Heading> headings, List<Passage> passages) {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer LINE =
      HtmlRenderer.builder().escapeHtml(true).omitSingleParagraphP(true).build();

  /** {@code links} turns what a file links to into an address of this edition. */
  static Prose of(String text, UnaryOperator<String> links) {
    var document = PARSER.parse(text);
    var title = takeTitle(document);
    var ids = new IdentityHashMap<Node, String>();
    var headings = new ArrayList<Heading>();
    var passages = new ArrayList<Passage>();
    var anchors = new Anchors();
    var place = new Heading(1, "", "");
    var words = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof org.commonmark.node.Heading heading) {
        keep(passages, place, words);
        var says = plain(heading);
        place = new Heading(heading.getLevel(), anchors.of(says), says);
        headings.add(place);
        ids.put(heading, place.id());
      } else {
        words.append(plain(node)).append(' ');
      }
    }
    keep(passages, place, words);
    document.accept(new Addresses(links));
    ids.forEach(Prose::sign);
    return new Prose(title, boxed(renderer(ids).render(document)), headings, passages);
  }

  /** One line of Markdown, such as a description of the API, without a paragraph around it. */
  static String line(String text) {
    return LINE.render(PARSER.parse(text)).strip();
  }

  private static String takeTitle(Node document) {
    if (!(document.getFirstChild() instanceof org.commonmark.node.Heading heading)
        || heading.getLevel() != 1) {
      throw new IllegalArgumentException("A page of the manual begins with its title");
    }
    heading.unlink();
    return plain(heading);
  }

  /** The words alone; commonmark's own text has the addresses of links in it. */
  static String plain(Node node) {
    var words = new StringBuilder();
    say(node, words);
    return words.toString().replaceAll("\\s+", " ").strip();
  }

  private static void say(Node node, StringBuilder words) {
    switch (node) {
      case Text text -> words.append(text.getLiteral());
      case Code code -> words.append(code.getLiteral());
      case FencedCodeBlock code -> words.append(code.getLiteral());
      case IndentedCodeBlock code -> words.append(code.getLiteral());
      case SoftLineBreak pause -> words.append(' ');
      default -> {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          say(child, words);
        }
        if (node instanceof Block || node instanceof CustomNode) words.append(' ');
      }
    }
  }

  private static void keep(List<Passage> passages, Heading place, StringBuilder words) {
    var said = words.toString().replaceAll("\\s+", " ").strip();
    words.setLength(0);
    if (!said.isEmpty() || !place.id().isEmpty()) {
      passages.add(new Passage(place.id(), place.words(), said));
    }
  }

  /** For the mouse; by keys one goes through the list of headings. */
  private static void sign(Node heading, String id) {
    var sign = new Link("#" + id, null);
    sign.appendChild(new Text("#"));
    heading.appendChild(sign);
  }

  private static HtmlRenderer renderer(Map<Node, String> ids) {
    return HtmlRenderer.builder()
        .extensions(TABLES)
        .escapeHtml(true)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  var id = ids.get(node);
                  if (id != null) {
                    attributes.put("id", id);
                  } else if (tag.equals("table")) {
                    attributes.put("class", "table");
                  } else if (tag.equals("pre")) {
                    attributes.put("tabindex", "0");
                  } else if (node instanceof Link link && ids.containsKey(link.getParent())) {
                    // A heading may hold links of its own; only the sign leads to itself.
                    if (link.getDestination().equals("#" + ids.get(link.getParent()))) {
                      attributes.put("class", "anchor");
                      attributes.put("aria-hidden", "true");
                      attributes.put("tabindex", "-1");
                    }
                  } else if (node instanceof Link link
                      && link.getDestination().startsWith("http")) {
                    attributes.put("rel", "noreferrer");
                  }
                })
        .build();
  }

  /** Text is escaped, so these tags are ours: what is wide scrolls by itself, by keys as well. */
  private static String boxed(String html) {
    return html.replace(
            "<table class=\"table\">",
            "<div class=\"scroll-x\" tabindex=\"0\"><table class=\"table\">")
        .replace("</table>", "</table></div>");
  }

  private static final class Addresses extends AbstractVisitor {
    private final UnaryOperator<String> links;

    Addresses(UnaryOperator<String> links) {
      this.links = links;
    }

    @Override
    public void visit(Link link) {
      link.setDestination(links.apply(link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      image.setDestination(links.apply(image.getDestination()));
    }
  }
}
