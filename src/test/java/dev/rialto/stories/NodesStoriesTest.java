package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one node does the other knows: streams, sessions, tokens, the pace of wrong passwords. */
class NodesStoriesTest {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

  private final TestHouse first = new TestHouse();
  private final TestHouse second = TestHouse.beside(first);
  private final Visitor ada = first.as("ada", "admin");

  @AfterEach
  void close() {
    second.close();
    first.close();
  }

  /** What a browser hears on the stream of a node. */
  private static final class Stream implements AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Stream(URI base, Visitor who, String topics) {
      var request =
          HttpRequest.newBuilder(base.resolve("/live?topics=" + topics))
              .header("Accept", "text/event-stream")
              .header("Cookie", who.header("Cookie"))
              .build();
      var lines = client.sendAsync(request, BodyHandlers.ofLines());
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  lines.join().body().forEach(heard::add);
                } catch (RuntimeException closed) {
                  // The story is over.
                }
              });
      Await.until("the stream is open", () -> heard.contains("event: hello"));
    }

    boolean hasHeard(String topic) {
      return heard.stream().anyMatch(line -> line.equals("data: " + topic));
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  private Visitor onSecond(Visitor who) {
    return second.visitor().with("Cookie", who.header("Cookie"));
  }

  @Test
  void a_change_on_one_node_appears_in_a_browser_of_the_other() {
    try (var stream = new Stream(second.base(), ada, "services,teams")) {
      ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
      long from = System.nanoTime();
      Await.until("the other node tells it", () -> stream.hasHeard("teams"));
      var took = Duration.ofNanos(System.nanoTime() - from);
      System.out.println("Told by the other node after " + took.toMillis() + " ms");
      assertThat(took).isLessThan(TOLD_WITHIN);
      assertThat(stream.hasHeard("services")).isFalse();
    }
  }

  @Test
  void who_signed_in_on_one_node_is_known_on_the_other_until_they_leave() {
    var beside = onSecond(ada);
    assertThat(beside.get("/api/v1/session").status()).isEqualTo(200);
    beside.postJson("/api/v1/teams", Map.of("name", "Checkout"));
    assertThat(ada.get("/api/v1/teams/checkout").status()).isEqualTo(200);
    ada.post("/sign-out");
    assertThat(beside.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void a_token_that_is_revoked_on_one_node_opens_nothing_on_the_other() {
    var made = ada.postJson("/api/v1/tokens", Map.of("name", "script", "scopes", List.of("read")));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var script = second.visitor().withToken(made.json().get("token").asText());
    assertThat(script.get("/api/v1/services").status()).isEqualTo(200);
    long id = made.json().findValue("id").asLong();
    assertThat(ada.send("DELETE", "/api/v1/tokens/" + id, null, null).status()).isEqualTo(204);
    assertThat(script.get("/api/v1/services").status()).isEqualTo(401);
  }

  @Test
  void wrong_passwords_slow_down_whichever_node_they_are_tried_on() {
    for (int i = 0; i < 6; i++) {
      var node = i % 2 == 0 ? first : second;
      node.visitor()
          .post("/sign-in", Map.of("email", "ada@merchantrow.example", "password", "a guess " + i));
    }
    for (var node : List.of(first, second)) {
      assertThat(
              node.visitor()
                  .post(
                      "/sign-in",
                      Map.of("email", "ada@merchantrow.example", "password", "one more"))
                  .status())
          .isEqualTo(429);
    }
  }

  @Test
  @Tag("needs-nginx")
  void behind_the_proxy_of_the_guide_streams_flow_and_one_node_may_go() throws Exception {
    int port = RealPeer.freePort();
    var base = URI.create("http://127.0.0.1:" + port);
    try (var nginx = nginx(port)) {
      assertThat(nginx).isNotNull();
      var through = new Visitor(base, ApiContract.of(first.house.api::whole));
      through.with("Cookie", ada.header("Cookie"));
      assertThat(through.get("/api/v1/session").status()).isEqualTo(200);
      try (var stream = new Stream(base, ada, "teams")) {
        var made = through.postJson("/api/v1/teams", Map.of("name", "Checkout"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        long from = System.nanoTime();
        Await.until("the proxy passes it on", () -> stream.hasHeard("teams"));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(TOLD_WITHIN);
      }
      first.house.doors.close();
      for (int i = 0; i < 10; i++) {
        assertThat(through.get("/api/v1/teams/checkout").status()).isEqualTo(200);
      }
      try (var stream = new Stream(base, ada, "teams")) {
        through.postJson("/api/v1/teams", Map.of("name", "Payments"));
        Await.until("the other node goes on telling", () -> stream.hasHeard("teams"));
      }
    }
  }

  /** The text of the guide, with the addresses of here. */
  private RealPeer nginx(int port) {
    return Nginx.start(
        Nginx.folder("proxy"),
        port,
        Nginx.ofTheGuide("nodes.md")
            .replace("10.0.0.11:8080", "127.0.0.1:" + first.base().getPort())
            .replace("10.0.0.12:8080", "127.0.0.1:" + second.base().getPort())
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";"));
  }
}
