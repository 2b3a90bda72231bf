package dev.rialto.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.channels.Outcome.Delivered;
import dev.rialto.channels.Outcome.Undelivered;
import dev.rialto.outbound.VettedAddress;
import dev.rialto.stories.HttpSink;
import dev.rialto.stories.HttpSink.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosterTest {
  private final HttpSink sink = new HttpSink();
  private final Poster poster = new Poster(Samples.LOOPBACK, Samples.CLOCK);
  private final Poster hasty = new Poster(Samples.LOOPBACK, Samples.CLOCK, ofMillis(1500));

  @AfterEach
  void close() {
    sink.close();
  }

  private Outcome post(Poster poster, String url) {
    return poster.postJson(url, Samples.page(), Map.of(), Map.of("hello", "world"));
  }

  private Outcome post() {
    return post(poster, sink.url("/hook").toString());
  }

  @Test
  void a_message_carries_its_id_and_only_a_repeat_says_so() {
    assertThat(post()).isInstanceOf(Delivered.class);
    poster.postJson(
        sink.url("/hook").toString(),
        Samples.page().repeated(),
        Map.of(),
        Map.of("hello", "world"));
    var first = sink.received().get(0);
    var second = sink.received().get(1);
    assertThat(first.header("Idempotency-Key")).isEqualTo("0190-page-17");
    assertThat(first.isRepeat()).isFalse();
    assertThat(second.header("Idempotency-Key")).isEqualTo("0190-page-17");
    assertThat(second.isRepeat()).isTrue();
    assertThat(first.body()).isEqualTo("{\"hello\":\"world\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "200,true,false", "201,true,false", "204,true,false", "400,false,true", "401,false,true",
    "403,false,true", "404,false,true", "410,false,true", "413,false,true", "408,false,false",
    "425,false,false", "429,false,false", "500,false,false", "502,false,false", "503,false,false",
    "507,false,false", "301,false,true", "307,false,true"
  })
  void only_2xx_is_delivered_and_only_what_the_request_is_at_fault_for_is_permanent(
      int status, boolean delivered, boolean permanent) {
    sink.fails(status);
    switch (post()) {
      case Delivered ok -> assertThat(delivered).as(ok.detail()).isTrue();
      case Undelivered not -> {
        assertThat(delivered).as(not.reason()).isFalse();
        assertThat(not.permanent()).as(not.reason()).isEqualTo(permanent);
        assertThat(not.reason()).contains(String.valueOf(status));
      }
    }
    assertThat(sink.received()).hasSize(1);
  }

  @Test
  void too_many_requests_and_unavailable_say_when_to_come_back_and_quote_the_reason() {
    sink.answers(Answer.of(429).with("Retry-After", "60").saying("slow\ndown\u0007 please"));
    assertThat(post())
        .isEqualTo(
            new Undelivered("127.0.0.1 answered 429: slow down please", false, ofMinutes(1)));
    sink.answers(Answer.of(503).with("Retry-After", "Fri, 20 Nov 2026 10:04:05 GMT"));
    assertThat(post()).isEqualTo(new Undelivered("127.0.0.1 answered 503", false, ofSeconds(5)));
    sink.answers(Answer.of(500).with("Retry-After", "60"));
    assertThat(post()).isEqualTo(new Undelivered("127.0.0.1 answered 500", false, null));
  }

  @Test
  void a_redirect_is_not_followed_wherever_it_points() {
    sink.answers(Answer.of(302).with("Location", sink.url("/elsewhere").toString()));
    assertThat(post())
        .isEqualTo(
            Undelivered.forGood(
                "127.0.0.1 answered 302 and points elsewhere; type the final address."));
    assertThat(sink.received("/elsewhere")).isEmpty();
  }

  @Test
  void an_address_in_a_private_network_is_refused_before_anything_is_sent() {
    var strict = new Poster(new VettedAddress(List.of()), Samples.CLOCK);
    for (var host : List.of("127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "[::1]")) {
      var url = sink.url("/hook").toString().replace("127.0.0.1", host);
      assertThat(post(strict, url))
          .as(host)
          .isInstanceOfSatisfying(Undelivered.class, not -> assertThat(not.permanent()).isTrue());
    }
    assertThat(sink.received()).isEmpty();
    assertThat(strict.wrongWith("http://10.0.0.7/hook").orElseThrow())
        .contains("10.0.0.7 is private")
        .contains("RIALTO_ALLOWED_NETWORKS");
  }

  @Test
  void an_address_that_is_none_is_told_so_where_it_is_typed() {
    assertThat(poster.wrongWith("hooks.example.com/x").orElseThrow()).contains("https://");
    assertThat(poster.wrongWith("ftp://example.com/x")).isPresent();
    assertThat(poster.wrongWith("file:///etc/passwd")).isPresent();
    assertThat(poster.wrongWith("https://ada:secret@example.com/").orElseThrow())
        .contains("secret");
    assertThat(poster.wrongWith("https://example.com/" + "x".repeat(3000)).orElseThrow())
        .contains("2000");
    assertThat(poster.wrongWith("https://example.com/x")).isEmpty();
  }

  @Test
  void a_server_that_never_answers_costs_no_more_than_the_time_allowed() {
    sink.hangs();
    var before = System.nanoTime();
    assertThat(post(hasty, sink.url("/hook").toString()))
        .isInstanceOfSatisfying(
            Undelivered.class,
            not -> {
              assertThat(not.permanent()).isFalse();
              assertThat(not.reason()).contains("did not answer within");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ofSeconds(5));
  }

  @Test
  void a_refused_connection_and_a_name_that_does_not_resolve_are_worth_another_try()
      throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(post(poster, "http://127.0.0.1:" + closed + "/"))
        .isEqualTo(Undelivered.forNow("127.0.0.1 refused the connection or was not there."));
    assertThat(post(poster, "http://nowhere.invalid/"))
        .isEqualTo(Undelivered.forNow("nowhere.invalid does not resolve."));
  }

  @Test
  void a_huge_answer_is_read_only_so_far_and_a_broken_one_is_worth_another_try()
      throws IOException {
    try (var server = new MockWebServer()) {
      server.start();
      var huge = new Buffer().writeUtf8("x".repeat(50_000_000));
      server.enqueue(new MockResponse.Builder().code(500).body(huge).build());
      assertThat(post(poster, server.url("/").toString()))
          .isInstanceOfSatisfying(
              Undelivered.class, not -> assertThat(not.reason().length()).isLessThan(250));

      server.enqueue(
          new MockResponse.Builder()
              .code(200)
              .onResponseStart(new SocketEffect.CloseSocket())
              .build());
      assertThat(post(hasty, server.url("/").toString()))
          .isInstanceOfSatisfying(Undelivered.class, not -> assertThat(not.permanent()).isFalse());
    }
  }

  @Test
  void an_answer_of_success_that_never_ends_is_a_success_and_does_not_hold_us() throws Exception {
    var closed = new CountDownLatch(1);
    try (var listening = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> drip(listening, closed));
      var before = System.nanoTime();
      assertThat(post(hasty, "http://127.0.0.1:" + listening.getLocalPort() + "/"))
          .isInstanceOf(Delivered.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ofSeconds(5));
    } finally {
      closed.countDown();
    }
  }

  private static void drip(ServerSocket listening, CountDownLatch closed) {
    try (var socket = listening.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
      do {
        out.write('.');
        out.flush();
      } while (!closed.await(100, TimeUnit.MILLISECONDS));
    } catch (IOException | InterruptedException theOtherSideLeft) {
      // As it should.
    }
  }
}
