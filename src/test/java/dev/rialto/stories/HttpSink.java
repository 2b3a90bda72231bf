package dev.rialto.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A real HTTP server that plays everybody a message may go to: ntfy, Slack, Mattermost, a webhook.
 * It keeps what it was sent, answers as each of them does, and can be told to fail or to hang.
 */
public final class HttpSink implements AutoCloseable {
  /** One request as it came over the wire. */
  public record Received(
      String method, String path, Map<String, String> headers, String body, boolean accepted) {
    /** Header names are told apart by their letters only, not by their case. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public boolean isRepeat() {
      return header("X-Rialto-Repeat").equals("true");
    }

    /** ntfy's title, decoded as ntfy decodes it. */
    public String title() {
      try {
        return MimeUtility.decodeText(header("Title"));
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Title and body, for stories that only ask whether a phone rang about something. */
    public String words() {
      return title() + "\n" + body;
    }
  }

  /** What to answer instead of success. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }

    public Answer with(String header, String value) {
      var more = new TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }

    public Answer saying(String words) {
      return new Answer(status, headers, words);
    }
  }

  private final HttpServer server;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Received> received = new ArrayList<>();
  private final Deque<Answer> next = new ArrayDeque<>();
  private volatile CountDownLatch letGo = new CountDownLatch(0);
  private volatile Answer always = Answer.of(200);
  private volatile boolean hanging;

  public HttpSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI url(String path) {
    return URI.create(
        "http://127.0.0.1:"
            + server.getAddress().getPort()
            + (path.startsWith("/") ? "" : "/")
            + path);
  }

  /** Every request answers this until told otherwise. */
  public void answers(Answer answer) {
    always = answer;
  }

  public void fails(int status) {
    answers(Answer.of(status));
  }

  public void works() {
    answers(Answer.of(200));
    hanging = false;
    letGo.countDown();
  }

  /** The next request gets this answer, then the one after it the next, then all is as before. */
  public void answersNext(Answer... answers) {
    lock.lock();
    try {
      next.addAll(List.of(answers));
    } finally {
      lock.unlock();
    }
  }

  /** Takes requests in and never answers them, until it works again or is closed. */
  public void hangs() {
    letGo = new CountDownLatch(1);
    hanging = true;
  }

  /** Everything received so far, refused ones included. */
  public List<Received> received() {
    lock.lock();
    try {
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }

  public List<Received> received(String path) {
    return received().stream().filter(request -> request.path().equals(path)).toList();
  }

  /** What was answered with success. */
  public List<Received> accepted() {
    return received().stream().filter(Received::accepted).toList();
  }

  public void forget() {
    lock.lock();
    try {
      received.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a request like this has come, and gives it back. */
  public Received await(Predicate<Received> like, Duration patience) {
    return awaitAll(
            all -> all.stream().anyMatch(like), patience, "a request like the one asked for")
        .stream()
        .filter(like)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until so many requests have come. */
  public List<Received> await(int count, Duration patience) {
    return awaitAll(all -> all.size() >= count, patience, count + " requests");
  }

  private List<Received> awaitAll(
      Predicate<List<Received>> enough, Duration patience, String what) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!enough.test(received)) {
        if (left <= 0) {
          throw new AssertionError(
              "Not within %s: %s. Received: %s".formatted(patience, what, received));
        }
        left = changed.awaitNanos(left);
      }
      return List.copyOf(received);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var answer = decide();
    boolean hang = hanging;
    keep(exchange, body, !hang && answer.status() >= 200 && answer.status() < 300);
    if (hang) {
      hang();
      exchange.close();
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    var words = (answer.body().isEmpty() ? usual(exchange, answer) : answer.body()).getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), words.length == 0 ? -1 : words.length);
    try (var out = exchange.getResponseBody()) {
      out.write(words);
    } finally {
      exchange.close();
    }
  }

  /** Slack and Mattermost say ok; ntfy gives back the message as JSON. */
  private static String usual(HttpExchange exchange, Answer answer) {
    if (answer.status() != 200) {
      return "";
    }
    return exchange.getRequestHeaders().containsKey("Title")
        ? "{\"id\":\"sPs71M8A2T\",\"event\":\"message\",\"topic\":\"%s\"}"
            .formatted(exchange.getRequestURI().getPath().replaceFirst(".*/", ""))
        : "ok";
  }

  private Answer decide() {
    lock.lock();
    try {
      return next.isEmpty() ? always : next.remove();
    } finally {
      lock.unlock();
    }
  }

  private void keep(HttpExchange exchange, String body, boolean accepted) {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    lock.lock();
    try {
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              headers,
              body,
              accepted));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void hang() {
    try {
      if (!letGo.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError("A hanging request outlived its test");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
  }
}
