package dev.rialto.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the command to the first answer that it is ready, on an empty data directory and on one that
 * was used, and the memory that a house of 1,000 services takes.
 */
final class Start {
  private static final int RUNS = 5;
  private static final int SERVICES = 1_000;
  private static final double WARM_PROMISE_S = 2;
  private static final double HEAP_PROMISE_MIB = 512;

  /** Looked at often enough that lists and pages have been made many times over. */
  private static final int VISITS = 200;

  private static final List<String> VISITED =
      List.of("/api/v1/services?limit=50", "/api/v1/teams", "/api/v1/people", "/api/v1/alerts");

  private Start() {}

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
    var cold = new double[runs];
    var warm = new double[runs];
    for (int run = 0; run < runs; run++) {
      try (var product = new Product(Map.of())) {
        cold[run] = seconds(product.startAndAwait());
        product.stop();
        warm[run] = seconds(product.startAndAwait());
        product.stop();
      }
    }
    System.out.println("Rialto, its PostgreSQL included, from the command to /-/ready:");
    System.out.println("  empty data directory     " + Spread.of(cold).few("s"));
    System.out.println("  used data directory      " + Spread.of(warm).few("s"));
    double heap = memory();
    peer(runs);
    boolean met =
        Promise.tell(
                "start on a warm data directory ≤ 2 s", Spread.of(warm).median() <= WARM_PROMISE_S)
            & Promise.tell("heap for 1,000 services ≤ 512 MB", heap <= HEAP_PROMISE_MIB);
    System.exit(met ? 0 : 1);
  }

  /** The most heap that Java took for itself; -Xmx forbids more, so a house that lives fits. */
  private static double memory() {
    try (var product = new Product(Map.of())) {
      product.startAndAwait();
      try (var api = new Api(product.base(), Product.TOKEN)) {
        var company = new Company(api, path -> "");
        company.team("bench", List.of());
        company.services("service-", SERVICES, "bench");
        for (int visit = 0; visit < VISITS; visit++) {
          api.get(VISITED.get(visit % VISITED.size()));
        }
      }
      var heap = Heap.of(product.pid());
      var memory = product.memory();
      System.out.printf(
          Locale.ROOT,
          "Memory with %,d services, after %d lists: Java %d MiB (heap used %d, taken %d, limit %d), PostgreSQL %d MiB%n",
          SERVICES,
          VISITS,
          memory.get("java") / 1024,
          heap.usedMib(),
          heap.takenMib(),
          heap.limitMib(),
          memory.get("postgres") / 1024);
      return product.isAlive() ? heap.limitMib() : Double.NaN;
    }
  }

  private static void peer(int runs) {
    var program = Peer.program();
    if (program.isEmpty()) {
      System.out.println("prometheus-alertmanager is not installed: apt-get install it for scale");
      return;
    }
    var starts = new double[runs];
    long memory = 0;
    for (int run = 0; run < runs; run++) {
      try (var peer =
          Peer.start(
              program.get(), "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n")) {
        starts[run] = seconds(peer.startTook());
        memory = peer.memoryKib();
      }
    }
    System.out.println(
        "No program that does the same was installed beside it. For scale, prometheus-alertmanager,"
            + " which keeps alerts in memory and has no people, services or pages:");
    System.out.printf(
        Locale.ROOT,
        "  start                    %s, memory %d MiB%n",
        Spread.of(starts).few("s"),
        memory / 1024);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
