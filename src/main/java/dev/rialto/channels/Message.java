package dev.rialto.channels;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told: what, where, since when, who has it, and one link. The text is plain; each
 * channel dresses it for itself.
 *
 * @param id the same at every try, so that a receiver can drop what it already has
 * @param repeat this may have been sent before: the house stopped between sending and noting it
 * @param title what happened, in one line, such as {@code checkout: High error rate}
 * @param text more about it, possibly several lines, possibly empty
 * @param severity {@code critical}, {@code error}, {@code warning} or {@code info}
 * @param where the service, or empty
 * @param who who has it, such as {@code ada, on call for shop}, or empty
 * @param since since when, if it is about something that lasts
 * @param link the one link: opens what this is about
 * @param actLink opens a page whose button acts for this person, such as acknowledging; or null
 * @param thread what messages about the same thing have in common, such as {@code A-17}; or empty
 * @param lines the alerts of a bundle, one line each; empty when the message is about one
 */
public record Message(
    String id,
    boolean repeat,
    Kind kind,
    String title,
    String text,
    String severity,
    String where,
    String who,
    @Nullable Instant since,
    String link,
    @Nullable String actLink,
    String thread,
    List<Line> lines) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Why it is sent. A code or a letter is about nothing that lasts: it has no severity to show. */
  public enum Kind {
    PAGE,
    RAISED,
    ACKNOWLEDGED,
    RESOLVED,
    CODE,
    TEST,
    LETTER,
    /** To somebody outside who follows the status page. */
    STATUS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One alert of a bundle. */
  public record Line(String alert, String title, String severity, String link) {}

  public Message {
    Objects.requireNonNull(id);
    title = Plain.line(title);
    text = Plain.block(text);
    severity = Plain.line(severity);
    where = Plain.line(where);
    who = Plain.line(who);
    lines =
        lines.stream()
            .map(
                line ->
                    new Line(
                        Plain.line(line.alert()),
                        Plain.line(line.title()),
                        Plain.line(line.severity()),
                        line.link()))
            .toList();
  }

  /** A message about nothing that lasts: an invitation, a code, a test. */
  public static Message note(Kind kind, String id, String title, String text, String link) {
    return new Message(
        id, false, kind, title, text, "info", "", "", null, link, null, "", List.of());
  }

  public Message repeated() {
    return new Message(
        id, true, kind, title, text, severity, where, who, since, link, actLink, thread, lines);
  }

  /** The title with what must be seen before anything else. */
  public String subject() {
    var mark =
        switch (kind) {
          case PAGE -> "[" + severity + "] ";
          case RAISED -> "[now " + severity + "] ";
          case ACKNOWLEDGED, RESOLVED, TEST -> "[" + kind.word() + "] ";
          case CODE, LETTER, STATUS -> "";
        };
    return (repeat ? "[repeat] " : "") + mark + title;
  }

  /** What the one link does; whoever reads a status page need not know who keeps it. */
  public String linkSays() {
    return kind == Kind.STATUS ? "Open the status page" : "Open in Rialto";
  }

  /** Where, since when and who, as far as they are known, in the order they are told. */
  List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    if (!where.isEmpty()) {
      facts.add(new Fact("Where", where));
    }
    if (since != null) {
      facts.add(new Fact("Since", MINUTE.format(since)));
    }
    if (!who.isEmpty()) {
      facts.add(new Fact("Who has it", who));
    }
    return facts;
  }

  /** One thing told beside the title. */
  public record Fact(String name, String value) {}
}
