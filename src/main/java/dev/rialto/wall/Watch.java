package dev.rialto.wall;

import dev.rialto.wall.Wall.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the house for all walls of this node: at most every second, and only while somebody
 * watches. When the house cannot be read the last look stays, and its age says so.
 */
final class Watch {
  static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  /** Some things change without anybody saying so: a shift ends, a watcher falls silent. */
  static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

  /** How many looks back a browser may have been away and still be told only what changed. */
  static final int REMEMBERED = 60;

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Supplier<Reading> source;
  private final InstantSource clock;

  /** Held by whoever reads; the others take what there is. */
  private final ReentrantLock reading = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Deque<Reading> recent = new ArrayDeque<>();
  private long news;
  private long newsRead = -1;
  private long readAt;
  private boolean failed;

  Watch(Supplier<Reading> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Something changed somewhere; whoever waits looks again. */
  void tell() {
    lock.lock();
    try {
      news++;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How much was told so far, for {@link #await}. */
  long told() {
    lock.lock();
    try {
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more was told than {@code seen}, or for a while. */
  void await(long seen, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (news == seen && left > 0) left = told.awaitNanos(left);
    } finally {
      lock.unlock();
    }
  }

  /** For a page, which shows what is true when it is asked for; many who ask share one look. */
  Reading fresh() throws InterruptedException {
    long asked = System.nanoTime();
    reading.lockInterruptibly();
    try {
      var last = last();
      return last.isPresent() && readSince(asked) ? last.get() : keep(told(), source.get());
    } finally {
      reading.unlock();
    }
  }

  /** For a stream: what there is to see, read anew where that is due. */
  Reading latest() throws InterruptedException {
    var last = last();
    if (last.isEmpty()) return fresh();
    if (!due() || !reading.tryLock(0, TimeUnit.SECONDS)) return last.get();
    try {
      return due() ? readAgain(last.get()) : last().orElseThrow();
    } finally {
      reading.unlock();
    }
  }

  private Reading readAgain(Reading last) {
    long seen = told();
    try {
      var read = source.get();
      if (failed) LOG.info("The wall can be read again");
      failed = false;
      return keep(seen, read);
    } catch (RuntimeException e) {
      if (!failed) LOG.warn("The wall shows what it last saw: {}", e.toString());
      failed = true;
      later();
      return last;
    }
  }

  /** How old that is what a wall shows. */
  Duration age() {
    var last = last();
    if (last.isEmpty()) return Duration.ZERO;
    var age = Duration.between(last.get().asOf(), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** The look that gave this picture, if it is not long ago. */
  Optional<Picture> remembered(Scope scope, String mark) {
    lock.lock();
    try {
      return recent.stream()
          .map(look -> look.of(scope))
          .filter(picture -> picture.mark().equals(mark))
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Reading> last() {
    lock.lock();
    try {
      return Optional.ofNullable(recent.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  private boolean due() {
    lock.lock();
    try {
      long since = System.nanoTime() - readAt;
      return since >= AT_LEAST_EVERY.toNanos()
          || (news != newsRead && since >= AT_MOST_EVERY.toNanos());
    } finally {
      lock.unlock();
    }
  }

  private boolean readSince(long nanos) {
    lock.lock();
    try {
      return readAt - nanos > 0;
    } finally {
      lock.unlock();
    }
  }

  private void later() {
    lock.lock();
    try {
      readAt = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  private Reading keep(long seen, Reading read) {
    lock.lock();
    try {
      readAt = System.nanoTime();
      newsRead = seen;
      recent.addFirst(read);
      if (recent.size() > REMEMBERED) recent.removeLast();
      return read;
    } finally {
      lock.unlock();
    }
  }
}
