package dev.rialto.pipelines;

import dev.rialto.delivery.Deployment;
import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first screen of Ship: what is on its way and what is stuck on whom, then what runs where. */
public record ShipPage(
    List<Way> ways,
    List<PipelineSql.Review> reviews,
    List<Deployment> deployments,
    List<PipelineSql.Team> teams,
    @Nullable String team,
    int arrivedToday,
    int unmatched,
    Instant now) {

  public long waiting() {
    return ways.stream().filter(Way::waits).count()
        + reviews.size()
        + deployments.stream().filter(Deployment::waiting).count();
  }

  public long onTheirWay() {
    return (long) ways.size() + reviews.size() + deployments.size();
  }

  /** The title is the answer. */
  public String title() {
    long all = onTheirWay();
    long waiting = waiting();
    if (all == 0) {
      return "Nothing is on its way";
    }
    var title = Show.plural(all, "is on its way", "are on their way");
    return waiting == 0
        ? title
        : title
            + ", "
            + (waiting == all
                ? all == 1 ? "and it waits" : "and all of them wait"
                : Show.plural(waiting, "of them waits", "of them wait"));
  }

  public boolean empty() {
    return onTheirWay() == 0;
  }

  /** Each of those who are waited for, who may be several in one word of the sender’s. */
  public static List<String> each(String waitsFor) {
    return List.of(waitsFor.split(", "));
  }

  public String nowUrl() {
    return team == null ? "/ship/now" : "/ship/now?team=" + team;
  }

  public String whereUrl() {
    return team == null ? "/ship/where" : "/ship/where?team=" + team;
  }

  public String waited(Instant since) {
    return Show.duration(Duration.between(since, now));
  }
}
