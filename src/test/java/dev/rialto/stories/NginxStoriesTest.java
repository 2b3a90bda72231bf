package dev.rialto.stories;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private static RealPeer nginx(int port) throws Exception {
    RealPeer.need("nginx");
    var folder = RealPeer.folder("nginx");
    Path root = Files.createDirectories(folder.resolve("html"));
    Files.writeString(root.resolve("index.html"), "<h1>Books</h1>");
    // As root nginx works as somebody else, who must be able to pass.
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server { listen 127.0.0.1:%2$d; root %1$s/html; }
        }
        """
            .formatted(folder, port));
    return RealPeer.start(
        "nginx",
        folder,
        port,
        "-p",
        folder.toString(),
        "-c",
        folder.resolve("nginx.conf").toString());
  }
}
