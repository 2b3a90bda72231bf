package dev.rialto.answers;

import dev.rialto.platform.Scrutiny;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns what people write into HTML that cannot do anything but be read: their tags become text,
 * links lead to the web or to a page here, and pictures are links, since none may be loaded from
 * elsewhere. commonmark-java parses; a Markdown that allows tags and cleans them afterwards was
 * refused, because a cleaner has to know every trick.
 */
public final class Markdown {
  private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(20).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new OnlyWeb())
          .softbreak("<br>\n")
          .attributeProviderFactory(
              context ->
                  (node, tag, attributes) -> {
                    if (tag.equals("a")) attributes.put("rel", "noreferrer");
                    if (tag.equals("pre")) attributes.put("tabindex", "0");
                  })
          .build();

  private Markdown() {}

  public static String html(String text) {
    var document = PARSER.parse(text);
    document.accept(new Pictures());
    return RENDERER.render(document);
  }

  /** What an address must not be. */
  private static final class OnlyWeb implements org.commonmark.renderer.html.UrlSanitizer {
    @Override
    public String sanitizeLinkUrl(String url) {
      if (url.startsWith("/") && !url.startsWith("//") && !url.startsWith("/\\")) return url;
      if (url.startsWith("mailto:")) return url;
      return !url.isEmpty() && new Scrutiny().webLink("url", url).wrongs().isEmpty() ? url : "";
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return "";
    }
  }

  /** A picture becomes its words. */
  private static final class Pictures extends org.commonmark.node.AbstractVisitor {
    @Override
    public void visit(Image image) {
      var words = new StringBuilder();
      for (Node child = image.getFirstChild(); child != null; child = child.getNext()) {
        if (child instanceof Text text) words.append(text.getLiteral());
      }
      var link = new org.commonmark.node.Link(image.getDestination(), null);
      link.appendChild(new Text(words.isEmpty() ? image.getDestination() : words.toString()));
      image.insertAfter(link);
      image.unlink();
    }
  }
}
