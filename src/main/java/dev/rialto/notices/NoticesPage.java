package dev.rialto.notices;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a team hears of its deployments.
 *
 * @param edited the channel whose form is open; null for a new one
 */
public record NoticesPage(
    Team team,
    List<ChatChannel> channels,
    List<NoticeSql.Line> lately,
    @Nullable ChatChannel edited,
    ChannelDraft typed,
    List<Wrong> wrongs,
    @Nullable String faster,
    boolean mayChange,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    long failing = channels.stream().filter(c -> c.failingSince() != null).count();
    if (channels.isEmpty()) {
      return team.name() + " hears of its deployments nowhere";
    }
    return failing > 0
        ? team.name() + " does not hear of all its deployments"
        : team.name() + " hears of its deployments";
  }

  /** Over the form: of the first channel, of one more, or of the one that is changed. */
  public String heading() {
    if (edited != null) {
      return "Change " + edited.name();
    }
    return channels.isEmpty() ? "A channel to tell" : "One more channel";
  }

  public String action() {
    return edited == null
        ? "/teams/" + team.slug() + "/notices"
        : "/deployment-channels/" + edited.id();
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }

  static String tellsSaid(String what) {
    return switch (what) {
      case "waiting" -> "waits for somebody to let it go on";
      case "started" -> "has started";
      case "succeeded" -> "has succeeded";
      case "failed" -> "has failed";
      case "cancelled" -> "was called off";
      default -> "was rolled back";
    };
  }

  public String tells(String what) {
    return tellsSaid(what);
  }

  public String kindSaid(String kind) {
    return switch (kind) {
      case "slack" -> "Slack, incoming webhook";
      case "mattermost" -> "Mattermost, incoming webhook";
      case "ntfy" -> "ntfy topic";
      default -> "Signed webhook";
    };
  }
}
