package dev.rialto.company;

import dev.rialto.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's phone and mailbox: keeps what Rialto really sent, the newest first, also overnight.
 */
public final class Inbox {
  /** Older ones are forgotten; the file is cut to these at each start. */
  static final int MOST = 400;

  private final Path file;
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private InstantSource clock;
  private Runnable arrived = () -> {};

  public Inbox(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    read();
  }

  /** From now on it is this time, and this hears of what arrives. */
  public synchronized void follow(InstantSource clock, Runnable arrived) {
    this.clock = clock;
    this.arrived = arrived;
  }

  void receive(
      Letter.Via via,
      String to,
      String subject,
      String text,
      List<Letter.Link> links,
      int priority) {
    Runnable tell;
    synchronized (this) {
      var letter = new Letter(clock.instant(), via, to, subject, text, links, priority);
      letters.addFirst(letter);
      if (letters.size() > MOST) {
        letters.removeLast();
      }
      write(letter);
      tell = arrived;
      notifyAll();
    }
    tell.run();
  }

  /** The newest of that kind first. */
  public synchronized List<Letter> newest(Predicate<Letter> wanted, int limit) {
    return letters.stream().filter(wanted).limit(limit).toList();
  }

  /** The newest of that kind, waiting a while for it to arrive; null when it does not. */
  synchronized @Nullable Letter await(Predicate<Letter> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        var there = newest(wanted, 1);
        long left = (end - System.nanoTime()) / 1_000_000;
        if (!there.isEmpty() || left <= 0) {
          return there.isEmpty() ? null : there.getFirst();
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void write(Letter letter) {
    try {
      Files.writeString(
          file, Json.write(letter) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be written", e);
    }
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      var kept = new ArrayList<String>();
      for (var line : lines.subList(Math.max(0, lines.size() - MOST), lines.size())) {
        if (line.endsWith("}")) { // a crash may have cut the last one
          letters.addFirst(Json.MAPPER.readValue(line, Letter.class));
          kept.add(line);
        }
      }
      Files.write(file, kept);
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read", e);
    }
  }
}
