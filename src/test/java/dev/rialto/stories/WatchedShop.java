package dev.rialto.stories;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * A shop that can die and come back, and a real Prometheus beside it that scrapes it every second
 * and has Rialto as its only Alertmanager.
 */
final class WatchedShop implements AutoCloseable {
  private final int port = RealPeer.freePort();
  private final RealPeer prometheus;
  private HttpServer target = open();

  WatchedShop(TestHouse house, String token) throws Exception {
    RealPeer.need("prometheus");
    var folder = RealPeer.folder("prometheus");
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
          - name: shop
            rules:
              - alert: TargetDown
                expr: up == 0
                labels: { severity: critical, service: shop }
                annotations: { summary: "{{ $labels.instance }} is down" }
        """);
    Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
        rule_files: [rules.yml]
        scrape_configs:
          - job_name: shop
            static_configs: [{ targets: ["%s"] }]
        alerting:
          alertmanagers:
            - authorization: { credentials: %s }
              static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(instance(), token, house.base().getPort()));
    int own = RealPeer.freePort();
    prometheus =
        RealPeer.start(
            "prometheus",
            folder,
            own,
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            "--rules.alert.resend-delay=1s",
            "--web.listen-address=127.0.0.1:" + own);
  }

  /** How Prometheus names it. */
  String instance() {
    return "127.0.0.1:" + port;
  }

  RealPeer prometheus() {
    return prometheus;
  }

  void dies() {
    target.stop(0);
  }

  void isBack() throws IOException {
    target = open();
  }

  private HttpServer open() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] metrics = "orders_total 1\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, metrics.length);
          exchange.getResponseBody().write(metrics);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Override
  public void close() {
    target.stop(0);
    prometheus.close();
  }
}
