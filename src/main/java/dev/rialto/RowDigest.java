package dev.rialto;

import dev.rialto.platform.Sha256;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Digests what COPY writes twice: the bytes as they stand, and the rows whatever their order, since
 * a table that was loaded again may tell its rows in another one.
 */
final class RowDigest extends OutputStream {
  private final OutputStream onward;
  private final MessageDigest bytes = Sha256.digest();
  private final MessageDigest row = Sha256.digest();
  private long rows;
  // The sum of all rows' digests, cut to 128 bits: addition does not mind the order.
  private long high;
  private long low;

  RowDigest(OutputStream onward) {
    this.onward = onward;
  }

  @Override
  public void write(int one) throws java.io.IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws java.io.IOException {
    onward.write(buffer, offset, length);
    bytes.update(buffer, offset, length);
    var from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] == '\n') { // COPY writes a newline inside a value as an escape
        row.update(buffer, from, i + 1 - from);
        from = i + 1;
        endRow();
      }
    }
    row.update(buffer, from, offset + length - from);
  }

  private void endRow() {
    var digest = ByteBuffer.wrap(row.digest());
    high += digest.getLong();
    var more = digest.getLong();
    low += more;
    if (Long.compareUnsigned(low, more) < 0) {
      high++;
    }
    rows++;
  }

  long rows() {
    return rows;
  }

  String ofRows() {
    return "%016x%016x".formatted(high, low);
  }

  /** Once, at the end. */
  String ofBytes() {
    return java.util.HexFormat.of().formatHex(bytes.digest());
  }
}
