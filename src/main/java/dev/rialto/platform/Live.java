package dev.rialto.platform;

import io.javalin.http.sse.SseClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open browsers that something changed: a topic, never the content, which each page fetches
 * through its own guarded door. One listening connection per node on PostgreSQL's LISTEN/NOTIFY, so
 * that every node hears every commit. No message broker: PostgreSQL is there already.
 */
public final class Live implements AutoCloseable {
  /** Browsers call the stream lost after 10 s without a word. */
  static final Duration BEAT = Duration.ofSeconds(4);

  /** Browsers drop an event without data unseen: a beat of nothing would be no beat. */
  private static final String SOMETHING = "·";

  static final int MAX_TOPICS = 40;
  static final int MAX_STREAMS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);

  private final Database db;
  private final Map<SseClient, Set<String>> streams = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean open = true;
  private volatile @Nullable Connection listening;
  private @Nullable Thread thread;

  public Live(Database db) {
    this.db = db;
  }

  public void open(Doors doors) {
    doors.stream("/live", Access.VIEWER, this::join);
  }

  /**
   * Hears every topic on this node, and {@code *} when some may have been missed. Must be quick.
   */
  public void hearing(Consumer<String> listener) {
    listeners.add(listener);
  }

  public void start() {
    thread = Thread.ofPlatform().name("live").daemon().start(this::listen);
  }

  public int streams() {
    return streams.size();
  }

  private void join(SseClient client) {
    String asked = client.ctx().queryParam("topics");
    var topics = asked == null ? new String[0] : asked.split(",");
    if (topics.length > MAX_TOPICS || streams.size() >= MAX_STREAMS) {
      client.sendEvent("full", SOMETHING);
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(() -> streams.remove(client));
    streams.put(client, Set.of(java.util.Arrays.stream(topics).distinct().toArray(String[]::new)));
    client.sendEvent("hello", SOMETHING);
    // It came while the others were sent home: nobody else would, and the stop would wait for it.
    if (!open) {
      client.close();
    }
  }

  private void listen() {
    boolean first = true;
    while (open) {
      var address = db.address();
      try (Connection connection =
          DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
        listening = connection;
        try (var statement = connection.createStatement()) {
          statement.execute("listen " + Tx.CHANNEL);
        }
        if (!first) {
          everyone("change", "*");
          listeners.forEach(listener -> listener.accept("*"));
        }
        first = false;
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        if (open) {
          LOG.warn("The live stream lost its database connection: {}", e.getMessage());
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
      } finally {
        listening = null;
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    long beatAt = System.nanoTime();
    while (open) {
      var heard = connection.getNotifications((int) BEAT.toMillis() / 2);
      if (heard != null) {
        for (var each : heard) {
          tell(each.getParameter());
        }
      }
      if (System.nanoTime() - beatAt >= BEAT.toNanos()) {
        beatAt = System.nanoTime();
        everyone("beat", SOMETHING);
      }
    }
  }

  private void tell(String topic) {
    listeners.forEach(listener -> listener.accept(topic));
    streams.forEach(
        (client, topics) -> {
          if (topics.contains(topic)) {
            send(client, "change", topic);
          }
        });
  }

  private void everyone(String event, String data) {
    streams.keySet().forEach(client -> send(client, event, data));
  }

  private void send(SseClient client, String event, String data) {
    if (client.terminated()) {
      streams.remove(client);
    } else {
      client.sendEvent(event, data);
    }
  }

  @Override
  public void close() {
    open = false;
    streams.keySet().forEach(SseClient::close);
    streams.clear();
    var connection = listening;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("The listening connection was gone already", e);
      }
    }
    if (thread != null) {
      thread.interrupt();
    }
  }
}
