package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How many alerts a second are accepted durably, singles and batches of 64, and whether all of them
 * are seen soon after; Alertmanager, which keeps them in memory, in the same run.
 */
public final class Ingest {
  static final int SINGLES = 20_000;
  static final int BATCHED = 192_000;
  static final int BATCH = 64;
  static final int CONNECTIONS = 24;
  static final int BATCH_CONNECTIONS = 8;

  /**
   * Until the compiler of Java has seen enough; few alerts, so that none of it is in the way later.
   */
  static final int WARM_UP = 100_000;

  static final int WARM_UP_ALERTS = 2_000;
  static final int WARM_UP_BATCHED = 64_000;
  static final Duration LOOK_EVERY = Duration.ofMillis(200);
  static final Duration SEEN_WITHIN = Duration.ofSeconds(2);
  static final Duration GIVE_UP = Duration.ofSeconds(60);

  static final double PROMISED_SINGLES = 6_000;
  static final double PROMISED_P99_MILLIS = 10;
  static final double PROMISED_BATCHED = 30_000;

  private static final String PEER_CONFIGURATION =
      "route: { receiver: none }\nreceivers: [{ name: none }]\n";

  private Ingest() {}

  /** One sender's two stretches and what was seen of them. */
  private record Outcome(
      AlertLoad.Figures singles,
      Duration singlesSeen,
      AlertLoad.Figures batches,
      Duration batchesSeen) {}

  public static void main(String[] args) throws Exception {
    System.out.println("Alertmanager, in memory");
    var program = Peer.program();
    if (program.isPresent()) {
      try (var peer = Peer.start(program.get(), PEER_CONFIGURATION)) {
        measure(peer.base(), "");
      }
    } else {
      System.out.println("  not installed: apt-get install prometheus-alertmanager");
    }
    System.out.println("Rialto, every answer after its commit");
    Outcome rialto;
    try (var product = new Product(Map.of())) {
      product.startAndAwait();
      rialto = measure(product.base(), "Bearer " + Product.TOKEN);
    }
    boolean met =
        Promise.tell(
            "singles: at least 6,000 durable alerts/s with p99 at most 10 ms",
            rialto.singles().refused() == 0
                && rialto.singles().perSecond() >= PROMISED_SINGLES
                && rialto.singles().millis(0.99) <= PROMISED_P99_MILLIS);
    met &=
        Promise.tell(
            "singles: all of them seen in GET /api/v2/alerts within 2 s",
            rialto.singlesSeen().compareTo(SEEN_WITHIN) <= 0);
    met &=
        Promise.tell(
            "batches of 64: at least 30,000 durable alerts/s",
            rialto.batches().refused() == 0 && rialto.batches().perSecond() >= PROMISED_BATCHED);
    System.exit(met ? 0 : 1);
  }

  private static Outcome measure(URI base, String authorization) throws Exception {
    var path = "/api/v2/alerts";
    var warmUp = new AlertLoad(base, path, authorization, "warm-up", WARM_UP_ALERTS);
    warmUp.send(WARM_UP, 1, CONNECTIONS, 0);
    warmUp.send(WARM_UP_BATCHED, BATCH, BATCH_CONNECTIONS, 0);
    System.out.println("  warmed up");
    seen(warmUp, path, authorization, WARM_UP_ALERTS);
    var singles = new AlertLoad(base, path, authorization, "singles");
    var one = singles.send(SINGLES, 1, CONNECTIONS, 0);
    System.out.println("  singles        " + one);
    var oneSeen = seen(singles, path, authorization, SINGLES);
    var batches = new AlertLoad(base, path, authorization, "batches");
    var many = batches.send(BATCHED, BATCH, BATCH_CONNECTIONS, 0);
    System.out.println("  batches of 64  " + many);
    var manySeen = seen(batches, path, authorization, BATCHED);
    return new Outcome(one, oneSeen, many, manySeen);
  }

  /** How long after the last answer the list shows as many as were sent. */
  private static Duration seen(AlertLoad load, String path, String authorization, int sent) {
    long from = System.nanoTime();
    int count = 0;
    while (count != sent && System.nanoTime() - from < GIVE_UP.toNanos()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      try {
        count = load.visible(path, authorization);
      } catch (IOException e) {
        System.out.println("                 the list did not come whole: " + e.getMessage());
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - from);
    System.out.printf(
        "                 %,d of %,d seen after %,d ms%n", count, sent, took.toMillis());
    return count == sent ? took : GIVE_UP;
  }
}
