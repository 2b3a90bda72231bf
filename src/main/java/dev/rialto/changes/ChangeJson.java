package dev.rialto.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about a commit. */
record ChangeJson(
    long id,
    @Nullable String service,
    String repository,
    String sha,
    String branch,
    String title,
    String author,
    @Nullable Instant authoredAt,
    Instant pushedAt,
    String url) {

  /** A commit with its files, and where it has arrived. */
  record Whole(ChangeJson change, List<String> files, List<ArrivalJson> arrivals) {}

  /** The first deployment of a place that brought it. */
  record ArrivalJson(
      long deploymentId, String service, String environment, boolean production, Instant at) {
    static ArrivalJson of(ChangeSql.Arrival a) {
      return new ArrivalJson(a.id(), a.slug(), a.environment(), a.production(), a.at());
    }
  }

  static ChangeJson of(ChangeSql.Commit c) {
    return new ChangeJson(
        c.id(),
        c.serviceSlug(),
        c.repository(),
        c.sha(),
        c.branch(),
        c.title(),
        c.author(),
        c.authoredAt(),
        c.pushedAt(),
        c.url());
  }
}
