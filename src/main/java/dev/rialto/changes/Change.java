package dev.rialto.changes;

import dev.rialto.platform.Show;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list: a commit, or a request to take some in.
 *
 * @param kind commit or request
 * @param name the commit's sha, the request's number
 * @param at when it was pushed first; when a request moved last
 * @param state pushed; open, merged or closed
 */
public record Change(
    String kind,
    long id,
    @Nullable String serviceSlug,
    @Nullable String serviceName,
    String repository,
    String name,
    String title,
    String author,
    String branch,
    String state,
    Instant at,
    String url) {

  public boolean commit() {
    return kind.equals("commit");
  }

  public String path() {
    return (commit() ? "/changes/" : "/change-requests/") + id;
  }

  /** As people quote it: “f95f852b”, “#7”. */
  public String said() {
    return commit() ? Show.commit(name) : "#" + name;
  }

  public String titleSaid() {
    return title.isEmpty() ? said() : title;
  }
}
