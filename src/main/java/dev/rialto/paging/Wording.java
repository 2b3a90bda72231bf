package dev.rialto.paging;

import dev.rialto.channels.Message;
import dev.rialto.paging.DeliverySql.Posting;
import dev.rialto.paging.DeliverySql.Told;
import dev.rialto.platform.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says: what, where, since when, who has it, one link. Pure, and said anew at every
 * try, so that a message that waited tells what is true when it leaves.
 *
 * @param publicUrl where people reach Rialto
 */
record Wording(String publicUrl, PageLinks links) {

  /** How somebody on another team finds it again: {@code A-17}. */
  static String alertNumber(long alertId) {
    return "A-" + alertId;
  }

  Message say(Posting notification, List<Told> told, boolean repeat) {
    var worst = told.getFirst();
    var bundle = told.size() > 1;
    var message =
        new Message(
            notification.deliveryId().toString(),
            repeat,
            Message.Kind.valueOf(notification.kind().toUpperCase(java.util.Locale.ROOT)),
            title(told),
            text(notification.kind(), told),
            worst.severity(),
            where(told),
            who(notification.kind(), worst),
            bundle
                ? told.stream().map(Told::since).min(java.util.Comparator.naturalOrder()).get()
                : worst.since(),
            publicUrl + (bundle ? "/pages" : worst.path()),
            actLink(notification, worst, bundle),
            thread(notification),
            bundle ? told.stream().map(this::line).toList() : List.of());
    return message;
  }

  /** What is no page: nothing acts, and nobody has to answer. */
  Message say(Posting notification, DeliverySql.Noted note, boolean repeat) {
    var message =
        Message.note(
            Message.Kind.LETTER,
            notification.deliveryId().toString(),
            note.title(),
            note.text(),
            publicUrl + note.path());
    return repeat ? message.repeated() : message;
  }

  /** What every message about the same thing has in common, so that channels can thread them. */
  private static String thread(Posting notification) {
    return notification.firstAlert() == null ? "" : alertNumber(notification.firstAlert());
  }

  private @Nullable String actLink(Posting notification, Told worst, boolean bundle) {
    if (!notification.kind().equals("page") && !notification.kind().equals("raised")) {
      return null;
    }
    return bundle
        ? links.link(true, notification.id(), notification.personId())
        : links.link(false, worst.pageId(), notification.personId());
  }

  private static String title(List<Told> told) {
    var worst = told.getFirst();
    var services = told.stream().map(Told::serviceName).distinct().count();
    if (told.size() == 1) {
      return worst.serviceName() + ": " + worst.title();
    }
    var where = services == 1 ? worst.serviceName() : Show.plural(services, "service", "services");
    return where + ": " + told.size() + " alerts, first " + worst.title();
  }

  private static String where(List<Told> told) {
    var services = told.stream().map(Told::serviceName).distinct().toList();
    var named = String.join(", ", services.stream().limit(5).toList());
    return services.size() > 5 ? named + " and " + (services.size() - 5) + " more" : named;
  }

  private static String who(String kind, Told told) {
    return switch (kind) {
      case "acknowledged" -> told.closedBy() == null ? "" : told.closedBy();
      case "resolved" -> "";
      default ->
          "you, "
              + told.why()
              + others(told)
              + (told.closedBy() == null ? ". Nobody has acknowledged yet" : "");
    };
  }

  private static String others(Told told) {
    if (told.others().isEmpty()) {
      return "";
    }
    var more = told.moreOthers() > 0 ? " and " + told.moreOthers() + " more" : "";
    return "; also paged: " + told.others() + more;
  }

  private static String text(String kind, List<Told> told) {
    var many = told.size() > 1;
    return switch (kind) {
      case "acknowledged" ->
          told.getFirst().closedBy()
              + " has "
              + (many ? "them." : "it.")
              + " Nothing more rings for you.";
      case "resolved" -> (many ? "They are" : "It is") + " over. Nothing is left to do.";
      case "raised" -> "The severity rose to " + told.getFirst().severity() + ".";
      default -> "";
    };
  }

  private Message.Line line(Told told) {
    return new Message.Line(
        alertNumber(told.alertId()),
        told.serviceName() + ": " + told.title(),
        told.severity(),
        publicUrl + told.path());
  }
}
