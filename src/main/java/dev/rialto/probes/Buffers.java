package dev.rialto.probes;

import java.util.concurrent.atomic.AtomicLong;

/** How much of answers all probes together may hold in memory: two thousand big ones at once. */
final class Buffers {
  static final long MOST_BYTES = 96L * 1024 * 1024;

  private final long most;
  private final AtomicLong held = new AtomicLong();

  Buffers(long most) {
    this.most = most;
  }

  Share share() {
    return new Share();
  }

  /** What one probe holds; given back when it is closed. */
  final class Share implements AutoCloseable {
    private long mine;

    void take(long bytes) throws Fault {
      mine += bytes;
      if (held.addAndGet(bytes) > most) {
        throw Fault.ours(
            "Rialto already holds %s of other answers; this one has to wait"
                .formatted(Words.bytes(most)));
      }
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
