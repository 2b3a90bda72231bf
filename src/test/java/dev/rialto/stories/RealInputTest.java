package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The programs a company already has, unchanged, with Rialto's address in their configuration. */
@Tag("needs-prometheus")
@Tag("needs-alertmanager")
class RealInputTest {
  private final TestHouse house = new TestHouse();
  private final Visitor ada = house.as("ada", "admin");
  private String token = "";
  private Visitor tool = house.visitor();

  @BeforeEach
  void a_source_is_added() {
    // Real programs live in real time.
    house.clock.turnTo(Instant.now());
    var added =
        ada.postJson("/api/v1/sources", Map.of("name", "The real one", "format", "prometheus"));
    token = added.json().get("token").asText();
    tool = house.visitor().withToken(token);
  }

  @AfterEach
  void the_story_ends() {
    house.close();
  }

  @Test
  void a_prometheus_whose_target_dies_opens_an_alert_and_ends_it_when_the_target_is_back()
      throws Exception {
    try (var shop = new WatchedShop(house, token)) {
      shop.dies();
      eventually("the alert is open", open -> open.size() == 1, shop.prometheus());
      var alert = open().get(0);
      assertThat(alert.get("labels").get("alertname").asText()).isEqualTo("TargetDown");
      assertThat(alert.get("annotations").get("summary").asText())
          .isEqualTo(shop.instance() + " is down");

      shop.isBack();
      eventually("the alert has ended", JsonNode::isEmpty, shop.prometheus());
      assertThat(
              house
                  .db()
                  .<String>read(
                      tx ->
                          tx.handle()
                              .createQuery("select ended_how from alert")
                              .mapTo(String.class)
                              .one()))
          .isEqualTo("said");
    }
  }

  @Test
  void amtool_lists_alerts_and_adds_and_expires_a_silence() {
    tool.postJson("/api/v2/alerts", SignalsStoriesTest.firing("HighErrorRate", "checkout"));
    turn();
    var url = "--alertmanager.url=" + house.base() + "/in/" + token;
    assertThat(RealPeer.run("amtool", url, "alert", "query"))
        .contains("HighErrorRate")
        .contains("active");
    assertThat(RealPeer.run("amtool", url, "alert", "query", "service=other"))
        .doesNotContain("HighErrorRate");

    var id =
        RealPeer.run(
                "amtool",
                url,
                "silence",
                "add",
                "alertname=HighErrorRate",
                "--comment=work on the network",
                "--author=ada",
                "--duration=1h")
            .strip();
    eventually("the silence holds it", "suppressed");
    assertThat(RealPeer.run("amtool", url, "silence", "query"))
        .contains(id)
        .contains("work on the network");
    assertThat(RealPeer.run("amtool", url, "alert", "query", "--silenced"))
        .contains("HighErrorRate");

    RealPeer.run("amtool", url, "silence", "expire", id);
    eventually("it is let go", "active");
    assertThat(RealPeer.run("amtool", url, "silence", "query")).doesNotContain(id);
    assertThat(RealPeer.run("amtool", url, "config", "show")).contains("Rialto");
  }

  @Test
  void an_alertmanager_sends_its_webhook() throws Exception {
    RealPeer.need("prometheus-alertmanager");
    var folder = RealPeer.folder("alertmanager");
    Files.writeString(
        folder.resolve("am.yml"),
        """
        route: { receiver: rialto, group_by: [alertname], group_wait: 0s, group_interval: 1s }
        receivers:
          - name: rialto
            webhook_configs:
              - url: %s/api/v1/signals/alertmanager
                send_resolved: true
                http_config: { authorization: { credentials: %s } }
        """
            .formatted(house.base(), token));
    int port = RealPeer.freePort();
    try (var alertmanager =
        RealPeer.start(
            "prometheus-alertmanager",
            folder,
            port,
            "--config.file=am.yml",
            "--storage.path=data",
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port)) {
      var url = "--alertmanager.url=http://127.0.0.1:" + port;
      RealPeer.run("amtool", url, "alert", "add", "DiskFull", "host=a", "severity=warning");
      RealPeer.run("amtool", url, "alert", "add", "DiskFull", "host=b", "severity=warning");
      eventually("both are open", open -> open.size() == 2, alertmanager);
      var theirs = RealPeer.run("amtool", url, "-o", "json", "alert", "query");
      for (var ours : open()) {
        assertThat(theirs).contains(ours.get("fingerprint").asText());
      }

      var past = Instant.now().minusSeconds(1).toString();
      RealPeer.run(
          "amtool", url, "alert", "add", "DiskFull", "host=a", "severity=warning", "--end=" + past);
      eventually("one is left", open -> open.size() == 1, alertmanager);
      assertThat(open().get(0).get("labels").get("host").asText()).isEqualTo("b");
    }
  }

  private JsonNode open() {
    return tool.get("/api/v2/alerts").json();
  }

  private void eventually(String what, String state) {
    Await.until(
        what,
        () -> {
          turn();
          return open().get(0).get("status").get("state").asText().equals(state);
        });
  }

  private void eventually(String what, Predicate<JsonNode> holds, RealPeer peer) {
    try {
      Await.until(
          what,
          () -> {
            turn();
            return holds.test(open());
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + peer.log(), e);
    }
  }

  /** Real programs do not wait for the story's clock, so it follows theirs. */
  private void turn() {
    house.clock.turnTo(Instant.now());
    house.settle();
  }
}
