package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Fifty people watch an incident with two hundred entries, and all of them see the next one. */
class IncidentLiveTest {
  private static final int WATCHERS = 50;
  private static final int ENTRIES = 200;

  /** Far beyond what it takes, which is printed: a machine that is busy must not fail the story. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  @Test
  void fifty_watchers_see_the_two_hundred_and_first_entry() throws Exception {
    try (var house = new TestHouse()) {
      var ada = house.as("ada", "member");
      ada.postJson("/api/v1/services", Map.of("name", "payments", "tier", 1));
      ada.postJson(
          "/api/v1/incidents",
          Map.of("title", "Customers cannot pay", "severity", 1, "services", List.of("payments")));
      for (int n = 1; n < ENTRIES; n++) {
        say(ada, "Entry number " + n + ": " + "what we saw, and what we did about it. ".repeat(4));
      }
      assertThat(ada.get("/api/v1/incidents/1/timeline").json().get("items")).hasSize(ENTRIES);
      var page = page(ada);

      var ready = new CountDownLatch(WATCHERS);
      var seen = new ConcurrentHashMap<Integer, Long>();
      var done = new CountDownLatch(WATCHERS);
      var streams = new ArrayList<HttpURLConnection>();
      for (int n = 0; n < WATCHERS; n++) {
        var watcher = house.as("watcher" + n, "viewer");
        var stream = stream(house, watcher);
        streams.add(stream);
        int number = n;
        Thread.ofVirtual()
            .start(
                () -> {
                  watch(stream, watcher, ready);
                  seen.put(number, System.nanoTime());
                  done.countDown();
                });
      }
      assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
      long said = System.nanoTime();
      say(ada, "The last straw");
      assertThat(done.await(LIVE.toSeconds(), TimeUnit.SECONDS))
          .as("%d of %d watchers saw it", seen.size(), WATCHERS)
          .isTrue();
      streams.forEach(HttpURLConnection::disconnect);
      var millis = seen.values().stream().map(at -> (at - said) / 1_000_000).sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "IncidentLiveTest: %d watchers saw entry %d after %d ms (median), %d ms (last); page of %d"
              + " entries: %d KB in %d ms (median of 20)%n",
          WATCHERS,
          ENTRIES + 1,
          millis.get(WATCHERS / 2),
          millis.getLast(),
          ENTRIES,
          page.bytes() / 1024,
          page.millis());
      assertThat(page.bytes()).isLessThan(300 * 1024);
    }
  }

  private record Measured(int bytes, long millis) {}

  private static Measured page(Visitor ada) {
    var times = new ArrayList<Long>();
    int bytes = 0;
    for (int n = 0; n < 40; n++) {
      long at = System.nanoTime();
      bytes = ada.get("/incidents/1").body().getBytes(StandardCharsets.UTF_8).length;
      if (n >= 20) {
        times.add((System.nanoTime() - at) / 1_000_000);
      }
    }
    return new Measured(bytes, times.stream().sorted().toList().get(10));
  }

  /** As the page does: hears that it changed, then fetches the part that did. */
  private static void watch(HttpURLConnection stream, Visitor watcher, CountDownLatch ready) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (line.equals("event: hello")) {
          ready.countDown();
        }
        if (line.equals("data: incident:1")
            && watcher.get("/incidents/1/timeline").body().contains("The last straw")) {
          return;
        }
      }
      throw new IllegalStateException("The stream ended before anything was seen");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpURLConnection stream(TestHouse house, Visitor watcher) throws IOException {
    var address = URI.create(house.base() + "/live?topics=incident:1").toURL();
    var stream = (HttpURLConnection) address.openConnection();
    stream.setRequestProperty("Accept", "text/event-stream");
    stream.setRequestProperty("Cookie", watcher.header("Cookie"));
    return stream;
  }

  private static void say(Visitor ada, String text) {
    var answer = ada.postJson("/api/v1/incidents/1/notes", Map.of("text", text));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
