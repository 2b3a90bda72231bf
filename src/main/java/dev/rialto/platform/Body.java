package dev.rialto.platform;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sender has to say: never more of it is kept than a door takes, and it is heard to its end
 * before a door says no, for who is still talking does not hear the answer but a broken connection.
 */
public final class Body {
  /** A sender of more is cut off; nobody sends that by mistake. */
  static final long MOST_DROPPED = 256L * 1024 * 1024;

  /** And so is one that drips. */
  static final Duration LONGEST_DROPPED = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(Body.class);

  private Body() {}

  /** The whole body, or nothing when it is over so many bytes, whatever its header says of them. */
  public static Optional<byte[]> within(Context ctx, int most) {
    if (ctx.req().getContentLengthLong() > most) {
      return Optional.empty();
    }
    try {
      var body = ctx.bodyInputStream().readNBytes(most + 1);
      return body.length > most ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hears what is still to come and keeps nothing; the answer of a refusal goes out after it. */
  static void drop(Context ctx) {
    // Who asks before sending has not begun, and is told without it.
    if (ctx.header("Expect") != null || ctx.req().getContentLengthLong() > MOST_DROPPED) {
      return;
    }
    try {
      var in = ctx.bodyInputStream();
      var bin = new byte[8 * 1024];
      long from = System.nanoTime();
      long dropped = 0;
      for (int n = 0; n >= 0 && dropped <= MOST_DROPPED; n = in.read(bin)) {
        dropped += n;
        if (System.nanoTime() - from > LONGEST_DROPPED.toNanos()) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("A refused sender of {} went before its end: {}", ctx.path(), e.getMessage());
    }
  }
}
