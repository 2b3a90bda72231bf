package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real nginx goes away and comes back: spans, alert, page and recovery follow it. */
@Tag("needs-nginx")
class NginxStoriesTest {
  @Test
  void nginx_stopped_and_started_gives_the_right_spans_alert_page_and_recovery() throws Exception {
    try (var house = new TestHouse()) {
      var ada = house.as("ada", "member");
      ada.postJson("/api/v1/teams", Map.of("name", "Checkout"));
      house.givePhone("ada", "ada");
      ada.postJson("/api/v1/services", Map.of("name", "shop", "owner", "checkout"));
      ada.putJson(
          "/api/v1/teams/checkout/escalation-policy",
          Map.of(
              "version",
              0,
              "repeats",
              0,
              "levels",
              List.of(Map.of("to", "person", "id", Cast.id(house, "ada"), "patience_s", 36_000))));
      int port = RealPeer.freePort();
      var made =
          ada.postJson(
              "/api/v1/checks",
              Map.of(
                  "name",
                  "The shop is open",
                  "service",
                  "shop",
                  "probe",
                  Map.of(
                      "type",
                      "http",
                      "urls",
                      List.of("http://127.0.0.1:" + port + "/"),
                      "expect",
                      List.of(Map.of("type", "text", "is", "contains", "value", "Books")))));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      long id = made.json().at("/check/id").asLong();

      try (var nginx = nginx(port)) {
        assertThat(nginx).isNotNull();
        house.fastForward(ofMinutes(5));
        assertThat(state(ada, id)).isEqualTo("up");
        house.phone("ada").isSilent();
      }
      house.fastForward(ofMinutes(5));
      assertThat(state(ada, id)).isEqualTo("down");
      house.phone("ada").rang("shop: The shop is open");
      assertThat(ada.get("/checks/" + id).body()).contains("does not answer since");
      assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).hasSize(1);

      try (var nginx = nginx(port)) {
        assertThat(nginx).isNotNull();
        house.fastForward(ofMinutes(5));
      }
      assertThat(state(ada, id)).isEqualTo("up");
      house.phone("ada").rang("[resolved]");
      assertThat(ada.get("/api/v1/alerts?state=firing").json().get("items")).isEmpty();
      var spans = ada.get("/api/v1/checks/" + id + "/spans").json().get("items");
      assertThat(spans.findValuesAsText("state")).containsExactly("unknown", "up", "down", "up");
      for (int i = 1; i < spans.size(); i++) {
        assertThat(spans.get(i).get("from")).isEqualTo(spans.get(i - 1).get("to"));
      }
    }
  }

  private static String state(Visitor ada, long id) {
    return ada.get("/api/v1/checks/" + id).json().get("state").asText();
  }

  private static RealPeer nginx(int port) throws IOException {
    var folder = Nginx.folder("nginx");
    var root = Files.createDirectories(folder.resolve("html"));
    Files.writeString(root.resolve("index.html"), "<h1>Books</h1>");
    return Nginx.start(
        folder, port, "server { listen 127.0.0.1:%d; root %s; }".formatted(port, root));
  }
}
