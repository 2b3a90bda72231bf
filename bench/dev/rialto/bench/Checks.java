package dev.rialto.bench;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A thousand HTTP checks every twenty seconds, for ten minutes or as long as asked, beside
 * blackbox_exporter probing the same targets at the same rhythm; then two hundred that hang, and a
 * hundred services whose outage pages their owner.
 */
public final class Checks {
  static final int CHECKS = 1_000;
  static final int HANGING = 200;
  static final int INTERVAL_S = 20;
  static final Duration USUAL = Duration.ofMinutes(10);
  static final Duration WARM_UP = Duration.ofSeconds(40);

  static final double MOST_START_S = 20;
  static final double MOST_SLOT_ERROR_MS = 250;
  static final double MOST_CORE = 0.25;
  static final double MOST_KB = 5;
  static final double MOST_MOVED_MS = 100;
  static final double MOST_GROWTH = 1.10;
  static final double MOST_TO_PAGE_S = 2;

  private Checks() {}

  /** Takes the seconds that the long stretch lasts. */
  public static void main(String[] arguments) throws Exception {
    var length = arguments.length > 0 ? Duration.ofSeconds(Long.parseLong(arguments[0])) : USUAL;
    boolean met;
    try (var targets = new Targets();
        var product = new Product(Map.of("RIALTO_ALLOWED_NETWORKS", "127.0.0.0/8"))) {
      product.startAndAwait();
      var urls = targets.answering(CHECKS);
      try (var api = new Api(product.base(), Product.TOKEN)) {
        api.post("/api/v1/services", Map.of("name", "shop", "slug", "shop"));
        make(api, "check", urls);
        product.stop();
        var begun = Instant.now();
        product.startAndAwait();
        met = measure(product, api, targets, urls, begun, length);
      }
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean measure(
      Product product, Api api, Targets targets, List<String> urls, Instant begun, Duration length)
      throws Exception {
    double ready = Duration.between(begun, Instant.now()).toMillis() / 1_000.0;
    sleep(WARM_UP);
    double started = lastFirst(product, begun);
    System.out.printf(
        Locale.ROOT,
        "All %,d checks had begun %.1f s after the command, which was ready after %.1f s%n",
        CHECKS,
        started,
        ready);

    var peer = Blackbox.program();
    var blackbox = peer.isPresent() ? Blackbox.start(peer.get()) : null;
    if (blackbox == null) {
      System.out.println(
          "blackbox_exporter is not installed: apt-get install prometheus-blackbox-exporter");
    } else {
      blackbox.ask(urls, Duration.ofSeconds(INTERVAL_S));
    }
    var from = Instant.now();
    var before = Effort.of(product.pid());
    var peerBefore = blackbox == null ? Map.<Long, Effort>of() : Effort.of(blackbox.pid());
    double writtenBefore = written(product);
    long memoryBefore = product.memory().get("java");
    sleep(length);
    var to = Instant.now();
    var effort = Effort.between(before, Effort.of(product.pid()));
    long memoryAfter = product.memory().get("java");
    double seconds = Duration.between(from, to).toMillis() / 1_000.0;
    long runs = runs(product, from, to);
    double p99 = slotError(product, from, to, 0.99);
    double core = effort.cpuSeconds() / seconds;
    double kb = (written(product) - writtenBefore) / 1_024.0 / Math.max(1, runs);
    System.out.printf(
        Locale.ROOT,
        "Rialto, PostgreSQL included, %.0f s: %,d tries (%,d expected), slot error p50 %.0f ms, p99 %.0f ms,"
            + " %.1f %% of a core, %.2f KB written a try, Java %d → %d MiB%n",
        seconds,
        runs,
        (long) (seconds / INTERVAL_S * CHECKS),
        slotError(product, from, to, 0.5),
        p99,
        core * 100,
        kb,
        memoryBefore / 1_024,
        memoryAfter / 1_024);
    if (blackbox != null) {
      var peerEffort = Effort.between(peerBefore, Effort.of(blackbox.pid()));
      System.out.printf(
          Locale.ROOT,
          "blackbox_exporter beside it, which keeps nothing: %s, %.1f %% of a core, %d MiB%n",
          blackbox.said(),
          peerEffort.cpuSeconds() / seconds * 100,
          Product.pss(blackbox.pid()) / 1_024);
      blackbox.close();
    }
    double moved = hang(product, api, targets, p99);
    boolean paged = page(product, api);
    return paged
        & tell(started, runs, seconds, p99, core, kb, (double) memoryAfter / memoryBefore, moved);
  }

  private static boolean tell(
      double started,
      long runs,
      double seconds,
      double p99,
      double core,
      double kb,
      double growth,
      double moved) {
    boolean met =
        Promise.tell("all started at most 20 s after the command", started <= MOST_START_S);
    met &=
        Promise.tell(
            "p99 slot error at most 250 ms, no slot left out",
            p99 <= MOST_SLOT_ERROR_MS && runs >= 0.99 * seconds / INTERVAL_S * CHECKS);
    met &= Promise.tell("at most 25 % of a core", core <= MOST_CORE);
    met &= Promise.tell("at most 5 KB written a try", kb <= MOST_KB);
    met &= Promise.tell("flat memory", growth <= MOST_GROWTH);
    met &=
        Promise.tell(
            "200 hanging targets move the p99 of others by at most 100 ms", moved <= MOST_MOVED_MS);
    return met;
  }

  /** How much the others are moved once two hundred hang; those themselves do not count. */
  private static double hang(Product product, Api api, Targets targets, double usual)
      throws Exception {
    make(api, "hangs", targets.hanging(HANGING));
    sleep(WARM_UP);
    var from = Instant.now();
    sleep(Duration.ofSeconds(60));
    double p99 = slotError(product, from, Instant.now(), 0.99);
    System.out.printf(
        Locale.ROOT,
        "With %d that hang: slot error p99 of the others %.0f ms (%.0f ms before)%n",
        HANGING,
        p99,
        usual);
    return p99 - usual;
  }

  /** Told last, as people, services and their checks come to what is there by now. */
  private static boolean page(Product product, Api api) throws Exception {
    try (var outages = new Outages()) {
      var toPage = outages.measure(product, api);
      System.out.printf("From the try that confirms an outage to its page: %s%n", toPage.many("s"));
      return Promise.tell(
          "outage to page p95 at most 2 s, none missing",
          toPage.at(0.95) <= MOST_TO_PAGE_S && toPage.sorted().length == Outages.SERVICES);
    }
  }

  private static void make(Api api, String name, List<String> urls) {
    for (int i = 0; i < urls.size(); i++) {
      api.post(
          "/api/v1/checks",
          Map.of(
              "name",
              name + " " + i,
              "service",
              "shop",
              "interval_s",
              INTERVAL_S,
              "timeout_s",
              10,
              "probe",
              Map.of("type", "http", "urls", List.of(urls.get(i)))));
    }
  }

  private static double lastFirst(Product product, Instant begun) throws SQLException {
    return figure(
        product,
        """
        select coalesce(max(extract(epoch from first - ?)), 1e9) * (case when count(*) >= %d then 1 else 1e9 end)
          from (select min(at + late_ms * interval '1 ms') as first
                  from check_result where at >= ? and not second_try group by check_id) f
        """
            .formatted(CHECKS),
        begun,
        begun);
  }

  private static double slotError(Product product, Instant from, Instant to, double share)
      throws SQLException {
    return figure(
        product,
        """
        select percentile_cont(%s) within group (order by r.late_ms)
          from check_result r join check_view c on c.id = r.check_id
         where r.at >= ? and r.at < ? and not r.second_try and c.name like 'check %%'
        """
            .formatted(share),
        from,
        to);
  }

  private static long runs(Product product, Instant from, Instant to) throws SQLException {
    return (long)
        figure(
            product,
            "select count(*) from check_result where at >= ? and at < ? and not second_try and verdict < 3",
            from,
            to);
  }

  /**
   * What PostgreSQL wrote, its log included, as it counts itself. The first filling of log files
   * with zeroes is left out: they are used again and again.
   */
  private static double written(Product product) throws SQLException {
    return figure(
        product,
        """
        select sum(coalesce(write_bytes, 0) + coalesce(extend_bytes, 0))
          from pg_stat_io
         where context <> 'init'
        """);
  }

  private static double figure(Product product, String sql, Instant... moments)
      throws SQLException {
    try (var connection = product.connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < moments.length; i++) {
        statement.setTimestamp(i + 1, Timestamp.from(moments[i]));
      }
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getDouble(1) : Double.NaN;
      }
    }
  }

  /** A stretch of time is what is measured here. */
  private static void sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
