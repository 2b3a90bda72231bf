package dev.rialto.signals;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Concurrent requests share one commit. One thread takes everything that waits and writes it in one
 * transaction; each request goes on when its own row is safe. No library: it is a queue and a loop.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> implements AutoCloseable {
  /** Rows of one statement: above this the statement grows and the wait is not worth it. */
  static final int MAX_ROWS = 1_000;

  static final int MAX_BATCH_BYTES = 8 * 1024 * 1024;

  /** Beyond these a request is told to come again rather than left to wait. */
  static final int MAX_WAITING_ROWS = 20_000;

  static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Nothing more is taken in: full, or about to stop. */
  static final class Full extends Exception {
    private static final long serialVersionUID = 1;

    Full(String why) {
      super(why, null, false, false);
    }
  }

  private record Waiting<T>(T row, int bytes, CompletableFuture<Boolean> done) {}

  private final Consumer<List<T>> writer;
  private final ToIntFunction<T> size;
  private final ConcurrentLinkedQueue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean asleep;

  /** The writer writes all rows in one transaction or throws, having written none. */
  GroupCommit(String name, ToIntFunction<T> size, Consumer<List<T>> writer) {
    this.size = size;
    this.writer = writer;
    // A platform thread: JDBC work should not hold one of the two carriers of all requests.
    this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /** Completes when the row is safe, or with what went wrong. */
  CompletableFuture<Boolean> commit(T row) throws Full {
    if (closed) {
      throw new Full("Rialto is stopping.");
    }
    int weight = size.applyAsInt(row);
    int ahead = rows.getAndIncrement();
    long heavy = bytes.getAndAdd(weight);
    if (ahead >= MAX_WAITING_ROWS || heavy >= MAX_WAITING_BYTES) {
      rows.decrementAndGet();
      bytes.addAndGet(-weight);
      throw new Full("More came in than the database can take.");
    }
    var waiting = new Waiting<>(row, weight, new CompletableFuture<Boolean>());
    queue.add(waiting);
    if (closed && !thread.isAlive() && queue.remove(waiting)) {
      throw new Full("Rialto is stopping.");
    }
    if (asleep) {
      LockSupport.unpark(thread);
    }
    return waiting.done();
  }

  int waiting() {
    return rows.get();
  }

  private void run() {
    while (true) {
      var batch = take();
      if (!batch.isEmpty()) {
        write(batch);
      } else if (closed) {
        return;
      } else {
        asleep = true;
        if (queue.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        asleep = false;
      }
    }
  }

  private List<Waiting<T>> take() {
    var batch = new ArrayList<Waiting<T>>();
    for (int weight = 0; batch.size() < MAX_ROWS && weight < MAX_BATCH_BYTES; ) {
      var next = queue.poll();
      if (next == null) {
        break;
      }
      weight += next.bytes();
      batch.add(next);
    }
    return batch;
  }

  private void write(List<Waiting<T>> batch) {
    try {
      writer.accept(batch.stream().map(Waiting::row).toList());
      release(batch);
      batch.forEach(each -> each.done().complete(true));
    } catch (RuntimeException e) {
      release(batch);
      if (batch.size() == 1 || outage(e)) {
        batch.forEach(each -> each.done().completeExceptionally(e));
      } else {
        LOG.warn(
            "A group of {} signals could not be written together, trying singly", batch.size());
        batch.forEach(this::writeAlone);
      }
    }
  }

  /** One poisoned row must not fail its neighbours. */
  private void writeAlone(Waiting<T> each) {
    try {
      writer.accept(List.of(each.row()));
      each.done().complete(true);
    } catch (RuntimeException e) {
      each.done().completeExceptionally(e);
    }
  }

  private void release(List<Waiting<T>> batch) {
    rows.addAndGet(-batch.size());
    bytes.addAndGet(-batch.stream().mapToLong(Waiting::bytes).sum());
  }

  /**
   * When the database is gone, a thousand single tries would only keep a thousand senders waiting.
   */
  static boolean outage(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        var state = sql.getSQLState();
        return state == null
            || state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("53")
            || sql instanceof SQLTransientException;
      }
    }
    return false;
  }

  /** What was taken is still written; nothing new is taken. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var left = queue.poll(); left != null; left = queue.poll()) {
      left.done().completeExceptionally(new Full("Rialto is stopping."));
    }
  }
}
