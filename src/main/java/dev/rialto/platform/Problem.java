package dev.rialto.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what is wrong and how to mend it: {@code application/problem+json} (RFC 9457)
 * on the API, a page of the same words in a browser. Thrown by doors and verbs for outcomes the
 * caller can mend; a bug stays an ordinary exception and becomes a 500 with an id.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient List<Wrong> errors;
  private final transient @Nullable Duration retryAfter;

  private Problem(
      int status, String title, String detail, List<Wrong> errors, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail, List.of(), null);
  }

  public static Problem unauthorized(String detail) {
    return new Problem(401, "Sign in first", detail, List.of(), null);
  }

  public static Problem forbidden(String detail) {
    return new Problem(403, "Not allowed", detail, List.of(), null);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail, List.of(), null);
  }

  /** Somebody else changed it meanwhile, or it is in use: 409. */
  public static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail, List.of(), null);
  }

  /** A link or token that was good once: 410. */
  public static Problem gone(String detail) {
    return new Problem(410, "No longer valid", detail, List.of(), null);
  }

  public static Problem tooLarge(String detail) {
    return new Problem(413, "Too large", detail, List.of(), null);
  }

  public static Problem invalid(List<Wrong> errors) {
    return new Problem(
        422,
        "Some fields need mending",
        errors.stream()
            .map(w -> w.field() + ": " + w.message())
            .reduce((a, b) -> a + "; " + b)
            .orElse(""),
        errors,
        null);
  }

  public static Problem invalid(String field, String message) {
    return invalid(List.of(new Wrong(field, message)));
  }

  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem(429, "Too many requests", detail, List.of(), retryAfter);
  }

  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(503, "Not available now", detail, List.of(), retryAfter);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Wrong> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
