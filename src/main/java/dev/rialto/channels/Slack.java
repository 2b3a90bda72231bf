package dev.rialto.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook of Slack, or of anything that takes the same JSON. Blocks for Slack, the same
 * words as plain {@code text} for phones' previews and for the compatible ones that know no blocks.
 */
final class Slack implements Channel {
  static final int LONGEST_HEADER = 150;
  static final int LONGEST_SECTION = 3000;
  static final int LONGEST_FACT = 1000;
  static final int LONGEST_TEXT = 4000;
  static final int MOST_LINES = 20;

  private final Poster poster;

  Slack(Poster poster) {
    this.poster = poster;
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public Optional<String> wrongWith(Address address) {
    return poster.wrongWith(address.address());
  }

  @Override
  public Outcome deliver(Message message, Address address) {
    var body = new LinkedHashMap<String, Object>();
    body.put("text", text(message));
    body.put("blocks", blocks(message));
    body.put("unfurl_links", false); // a preview would open the link that is meant for a person
    return poster.postJson(address.address(), message, Map.of(), body);
  }

  private static String text(Message message) {
    return escaped(message.subject(), LONGEST_SECTION) + "\n" + links(message);
  }

  private static List<Object> blocks(Message message) {
    var blocks = new ArrayList<Object>();
    blocks.add(
        Map.of(
            "type",
            "header",
            "text",
            Map.of(
                "type",
                "plain_text",
                "emoji",
                false,
                "text",
                Plain.cut(message.subject(), LONGEST_HEADER))));
    if (!message.text().isEmpty()) {
      blocks.add(section(escaped(message.text(), LONGEST_SECTION)));
    }
    var facts = message.facts();
    if (!facts.isEmpty()) {
      blocks.add(
          Map.of(
              "type",
              "section",
              "fields",
              facts.stream()
                  .map(
                      fact ->
                          "*%s*\n%s".formatted(fact.name(), escaped(fact.value(), LONGEST_FACT)))
                  .map(Slack::markdown)
                  .toList()));
    }
    if (!message.lines().isEmpty()) {
      blocks.add(section(lines(message.lines())));
    }
    var links = links(message);
    if (!links.isEmpty()) {
      blocks.add(section(links));
    }
    return blocks;
  }

  /** Whole lines only: half a link is worse than none. */
  private static String lines(List<Message.Line> lines) {
    var all = new StringBuilder();
    int shown = 0;
    for (var line : lines) {
      var next =
          "• %s _%s_\n".formatted(link(line.link(), line.title()), escaped(line.severity(), 20));
      if (shown == MOST_LINES || all.length() + next.length() > LONGEST_SECTION - 40) {
        break;
      }
      all.append(next);
      shown++;
    }
    int hidden = lines.size() - shown;
    return hidden == 0 ? all.toString() : all + "… and %d more".formatted(hidden);
  }

  private static String links(Message message) {
    return Stream.of(
            linkOrNothing(message.link(), "Open in Rialto"),
            linkOrNothing(message.actLink(), "Acknowledge"))
        .filter(link -> !link.isEmpty())
        .collect(Collectors.joining("  ·  "));
  }

  private static String linkOrNothing(@Nullable String url, String label) {
    return url == null || url.isBlank() ? "" : link(url, label);
  }

  private static String link(String url, String label) {
    return url.isBlank()
        ? escaped(label, 200)
        : "<%s|%s>".formatted(escaped(url, LONGEST_FACT).replace("|", "%7C"), escaped(label, 200));
  }

  private static Map<String, Object> section(String markdown) {
    return Map.of("type", "section", "text", markdown(markdown));
  }

  private static Map<String, Object> markdown(String text) {
    return Map.of("type", "mrkdwn", "text", text);
  }

  /**
   * Slack's three escapes: with them no text grows a link, an image or a call to the whole channel.
   * Cut before escaping, so that no escape is cut in half.
   */
  static String escaped(String text, int most) {
    int room = most;
    var escaped = escape(Plain.cut(text, room));
    while (escaped.length() > most) {
      room = room * most / escaped.length(); // less each time, so it ends
      escaped = escape(Plain.cut(text, room));
    }
    return escaped;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
