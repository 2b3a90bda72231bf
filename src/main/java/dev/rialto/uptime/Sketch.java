package dev.rialto.uptime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long things took, kept so that hours merge into days without loss: counts in buckets that
 * grow by 4 %, so a percentile is never more than 2 % off. A library was refused for a map and a
 * logarithm; why buckets and neither t-digest nor HdrHistogram stands in an ADR.
 */
public final class Sketch {
  private static final double GROWTH = 1.04;
  private static final double LOG_GROWTH = Math.log(GROWTH);

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long count;

  public void add(Duration took) {
    add(bucket(Math.max(1, took.toNanos() / 1_000)), 1);
  }

  public Sketch merge(Sketch other) {
    other.counts.forEach(this::add);
    return this;
  }

  public long count() {
    return count;
  }

  /** The value below which this share lies; zero when there is none. */
  public Duration quantile(double share) {
    long rank = (long) Math.ceil(share * count);
    long passed = 0;
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      passed += each.getValue();
      if (passed >= Math.max(1, rank)) {
        return Duration.ofNanos((long) (middle(each.getKey()) * 1_000));
      }
    }
    return Duration.ZERO;
  }

  /** Pairs of bucket and count as varints, buckets as the distance from the one before. */
  public byte[] bytes() {
    var out = new ByteArrayOutputStream(counts.size() * 3);
    int before = 0;
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      varint(out, each.getKey() - before);
      varint(out, each.getValue());
      before = each.getKey();
    }
    return out.toByteArray();
  }

  public static Sketch of(byte[] bytes) {
    var sketch = new Sketch();
    var in = ByteBuffer.wrap(bytes);
    int bucket = 0;
    while (in.hasRemaining()) {
      bucket += (int) varint(in);
      sketch.add(bucket, varint(in));
    }
    return sketch;
  }

  private void add(int bucket, long times) {
    counts.merge(bucket, times, Long::sum);
    count += times;
  }

  private static int bucket(long micros) {
    return (int) Math.ceil(Math.log(micros) / LOG_GROWTH);
  }

  /** Where the error to either side of the bucket is the same. */
  private static double middle(int bucket) {
    return 2 * Math.pow(GROWTH, bucket) / (GROWTH + 1);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    while (true) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
