package dev.rialto.pipelines;

import dev.rialto.delivery.Clip;
import dev.rialto.delivery.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pull or merge request as it stood when this was said.
 *
 * @param waitsFor who was asked to look at it
 * @param turn what was done, by whom; of what is told twice the newest holds
 */
public record RequestTold(
    Origin origin,
    String key,
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
    String url,
    Turn turn) {
  public RequestTold {
    key = Clip.line(key, 400);
    title = Clip.line(title, 400);
    author = Clip.line(author, 200);
    branch = Clip.line(branch, 400);
    target = Clip.line(target, 400);
    headSha = Clip.line(headSha, 64);
    mergeSha = Clip.line(mergeSha, 64);
    waitsFor = Clip.line(waitsFor, 400);
    url = Clip.link(url);
  }
}
