package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Phones that hear what an ntfy server would push to them: real HTTP, every ring kept. */
final class Phones implements AutoCloseable {
  private final Map<String, Phone> phones = new ConcurrentHashMap<>();
  private final HttpServer server;

  Phones() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::ring);
    server.start();
  }

  Phone of(String name) {
    return phones.computeIfAbsent(name, Phone::new);
  }

  String address(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  private void ring(HttpExchange exchange) throws IOException {
    var phone = of(exchange.getRequestURI().getPath().substring(1));
    var headers = exchange.getRequestHeaders();
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (phone.status < 300) {
      phone.rings.add(
          new Ring(
              headers.getFirst("Idempotency-Key"),
              "true".equals(headers.getFirst("X-Rialto-Repeat")),
              headers.getFirst("Title"),
              text,
              String.valueOf(headers.getFirst("Actions"))));
    } else {
      phone.refused.incrementAndGet();
    }
    exchange.sendResponseHeaders(phone.status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** What one push said. */
  record Ring(String id, boolean repeat, String title, String text, String actions) {
    void says(String... words) {
      assertThat(title + "\n" + text + "\n" + actions).contains(words);
    }

    /** The path of the link that acts, without the house in front of it. */
    String actPath() {
      return actions.replaceAll("(?s).*\"https?://[^/]+(/a/[^\"]+)\".*", "$1");
    }
  }

  static final class Phone {
    private final String name;
    private final List<Ring> rings = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private final AtomicInteger refused = new AtomicInteger();

    Phone(String name) {
      this.name = name;
    }

    /** It rang with this title since somebody last looked; everything up to there is now seen. */
    Ring rang(String title) {
      for (int i = 0; i < rings.size(); i++) {
        var ring = rings.get(i);
        if (ring.title().contains(title)) {
          rings.subList(0, i + 1).clear();
          return ring;
        }
      }
      throw new AssertionError(name + "'s phone did not ring with “" + title + "”, but " + rings);
    }

    void isSilent() {
      assertThat(rings).as(name + "'s phone").isEmpty();
    }

    List<Ring> rings() {
      return List.copyOf(rings);
    }

    void answers(int status) {
      this.status = status;
    }

    int refused() {
      return refused.get();
    }
  }
}
