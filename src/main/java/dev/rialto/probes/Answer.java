package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.DataFormatException;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as much of it as is read: never more than a fixed number of bytes on the
 * wire, nor unpacked, and only what somebody will look at is kept.
 *
 * @param came bytes that came, unpacked
 * @param cut whether there was more
 * @param broken why the rest never came, or null
 */
record Answer(String text, long came, boolean cut, @Nullable IOException broken) {
  static final long MOST_BYTES = 1024 * 1024;
  static final int EXCERPT = 2 * 1024;

  /** Kept when only the excerpt is shown. */
  private static final long LEAST_KEPT = 4 * EXCERPT;

  private static final long STEP = 16 * 1024;

  static Answer read(Response response, boolean all, Buffers.Share memory) throws Fault {
    var wire = new Cut(response.body().source());
    boolean packed = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
    Source source = packed ? new GzipSource(Okio.buffer(wire)) : wire;
    var kept = new Buffer();
    var step = new Buffer();
    long came = 0;
    long most = all ? MOST_BYTES : LEAST_KEPT;
    @Nullable IOException broken = null;
    try {
      while (came < MOST_BYTES) {
        long n = source.read(step, Math.min(STEP, MOST_BYTES - came));
        if (n < 0) break;
        came += n;
        if (kept.size() < most) {
          memory.take(n);
          kept.write(step, n);
        } else {
          step.clear();
        }
      }
    } catch (IOException e) {
      boolean nothingToUnpack = e instanceof EOFException && wire.left == MOST_BYTES;
      broken = wire.cut || nothingToUnpack ? null : e;
    }
    boolean more = came == MOST_BYTES && hasMore(source);
    boolean cut = more || wire.cut; // asking for more may have met the other limit
    return new Answer(kept.readString(charset(response)), came, cut, broken);
  }

  private static boolean hasMore(Source source) {
    try {
      return source.read(new Buffer(), 1) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Charset charset(Response response) {
    var type = response.body().contentType();
    var charset = type == null ? null : type.charset(UTF_8);
    return charset == null ? UTF_8 : charset;
  }

  /** Okio says so in words only. */
  static boolean isUnpackable(IOException e) {
    var message = String.valueOf(e.getMessage());
    return message.contains("gzip") || message.contains("!= expected") || isZip(e);
  }

  private static boolean isZip(IOException e) {
    return e.getCause() instanceof DataFormatException;
  }

  boolean isWhole() {
    return !cut && broken == null;
  }

  /** Said wherever a match was made on a beginning only. */
  String note() {
    return cut ? " in the first " + Words.bytes(MOST_BYTES) + " of a longer answer" : "";
  }

  /** Ends after the most that may come over the wire, and remembers that it did. */
  private static final class Cut extends ForwardingSource {
    private long left = MOST_BYTES;
    private boolean cut;

    Cut(Source source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (left == 0) {
        cut = super.read(new Buffer(), 1) > 0;
        return -1;
      }
      long n = super.read(sink, Math.min(byteCount, left));
      if (n > 0) left -= n;
      return n;
    }
  }
}
