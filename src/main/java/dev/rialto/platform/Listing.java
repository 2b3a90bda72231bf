package dev.rialto.platform;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list on the API: {@code ?limit=50&cursor=…} in, {@code {"items":[…],"next":…}} out.
 * The cursor is opaque to the caller; inside it is the last key of the page before.
 */
public record Listing(int limit, @Nullable String cursor) {
  static final int DEFAULT = 50;
  public static final int MOST = 500;

  public record Answer<T>(List<T> items, @Nullable String next) {}

  public static Listing of(Context ctx) {
    String limit = ctx.queryParam("limit");
    int wanted = DEFAULT;
    if (limit != null) {
      if (!limit.matches("\\d{1,6}")
          || Integer.parseInt(limit) < 1
          || Integer.parseInt(limit) > MOST) {
        throw Problem.badRequest("limit must be a whole number from 1 to " + MOST + ".");
      }
      wanted = Integer.parseInt(limit);
    }
    String cursor = ctx.queryParam("cursor");
    return new Listing(wanted, cursor == null || cursor.isEmpty() ? null : cursor);
  }

  /** The cursor as a row id, or {@code start} at the first page. */
  public long after(long start) {
    if (cursor == null) {
      return start;
    }
    return Digits.of(cursor)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "cursor is not one that this list handed out; leave it out to start again."));
  }

  /** Rows read with {@code limit + 1}: the extra one only tells that there is more. */
  public <R, T> Answer<T> answer(List<R> rows, Function<R, T> json, Function<R, String> key) {
    boolean more = rows.size() > limit;
    var page = more ? rows.subList(0, limit) : rows;
    return new Answer<>(page.stream().map(json).toList(), more ? key.apply(page.getLast()) : null);
  }
}
