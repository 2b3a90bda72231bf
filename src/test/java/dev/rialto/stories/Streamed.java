package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stream of server-sent events as a browser hears it. */
final class Streamed implements AutoCloseable {
  /** One event; {@code over} the line itself ended when its name is empty. */
  record Event(String name, String data, String id) {}

  private static final Event END = new Event("", "", "");

  private final HttpURLConnection connection;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, Integer> heard = new HashMap<>();

  private Streamed(HttpURLConnection connection) {
    this.connection = connection;
    Thread.ofVirtual().start(this::listen);
  }

  static Streamed open(TestHouse house, Visitor visitor, String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(house.base() + path).toURL().openConnection();
    connection.setRequestProperty("Accept", "text/event-stream");
    connection.setRequestProperty("Cookie", visitor.cookies(path));
    return new Streamed(connection);
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      var parts = new HashMap<String, String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!parts.isEmpty()) {
            events.add(
                new Event(
                    parts.getOrDefault("event", ""),
                    parts.getOrDefault("data", ""),
                    parts.getOrDefault("id", "")));
          }
          parts.clear();
        } else {
          int colon = line.indexOf(':');
          parts.merge(
              line.substring(0, Math.max(0, colon)),
              line.substring(colon + 1).strip(),
              (a, b) -> a + "\n" + b);
        }
      }
    } catch (IOException e) {
      events.add(new Event("", e.toString(), ""));
    }
    events.add(END);
  }

  /** The next event of this name; others that come before it are counted and left. */
  Event next(String name) throws InterruptedException {
    return until(name, data -> true);
  }

  Event until(String name, Predicate<String> like) throws InterruptedException {
    while (true) {
      var event = events.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(event).as("an event “%s” in time; so far %s", name, heard).isNotNull();
      assertThat(event.name()).as("the stream ended: %s", event.data()).isNotEmpty();
      heard.merge(event.name(), 1, Integer::sum);
      if (event.name().equals(name) && like.test(event.data())) return event;
    }
  }

  int heard(String name) {
    return heard.getOrDefault(name, 0);
  }

  /** The other side closed it. */
  void ends() throws InterruptedException {
    var event = events.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.name()).isEmpty();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
