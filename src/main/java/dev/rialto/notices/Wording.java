package dev.rialto.notices;

import dev.rialto.channels.Message;
import dev.rialto.platform.Show;
import java.time.Duration;

/** What a chat is told about a deployment. Pure. */
final class Wording {

  private Wording() {}

  /** A test goes the same way and says so. */
  static Message test(String id, String link) {
    return Message.note(
        Message.Kind.TEST,
        id,
        "Deployments will be told here",
        "Somebody tried this channel in Rialto.",
        link);
  }

  static Message of(String id, NoticeSql.Parcel parcel, String link) {
    return Message.note(Message.Kind.LETTER, id, title(parcel), text(parcel), link);
  }

  static String title(NoticeSql.Parcel parcel) {
    var service = or(parcel.service(), "A service");
    var version = said(or(parcel.version(), ""));
    var where = or(parcel.environment(), "its environment");
    return switch (parcel.what()) {
      case "waiting" -> "%s %s waits to go to %s".formatted(service, version, where);
      case "started" -> "%s %s is on its way to %s".formatted(service, version, where);
      case "cancelled" ->
          "%s %s was called off on its way to %s".formatted(service, version, where);
      case "failed" -> "%s %s failed in %s".formatted(service, version, where);
      case "rolled_back" -> "%s went back to %s in %s".formatted(service, version, where);
      default -> "%s %s is in %s".formatted(service, version, where);
    };
  }

  private static String text(NoticeSql.Parcel parcel) {
    var text = new StringBuilder();
    if (parcel.previousVersion() != null) {
      text.append(parcel.what().equals("rolled_back") ? "Back from " : "Before: ")
          .append(said(parcel.previousVersion()));
    }
    if (parcel.byWhom() != null && !parcel.byWhom().isEmpty()) {
      text.append(text.isEmpty() ? "By " : ", by ").append(parcel.byWhom());
    }
    if (parcel.startedAt() != null
        && parcel.finishedAt() != null
        && parcel.finishedAt().isAfter(parcel.startedAt())) {
      text.append(text.isEmpty() ? "It took " : ", it took ")
          .append(Show.duration(Duration.between(parcel.startedAt(), parcel.finishedAt())));
    }
    return text.toString();
  }

  private static String said(String version) {
    return version.isEmpty() ? "an unknown version" : Show.version(version);
  }

  private static String or(@org.jspecify.annotations.Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
