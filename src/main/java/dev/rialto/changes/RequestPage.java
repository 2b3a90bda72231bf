package dev.rialto.changes;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One pull or merge request: how it stands, what happened to it, and where it has arrived. */
public record RequestPage(
    ChangeSql.Request request,
    List<ChangeSql.Turn> turns,
    List<Change> commits,
    List<ChangeSql.Arrival> arrivals,
    List<ChangeSql.Run> runs,
    Instant now) {

  /** The title is the answer. */
  public String title() {
    var name = "#" + request.number();
    return switch (request.state()) {
      case "merged" ->
          arrivals.stream().anyMatch(ChangeSql.Arrival::production)
              ? name + " is with customers"
              : name + " is merged";
      case "closed" -> name + " was closed without a merge";
      default ->
          request.draft()
              ? name + " is a draft"
              : request.waitsFor().isEmpty()
                  ? name + " is open, and nobody is asked to look at it"
                  : name + " waits for " + request.waitsFor();
    };
  }

  public String head() {
    return Show.commit(request.headSha());
  }

  public String shade() {
    return ChangesPage.shade(request.state());
  }

  /** From open to merged or closed, or until now. */
  public String lasted() {
    var end =
        request.mergedAt() != null
            ? request.mergedAt()
            : request.closedAt() != null ? request.closedAt() : now;
    var lasted = Duration.between(request.openedAt(), end);
    return Show.duration(lasted.isNegative() ? Duration.ZERO : lasted);
  }

  public String said(ChangeSql.Turn turn) {
    var word = turn.word().replace('_', ' ');
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
