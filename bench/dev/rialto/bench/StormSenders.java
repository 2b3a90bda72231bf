package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several senders at once, as Prometheus does it: what was not answered with success is sent again,
 * word for word, until it is.
 */
final class StormSenders implements AutoCloseable {
  static final int SENDERS = 8;
  static final int LARGEST_BATCH = 16;
  static final Duration PATIENCE = Duration.ofMinutes(3);
  static final Duration REQUEST_PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(30);

  /** One in so many tells something that wakes nobody. */
  private static final int CALM = 10;

  private static final List<String> PAGING = List.of("critical", "error", "warning");

  private final URI door;
  private final String token;
  private final int alerts;
  private final int perService;
  private final Instant start = Instant.now();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private final BitSet taken = new BitSet();
  private final List<String> surprises = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();

  StormSenders(URI base, String token, int alerts, int perService) {
    this.door = base.resolve("/api/v2/alerts");
    this.token = token;
    this.alerts = alerts;
    this.perService = perService;
  }

  void start(long seed) {
    for (int sender = 0; sender < SENDERS; sender++) {
      var dice = new SplittableRandom(seed + sender);
      running.add(threads.submit(() -> send(dice)));
    }
  }

  int accepted() {
    return accepted.get();
  }

  int tries() {
    return tries.get();
  }

  void awaitEnd() throws InterruptedException, ExecutionException {
    for (var sender : running) {
      sender.get();
    }
  }

  /** What was answered with success; only after the end. */
  BitSet taken() {
    synchronized (taken) {
      return (BitSet) taken.clone();
    }
  }

  /** Answers that no sender should get, whatever dies. */
  List<String> surprises() {
    synchronized (surprises) {
      return List.copyOf(surprises);
    }
  }

  static boolean pages(int number) {
    return number % CALM != 0;
  }

  private void send(SplittableRandom dice) {
    while (true) {
      // Singles and small batches, half and half.
      int size = dice.nextBoolean() ? 1 : 1 + dice.nextInt(LARGEST_BATCH);
      int from = next.getAndAdd(size);
      if (from >= alerts) {
        return;
      }
      int to = Math.min(alerts, from + size);
      if (!untilAccepted(body(from, to))) {
        surprise("alerts " + from + " to " + (to - 1) + " were never accepted");
        return;
      }
      synchronized (taken) {
        taken.set(from, to);
      }
      accepted.addAndGet(to - from);
    }
  }

  private boolean untilAccepted(String body) {
    var request =
        HttpRequest.newBuilder(door)
            .timeout(REQUEST_PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      tries.incrementAndGet();
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
          return true;
        }
        // While PostgreSQL is away, coming again is what a sender is asked to do.
        if (status != 503) {
          surprise("a sender was answered " + status);
        }
      } catch (IOException killed) {
        // The process that would have answered is gone; the next one gets the same words.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return false;
  }

  private void surprise(String what) {
    synchronized (surprises) {
      surprises.add(what);
    }
  }

  private String body(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(this::alert)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String alert(int number) {
    var severity = pages(number) ? PAGING.get(number % PAGING.size()) : "info";
    return """
        {"labels":{"alertname":"Storm","storm":"%d","service":"storm-%d","severity":"%s"},\
        "annotations":{"summary":"Storm %d"},"startsAt":"%s","endsAt":"%s"}"""
        .formatted(
            number, number / perService, severity, number, start, start.plus(Duration.ofHours(2)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
