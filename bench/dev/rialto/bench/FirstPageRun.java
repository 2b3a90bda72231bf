package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends the same alerts at the same pace to whoever speaks Alertmanager's API, and takes times. */
final class FirstPageRun {
  private static final Duration LAST_BUNDLE_WITHIN = Duration.ofSeconds(90);
  private static final Duration CROWD_WITHIN = Duration.ofMinutes(3);
  private static final int MOST_UNANSWERED = 500;

  /**
   * Times in seconds, from just before an alert was sent.
   *
   * @param firsts of the first alert of each service
   * @param later of the second one, which may wait for its bundle
   */
  record Result(
      int seconds,
      Spread firsts,
      Spread later,
      int messages,
      int missing,
      double senderLateS,
      double firstOfCrowdS,
      double everybodyS,
      int reached) {}

  private final URI door;
  private final String token;
  private final Arrivals arrivals;
  private final AtomicInteger refused = new AtomicInteger();

  FirstPageRun(URI base, String token, Arrivals arrivals) {
    this.door = base.resolve("/api/v2/alerts");
    this.token = token;
    this.arrivals = arrivals;
  }

  Result measure(int seconds, int services) throws InterruptedException {
    arrivals.forget();
    int alerts = seconds * FirstPage.PER_SECOND;
    var sent = new long[alerts];
    double late = pace(alerts, services, sent);
    Until.holds(LAST_BUNDLE_WITHIN, () -> arrivals.alerts() == alerts);
    int messages = arrivals.messages();
    var firsts = new ArrayList<Double>();
    var later = new ArrayList<Double>();
    int missing = 0;
    for (int i = 0; i < alerts; i++) {
      var came = arrivals.of(i);
      if (came == null) {
        missing++;
      } else {
        (i < services ? firsts : later).add((came - sent[i]) / 1e9);
      }
    }
    if (refused.get() > 0) {
      System.out.println(refused + " requests were refused");
    }
    return crowd(seconds, spread(firsts), spread(later), messages, missing, late);
  }

  private double pace(int alerts, int services, long[] sent) throws InterruptedException {
    var unanswered = new Semaphore(MOST_UNANSWERED);
    long late = 0;
    try (var client = client();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < alerts; i++) {
        long due = start + i * (1_000_000_000L / FirstPage.PER_SECOND);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        late = Math.max(late, System.nanoTime() - due);
        unanswered.acquire();
        int number = i;
        // Waiting for a thread counts as well: the time runs from when the alert was due.
        sent[i] = due;
        threads.submit(
            () -> {
              try {
                post(client, alert(number, "service-" + number % services));
              } finally {
                unanswered.release();
              }
            });
      }
    }
    return late / 1e9;
  }

  private Result crowd(
      int seconds, Spread firsts, Spread later, int messages, int missing, double late) {
    arrivals.forget();
    long from = System.nanoTime();
    try (var client = client()) {
      post(client, alert(1_000_000, "everything"));
    }
    Until.holds(CROWD_WITHIN, () -> arrivals.paths().size() >= FirstPage.RECIPIENTS);
    var times =
        arrivals.paths().entrySet().stream()
            .filter(e -> e.getKey().startsWith("/crowd/"))
            .mapToDouble(e -> (e.getValue() - from) / 1e9)
            .toArray();
    var crowd = Spread.of(times);
    return new Result(
        seconds, firsts, later, messages, missing, late, crowd.at(0), crowd.most(), times.length);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private void post(HttpClient client, String body) {
    var request =
        HttpRequest.newBuilder(door)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() != 200) {
        refused.incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String alert(int number, String service) {
    var now = Instant.now();
    return """
        [{"labels":{"alertname":"FirstPage","number":"%d","service":"%s","severity":"critical"},\
        "annotations":{"summary":"High error rate. %s"},"startsAt":"%s","endsAt":"%s"}]"""
        .formatted(
            number, service, Arrivals.MARK.formatted(number), now, now.plus(Duration.ofHours(1)));
  }

  private static Spread spread(List<Double> figures) {
    return Spread.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
