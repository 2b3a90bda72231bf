package dev.rialto.paging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was paged for one alert: by which channel, every try, why some were passed over, who is next.
 */
public record AlertPages(
    long alertId,
    @Nullable Long teamId,
    String verdict,
    String state,
    @Nullable Next next,
    List<Rung> rung,
    List<String> passed,
    Instant now) {

  /** One ring of one person for one alert. */
  public record PageRow(
      long id,
      long alertId,
      long personId,
      String person,
      int step,
      int level,
      String why,
      Instant rangAt,
      @Nullable Instant closedAt,
      @Nullable String closedAs,
      @Nullable String closedBy) {}

  /** One message on one channel. */
  public record MessageRow(
      long id,
      String kind,
      long personId,
      String person,
      String channel,
      String label,
      String about,
      String state,
      int tries,
      Instant leavesAt,
      @Nullable Instant nextTryAt,
      @Nullable String error,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable Long standsInFor,
      int pages) {}

  /** One try to deliver a message. */
  public record AttemptRow(
      long notificationId,
      int number,
      boolean repeat,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      @Nullable String detail) {}

  /** What rings next and when, if nobody answers. */
  public record Next(String who, Instant at) {}

  /** One ring of one person, with the messages that carried it. */
  public record Rung(PageRow page, List<Carried> messages, boolean silent) {
    public String outcome() {
      if (page.closedAs() == null) {
        return "no answer yet";
      }
      return switch (page.closedAs()) {
        case "acknowledged" ->
            page.person().equals(page.closedBy()) ? "has it" : page.closedBy() + " has it";
        case "resolved" -> "over";
        default -> "stopped by " + page.closedBy();
      };
    }
  }

  /** One message and its tries. */
  public record Carried(MessageRow message, List<AttemptRow> attempts) {
    public String state() {
      return stateOf(message.state());
    }

    public String words() {
      return wordsOf(message);
    }

    public String kind() {
      return switch (message.kind()) {
        case "page" ->
            message.standsInFor() == null ? "page" : "page, in place of a failing channel";
        case "acknowledged" -> "told who has it";
        case "resolved" -> "told it is over";
        case "note" -> message.standsInFor() == null ? "note" : "note, by the next channel";
        default -> "told it got worse";
      };
    }
  }

  public static String stateOf(String state) {
    return switch (state) {
      case "sent" -> "up";
      case "failed" -> "down";
      case "retrying" -> "degraded";
      default -> "unknown";
    };
  }

  public static String wordsOf(MessageRow message) {
    return switch (message.state()) {
      case "sent" -> "delivered";
      case "failed" -> "failed";
      case "retrying" -> "failing, tried again";
      case "sending" -> "leaving";
      case "dropped" -> "not needed";
      default -> "waits";
    };
  }

  public static String outcomeOf(AttemptRow attempt) {
    if (attempt.outcome() == null) {
      return "leaving";
    }
    return switch (attempt.outcome()) {
      case "sent" -> "delivered";
      case "refused" -> "refused for good";
      case "unknown" -> "not known";
      default -> "failed";
    };
  }

  public boolean nobodyYet() {
    return rung.isEmpty() && passed.isEmpty();
  }
}
