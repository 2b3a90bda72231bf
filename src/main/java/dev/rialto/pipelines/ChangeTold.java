package dev.rialto.pipelines;

import dev.rialto.delivery.Clip;
import dev.rialto.delivery.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A commit that was pushed. */
public record ChangeTold(
    Origin origin,
    String sha,
    String branch,
    String title,
    String author,
    @Nullable Instant authoredAt,
    Instant pushedAt,
    List<String> files,
    String url) {
  /** More than a person would read of one commit. */
  static final int MOST_FILES = 300;

  public ChangeTold {
    sha = Clip.line(sha, 64);
    branch = Clip.line(branch, 400);
    title = Clip.line(title, 400);
    author = Clip.line(author, 200);
    files = files.stream().limit(MOST_FILES).map(file -> Clip.line(file, 400)).toList();
    url = Clip.link(url);
  }
}
