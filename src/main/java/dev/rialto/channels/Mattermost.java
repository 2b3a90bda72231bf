package dev.rialto.channels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook of Mattermost: one attachment with a coloured edge, fields and links. Slack's
 * blocks mean nothing there, and its text is Markdown, so strangers' text is escaped differently.
 */
final class Mattermost implements Channel {
  static final int LONGEST_TEXT = 16_383;
  static final int LONGEST_TITLE = 250;
  static final int MOST_LINES = 40;

  private static final Pattern LINK_OR_MARKUP =
      Pattern.compile("https?://[A-Za-z0-9._~:/?#$&+,;=%-]+|[\\\\`*_~\\[\\]()<>#|!@]");

  private final Poster poster;

  Mattermost(Poster poster) {
    this.poster = poster;
  }

  @Override
  public String kind() {
    return "mattermost";
  }

  @Override
  public Optional<String> wrongWith(Address address) {
    return poster.wrongWith(address.address());
  }

  @Override
  public Outcome deliver(Message message, Address address) {
    var attachment = new LinkedHashMap<String, Object>();
    attachment.put("fallback", Plain.cut(escaped(message.subject()), LONGEST_TITLE * 2));
    attachment.put("color", color(message));
    attachment.put("text", text(message));
    attachment.put(
        "fields",
        message.facts().stream()
            .map(
                fact ->
                    Map.of(
                        "short", true, "title", fact.name(), "value", escaped(cut(fact.value()))))
            .toList());
    return poster.postJson(
        address.address(),
        message,
        Map.of(),
        Map.of(
            "text",
            "**" + escaped(cut(message.subject())) + "**",
            "attachments",
            List.of(attachment)));
  }

  /** The links are kept whatever must be cut: room for them is set aside first. */
  private static String text(Message message) {
    var links = links(message);
    var lines = new StringBuilder();
    message.lines().stream()
        .limit(MOST_LINES)
        .forEach(
            line ->
                lines
                    .append("- ")
                    .append(link(line.link(), cut(line.title())))
                    .append(" (")
                    .append(escaped(Plain.cut(line.severity(), 20)))
                    .append(")\n"));
    if (message.lines().size() > MOST_LINES) {
      lines.append("… and ").append(message.lines().size() - MOST_LINES).append(" more\n");
    }
    // Escapes at most double a text (a cut would otherwise fall between a backslash and its mark).
    int room = Math.max(0, LONGEST_TEXT - links.length() - lines.length() - 10) / 2;
    var told = message.text().isEmpty() ? "" : escaped(Plain.cut(message.text(), room)) + "\n\n";
    return told + lines + "\n" + links;
  }

  private static String links(Message message) {
    var open = message.link().isBlank() ? "" : link(message.link(), "Open in Rialto");
    var act = message.actLink();
    return act == null ? open : open + "  ·  " + link(act, "Acknowledge");
  }

  private static String link(@Nullable String url, String label) {
    return url == null || url.isBlank()
        ? escaped(label)
        : "[%s](%s)".formatted(escaped(label), url.replace("(", "%28").replace(")", "%29"));
  }

  private static String color(Message message) {
    return switch (message.kind()) {
      case RESOLVED -> "#2f9e5f";
      case ACKNOWLEDGED, CODE, TEST, LETTER, STATUS -> "#2b78b5";
      case PAGE, RAISED ->
          switch (message.severity()) {
            case "critical", "error" -> "#d2322d";
            case "info" -> "#2b78b5";
            default -> "#c98a1b";
          };
    };
  }

  private static String cut(String text) {
    return Plain.cut(text, LONGEST_TITLE);
  }

  /**
   * No text grows a link, an image or a heading, and none calls a whole channel: a mark is escaped,
   * and an @ is parted from what follows by a space without width. Addresses of runbooks stay
   * whole.
   */
  static String escaped(String text) {
    return LINK_OR_MARKUP
        .matcher(text)
        .replaceAll(
            found ->
                switch (found.group()) {
                  case "@" -> "@\u200B";
                  case "\\" -> "\\\\\\\\";
                  case String mark when mark.length() == 1 -> "\\\\" + mark;
                  case String link -> Matcher.quoteReplacement(link);
                });
  }
}
