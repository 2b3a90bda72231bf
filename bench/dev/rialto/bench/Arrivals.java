package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Everybody's phone in one: notes when the first message that names an alert came, by the clock of
 * this process, and when the first message came to each path.
 */
final class Arrivals implements AutoCloseable {
  /** How an alert's summary carries its number. */
  static final String MARK = "No. %d.";

  private static final Pattern MARKED = Pattern.compile("No\\. (\\d+)\\.");

  private final HttpServer server;
  private final Map<Integer, Long> alerts = new ConcurrentHashMap<>();
  private final Map<String, Long> paths = new ConcurrentHashMap<>();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();

  Arrivals() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    long now = System.nanoTime();
    var path = exchange.getRequestURI().getPath();
    messages.incrementAndGet();
    var mark = MARKED.matcher(body);
    while (mark.find()) {
      alerts.merge(Integer.valueOf(mark.group(1)), now, Math::min);
    }
    paths.putIfAbsent(path, now);
    bodies.put(path, body);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** When the first message came that names this alert; null: none yet. */
  Long of(int alert) {
    return alerts.get(alert);
  }

  int alerts() {
    return alerts.size();
  }

  int messages() {
    return messages.get();
  }

  Map<String, Long> paths() {
    return Map.copyOf(paths);
  }

  /** The body that came to a path; waits for it. */
  String arrived(String path) {
    if (!Until.holds(Duration.ofSeconds(60), () -> bodies.containsKey(path))) {
      throw new IllegalStateException("Nothing came to " + path);
    }
    return bodies.get(path);
  }

  void forget() {
    alerts.clear();
    paths.clear();
    bodies.clear();
    messages.set(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
