package dev.rialto.alerts;

import dev.rialto.journal.Entry;
import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How alerts are said on screens: a colour, a shape and a word, and sentences for what happened.
 */
public final class AlertShow {
  private AlertShow() {}

  /** The colour and shape. */
  public static String state(Alert alert) {
    if (!alert.firing()) {
      return "up";
    }
    return switch (alert.severity()) {
      case CRITICAL, ERROR -> "down";
      case WARNING -> "degraded";
      case INFO -> "unknown";
    };
  }

  /** The word beside them. */
  public static String word(Alert alert) {
    if (!alert.firing()) {
      return "Resolved";
    }
    var word = alert.severity().word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  public static String lasted(Alert alert, Instant now) {
    var end = alert.endedAt() == null ? now : alert.endedAt();
    return Show.duration(Duration.between(alert.startedAt(), end));
  }

  public static String how(Alert alert) {
    return switch (String.valueOf(alert.endedHow())) {
      case Known.DEADLINE -> "nothing more was heard of it";
      case Known.HAND -> "resolved by hand";
      default -> "its sender says so";
    };
  }

  /** One line of the story; the rest of an entry stays in the journal. */
  public static String said(Entry entry) {
    var after = entry.afterTree();
    return switch (entry.kind()) {
      case "alert.opened" -> "It was opened";
      case "alert.reopened" -> "Its sender says that it never stopped";
      case "alert.acknowledged" -> "has it";
      case "alert.unacknowledged" -> "gave it back";
      case "alert.escalated" -> "rang the next one";
      case "alert.severity_rose" ->
          "It rose to " + (after == null ? "worse" : after.path("severity").asText("worse"));
      case "alert.resolved" ->
          after != null && after.has("by")
              ? "resolved it by hand"
              : after != null && after.has("because")
                  ? "Over: nothing more was heard of it"
                  : "Over: its sender says so";
      case "alert.held" ->
          "A silence holds it: " + (after == null ? "" : after.path("comment").asText(""));
      case "alert.waits" -> "It waits: " + (after == null ? "" : after.path("because").asText(""));
      case "alert.released" ->
          after != null && after.has("because")
              ? "It outlived what it waited for"
              : "The silence ended and it still fires";
      case "alert.merged" ->
          "It is the same as A-" + (after == null ? "" : after.path("into").asText(""));
      default -> entry.kind().replace("alert.", "").replace('_', ' ');
    };
  }

  public static boolean byPerson(Entry entry) {
    return !entry.actor().equals("rialto");
  }

  /** What a browser would hide is shown as a box, so that two labels never look the same. */
  public static String visible(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean hidden =
                  (Character.isISOControl(c) && c != '\n' && c != '\t')
                      || (c >= 0x202A && c <= 0x202E)
                      || (c >= 0x2066 && c <= 0x2069)
                      || (c >= 0x200B && c <= 0x200F)
                      || c == 0xFEFF;
              shown.appendCodePoint(hidden ? 0x25A1 : c);
            });
    return shown.toString();
  }
}
