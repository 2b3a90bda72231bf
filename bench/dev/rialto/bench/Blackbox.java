package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Debian's prometheus-blackbox-exporter, asked for the same targets at the same rhythm as a
 * Prometheus would ask it. It probes and keeps nothing.
 */
final class Blackbox implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/prometheus-blackbox-exporter", "/usr/local/bin/blackbox_exporter");

  private final Path folder;
  private final Process process;
  private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2);
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final AtomicLong good = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();

  private Blackbox(Path folder, Process process, URI base) {
    this.folder = folder;
    this.process = process;
    this.base = base;
  }

  static Optional<Path> program() {
    return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  static Blackbox start(Path program) throws IOException {
    var folder = Files.createTempDirectory(Path.of("/tmp"), "rialto-bench-blackbox-");
    var file =
        Files.writeString(
            folder.resolve("blackbox.yml"),
            "modules: { http_2xx: { prober: http, http: { preferred_ip_protocol: ip4 } } }\n");
    var base = URI.create("http://127.0.0.1:" + Product.freePort());
    var process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--web.listen-address=" + base.getAuthority())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var blackbox = new Blackbox(folder, process, base);
    if (!Until.holds(Duration.ofSeconds(30), () -> Product.reachable(base))) {
      blackbox.close();
      throw new IOException("blackbox_exporter did not start");
    }
    return blackbox;
  }

  /** Each target once an interval, evenly spread. */
  void ask(List<String> targets, Duration interval) {
    long gap = interval.toNanos() / targets.size();
    for (int i = 0; i < targets.size(); i++) {
      var request =
          HttpRequest.newBuilder(
                  base.resolve(
                      "/probe?module=http_2xx&target="
                          + URLEncoder.encode(targets.get(i), StandardCharsets.UTF_8)))
              .timeout(Duration.ofSeconds(10))
              .build();
      asking.scheduleAtFixedRate(
          () -> ask(request), gap * i, interval.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void ask(HttpRequest request) {
    client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              boolean up = failure == null && answer.body().contains("\nprobe_success 1");
              (up ? good : bad).incrementAndGet();
            });
  }

  long pid() {
    return process.pid();
  }

  String said() {
    return "%,d probes, %,d of them failed".formatted(good.get() + bad.get(), bad.get());
  }

  @Override
  public void close() {
    asking.shutdownNow();
    process.destroy();
    if (!Product.ended(process, Duration.ofSeconds(10))) {
      process.destroyForcibly();
    }
    Product.sweep(folder);
  }
}
