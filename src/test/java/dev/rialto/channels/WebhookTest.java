package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import dev.rialto.platform.Json;
import dev.rialto.stories.HttpSink;
import dev.rialto.stories.TestHouse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final String SECRET = "correct horse battery";

  private final HttpSink sink = new HttpSink();
  private final TestHouse house = new TestHouse();
  private Instant now = Samples.NOW;
  private final Channels channels =
      Channels.standard(house.db(), () -> now, Samples.LOOPBACK, null);
  private final Address address = new Address(sink.url("/hook").toString(), SECRET);

  @AfterEach
  void close() {
    house.close();
    sink.close();
  }

  private Outcome deliver(Message message) {
    return channels.deliver("webhook", message, address);
  }

  @Test
  void the_receiver_can_tell_by_the_signature_who_sent_it_and_when() throws Exception {
    assertThat(deliver(Samples.page(Samples.HOSTILE, "Привет, 世界 <b>")))
        .isInstanceOf(Delivered.class);
    var request = sink.received().getFirst();

    var parts = request.header("X-Rialto-Signature").split(",");
    assertThat(parts[0]).isEqualTo("t=" + now.getEpochSecond());
    assertThat(parts[1])
        .isEqualTo(
            "sha256=" + hmac(SECRET.getBytes(UTF_8), parts[0].substring(2) + "." + request.body()));
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.header("Idempotency-Key")).isEqualTo("0190-page-17");

    var json = Json.tree(request.body());
    assertThat(json.at("/id").asText()).isEqualTo("0190-page-17");
    assertThat(json.at("/repeat").asBoolean()).isFalse();
    assertThat(json.at("/kind").asText()).isEqualTo("page");
    assertThat(json.at("/title").asText())
        .startsWith("checkout Bcc:")
        .contains("שלום עולם 🔥👨‍👩‍👧");
    assertThat(json.at("/text").asText()).isEqualTo("Привет, 世界 <b>");
    assertThat(json.at("/where").asText()).isEqualTo("checkout");
    assertThat(json.at("/who").asText()).isEqualTo("grace, on call for shop");
    assertThat(json.at("/since").asText()).isEqualTo("2026-11-20T10:00:30Z");
    assertThat(json.at("/link").asText()).endsWith("/alerts/A-17");
  }

  @Test
  void a_bundle_lists_its_alerts_and_says_how_many_it_left_out() {
    deliver(Samples.bundle(250));
    var json = Json.tree(sink.received().getFirst().body());
    assertThat(json.at("/alerts")).hasSize(Webhook.MOST_LINES);
    assertThat(json.at("/alerts/1/alert").asText()).isEqualTo("A-2");
    assertThat(json.at("/alerts_left_out").asInt()).isEqualTo(50);
  }

  @Test
  void a_webhook_without_a_secret_worth_the_name_is_refused() {
    for (var secret : Arrays.asList(null, "", "short")) {
      var weak = new Address(address.address(), secret);
      assertThat(channels.wrongWith("webhook", weak).orElseThrow()).contains("secret");
      assertThat(channels.deliver("webhook", Samples.page(), weak)).isInstanceOf(Undelivered.class);
    }
    assertThat(channels.wrongWith("webhook", address)).isEmpty();
    assertThat(sink.received()).isEmpty();
  }

  @Test
  void ten_failures_over_an_hour_switch_it_off_and_a_test_that_arrives_switches_it_on() {
    sink.fails(500);
    for (int i = 0; i < 10; i++) {
      assertThat(deliver(Samples.page()))
          .isInstanceOfSatisfying(Undelivered.class, not -> assertThat(not.permanent()).isFalse());
      now = now.plus(Duration.ofMinutes(7));
    }
    assertThat(sink.received()).hasSize(10);

    sink.works();
    assertThat(deliver(Samples.page()))
        .isInstanceOfSatisfying(
            Undelivered.class,
            not -> {
              assertThat(not.permanent()).isTrue();
              assertThat(not.reason()).contains("Switched off").contains("Send a test");
            });
    assertThat(sink.received()).as("it is not even called").hasSize(10);

    var test = Message.note(Message.Kind.TEST, "0190-test", "A test", "It works.", "");
    assertThat(deliver(test)).isInstanceOf(Delivered.class);
    assertThat(deliver(Samples.page())).isInstanceOf(Delivered.class);
    assertThat(sink.received()).hasSize(12);
  }

  @Test
  void one_success_forgets_the_failures_and_an_outage_of_minutes_switches_nothing_off() {
    for (int round = 0; round < 3; round++) {
      sink.fails(503);
      for (int i = 0; i < 9; i++) {
        deliver(Samples.page());
        now = now.plus(Duration.ofMinutes(10));
      }
      sink.works();
      assertThat(deliver(Samples.page())).isInstanceOf(Delivered.class);
    }
    sink.fails(503);
    for (int i = 0; i < 30; i++) {
      deliver(Samples.page());
      now = now.plus(Duration.ofMinutes(1));
    }
    sink.works();
    assertThat(deliver(Samples.page())).isInstanceOf(Delivered.class);
  }

  /** HMAC by its definition (RFC 2104), so that the test trusts none of the code it tests. */
  private static String hmac(byte[] key, String text) throws Exception {
    var inner = new byte[64];
    var outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      byte k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    var sha = MessageDigest.getInstance("SHA-256");
    sha.update(inner);
    var first = sha.digest(text.getBytes(UTF_8));
    sha.update(outer);
    return HexFormat.of().formatHex(sha.digest(first));
  }
}
