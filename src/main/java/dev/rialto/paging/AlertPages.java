package dev.rialto.paging;

import java.time.Instant;
import java.util.Comparator;
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

  /**
   * One person, however often they were rung, with the messages that carried it.
   *
   * @param page the last ring
   * @param over whether the alert is
   */
  public record Rung(PageRow page, int times, List<Carried> messages, boolean over) {
    /** Nothing of theirs carries a message: they saw it on the screen or not at all. */
    public boolean silent() {
      return messages.isEmpty();
    }

    public String outcome() {
      if (page.closedAs() == null) {
        return "no answer yet";
      }
      var has = over ? "had it" : "has it";
      return switch (page.closedAs()) {
        case "acknowledged" ->
            page.person().equals(page.closedBy()) ? has : page.closedBy() + " " + has;
        case "resolved" -> "over";
        default -> "stopped by " + page.closedBy();
      };
    }

    /** The message that is worst off, which the others stand behind. */
    public Carried worst() {
      return messages.stream().max(Comparator.comparingInt(Carried::trouble)).orElseThrow();
    }

    /** “delivered”, or “failed” with of how many. */
    public String carried() {
      var worst = worst();
      long same = messages.stream().filter(m -> m.words().equals(worst.words())).count();
      return same == messages.size() ? worst.words() : "%d %s".formatted(same, worst.words());
    }
  }

  /** One message and its tries. */
  public record Carried(MessageRow message, List<AttemptRow> attempts) {
    private static final List<String> BY_TROUBLE =
        List.of("dropped", "sent", "waiting", "sending", "retrying", "failed");

    public String state() {
      return stateOf(message.state());
    }

    public String words() {
      return wordsOf(message);
    }

    private int trouble() {
      return BY_TROUBLE.indexOf(message.state());
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
    return wordsOf(message.state());
  }

  /** The word for a state, the same beside a message and where one chooses among them. */
  public static String wordsOf(String state) {
    return switch (state) {
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
