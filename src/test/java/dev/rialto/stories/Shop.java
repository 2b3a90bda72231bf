package dev.rialto.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A real web server that checks look at: it can be told what to answer, and to hang. */
final class Shop implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(200, "Welcome"));
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> key = new AtomicReference<>("");
  private volatile Duration takes = Duration.ZERO;
  private volatile CountDownLatch hangs = new CountDownLatch(0);

  Shop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var sent = exchange.getRequestHeaders().getFirst("X-Api-Key");
    key.set(sent == null ? "" : sent);
    try {
      hangs.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LockSupport.parkNanos(takes.toNanos());
    var now = answer.get();
    var body = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(now.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
  }

  void answers(int status, String body) {
    answer.set(new Answer(status, body));
  }

  void breaks() {
    answers(503, "Out of books");
  }

  void recovers() {
    answers(200, "Welcome");
  }

  /** Every answer from now on takes this long. */
  void takes(Duration time) {
    takes = time;
  }

  void hangs() {
    hangs = new CountDownLatch(1);
  }

  void wakes() {
    hangs.countDown();
  }

  int asked() {
    return asked.get();
  }

  /** The secret header of the last request. */
  String key() {
    return key.get();
  }

  @Override
  public void close() {
    wakes();
    server.stop(0);
  }
}
