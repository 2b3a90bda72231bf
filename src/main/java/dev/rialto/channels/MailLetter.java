package dev.rialto.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTML half of a mail: the same words as the text half, with buttons. */
public record MailLetter(
    String subject,
    String title,
    String edge,
    boolean repeat,
    List<String> paragraphs,
    List<Message.Fact> facts,
    List<Message.Line> lines,
    int linesLeftOut,
    String link,
    String linkSays,
    @Nullable String actLink) {

  static final int MOST_LINES = 100;

  static MailLetter of(Message message) {
    return new MailLetter(
        message.subject(),
        message.title(),
        edge(message),
        message.repeat(),
        List.of(Plain.cut(message.text(), Email.LONGEST_TEXT).split("\n{2,}")),
        message.facts(),
        message.lines().stream().limit(MOST_LINES).toList(),
        Math.max(0, message.lines().size() - MOST_LINES),
        message.link(),
        message.linkSays(),
        message.actLink());
  }

  /**
   * Mail programs know neither our style sheet nor its variables: colours stand here as they are.
   */
  private static String edge(Message message) {
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
}
