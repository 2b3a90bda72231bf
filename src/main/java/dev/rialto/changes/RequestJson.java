package dev.rialto.changes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about a pull or merge request. */
record RequestJson(
    long id,
    @Nullable String service,
    String repository,
    long number,
    String title,
    String author,
    String branch,
    String target,
    String headSha,
    String mergeSha,
    String state,
    boolean draft,
    String waitsFor,
    @Nullable Integer lines,
    @Nullable Integer files,
    Instant openedAt,
    @Nullable Instant mergedAt,
    @Nullable Instant closedAt,
    String url) {

  /** A request with all that happened to it. */
  record Whole(RequestJson request, List<TurnJson> transitions) {}

  /** One thing that happened. */
  record TurnJson(String word, Instant at, String by) {
    static TurnJson of(ChangeSql.Turn turn) {
      return new TurnJson(turn.word(), turn.at(), turn.byWhom());
    }
  }

  static RequestJson of(ChangeSql.Request r) {
    return new RequestJson(
        r.id(),
        r.serviceSlug(),
        r.repository(),
        r.number(),
        r.title(),
        r.author(),
        r.branch(),
        r.target(),
        r.headSha(),
        r.mergeSha(),
        r.state(),
        r.draft(),
        r.waitsFor(),
        r.lines(),
        r.files(),
        r.openedAt(),
        r.mergedAt(),
        r.closedAt(),
        r.url());
  }
}
