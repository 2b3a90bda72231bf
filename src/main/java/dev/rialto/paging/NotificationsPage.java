package dev.rialto.paging;

import dev.rialto.paging.AlertPages.Carried;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every message Rialto sent about pages: what did not get through first, then the latest. */
public record NotificationsPage(
    List<HealthRow> health,
    List<Carried> trouble,
    List<Carried> latest,
    String state,
    String channel,
    @Nullable String next,
    Instant now) {

  /** How a channel did lately. */
  public record HealthRow(
      String channel,
      long sent,
      long trouble,
      @Nullable Instant lastSent,
      @Nullable Instant lastFailed,
      @Nullable String lastError) {}

  public static final List<String> STATES =
      List.of("", "trouble", "waiting", "sending", "retrying", "sent", "failed", "dropped");

  public String title() {
    if (trouble.isEmpty()) {
      return health.isEmpty() ? "No message has left yet" : "Every message gets through";
    }
    return trouble.size() == 1
        ? "One message does not get through"
        : trouble.size()
            + (trouble.size() == 20 ? " messages or more do" : " messages do")
            + " not get through";
  }

  /** What a chip that leads to these messages says. */
  public static String choice(String state) {
    return switch (state) {
      case "" -> "all";
      case "trouble" -> "not getting through";
      default -> AlertPages.wordsOf(state);
    };
  }

  public String query(String otherState, @Nullable String cursor) {
    return "?state="
        + otherState
        + (channel.isEmpty() ? "" : "&channel=" + channel)
        + (cursor == null ? "" : "&cursor=" + cursor);
  }

  public static String healthState(HealthRow row) {
    if (row.trouble() == 0) {
      return "up";
    }
    return row.sent() == 0 ? "down" : "degraded";
  }

  public static String healthWords(HealthRow row) {
    if (row.trouble() == 0) {
      return "works";
    }
    return row.sent() == 0 ? "nothing gets through" : "some do not get through";
  }
}
