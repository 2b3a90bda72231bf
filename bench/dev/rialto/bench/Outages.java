package dev.rialto.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A hundred services that break while everything else is being watched, each with an owner: how
 * long from the end of the try that confirms an outage until its owner's phone has the page.
 */
final class Outages implements AutoCloseable {
  static final int SERVICES = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Arrivals arrivals = new Arrivals();
  private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  Outages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(broken.contains(number) ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  /** Seconds, one figure a page that came. */
  Spread measure(Product product, Api api) throws SQLException {
    var company = new Company(api, arrivals::arrived);
    long grace = company.person("Grace");
    company.reach(grace, "webhook", arrivals.url("/grace").toString(), "/grace");
    company.team("owners", List.of(grace));
    for (int i = 0; i < SERVICES; i++) {
      company.service("owned-" + i, "owners");
      api.post("/api/v1/checks", check(i));
    }
    if (!Until.holds(PATIENCE, () -> ends(product, 0, 1).size() == SERVICES)) {
      throw new IllegalStateException("Not every check has begun");
    }
    arrivals.forget();
    var began = Instant.now();
    long beganNanos = System.nanoTime();
    for (int i = 0; i < SERVICES; i++) {
      broken.add(i);
    }
    Until.holds(PATIENCE, () -> arrivals.alerts() == SERVICES);
    var seconds = new ArrayList<Double>();
    // Two tries in a row confirm: the usual rule of a check.
    ends(product, 2, 2)
        .forEach(
            (number, confirmed) -> {
              var came = arrivals.of(number);
              if (came != null) {
                var at = began.plusNanos(came - beganNanos);
                seconds.add(Duration.between(confirmed, at).toNanos() / 1e9);
              }
            });
    return Spread.of(seconds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Map<String, Object> check(int number) {
    return Map.of(
        "name",
        Arrivals.MARK.formatted(number),
        "service",
        "owned-" + number,
        "interval_s",
        Checks.INTERVAL_S,
        "timeout_s",
        10,
        "probe",
        Map.of(
            "type",
            "http",
            "urls",
            List.of("http://127.0.0.1:" + server.getAddress().getPort() + "/" + number)));
  }

  /** When the n-th try with this verdict ended, by the number of its check. */
  private static Map<Integer, Instant> ends(Product product, int verdict, int nth)
      throws SQLException {
    var ends = new ConcurrentHashMap<Integer, Instant>();
    try (var connection = product.connect();
        var statement =
            connection.prepareStatement(
                """
                select number, ended
                  from (select substring(c.name from '[0-9]+')::int as number,
                               r.at + r.late_ms * interval '1 ms' + coalesce(r.took_us, 0) * interval '1 us' as ended,
                               row_number() over (partition by r.check_id order by r.at) as nth
                          from check_result r join check_view c on c.id = r.check_id
                         where c.name like 'No. %' and r.verdict = ?) t
                 where nth = ?
                """)) {
      statement.setInt(1, verdict);
      statement.setInt(2, nth);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ends.put(rows.getInt(1), rows.getTimestamp(2).toInstant());
        }
      }
    }
    return ends;
  }

  @Override
  public void close() {
    server.stop(0);
    arrivals.close();
  }
}
