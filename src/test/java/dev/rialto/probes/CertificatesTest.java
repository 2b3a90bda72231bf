package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A certificate that lies is down, by TLS as by HTTPS, and the reason says how it lies. */
class CertificatesTest {
  private final Bench bench = new Bench();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : open) one.close();
    bench.close();
  }

  /** Shakes hands and answers whatever is asked with a 200. */
  private int serves(HandshakeCertificates certificates) throws Exception {
    var server =
        (SSLServerSocket)
            certificates
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    open.add(server);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (var socket = (SSLSocket) server.accept()) {
                  socket.startHandshake();
                  RawServer.request(socket);
                  RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                } catch (java.io.IOException refused) {
                  // The prober did not believe it.
                }
              }
            });
    return server.getLocalPort();
  }

  private Outcome tls(int port, String more) {
    return bench.probe("{'type':'tls','host':'shop.test','port':%d%s}", port, more);
  }

  private Outcome https(int port, String more) {
    return bench.probe("{'type':'http','urls':['https://shop.test:%d/']%s}", port, more);
  }

  /** Both ways of looking come to the same verdict for the same reason. */
  private void bothSay(int port, String reason) {
    for (var seen : List.of(tls(port, ""), https(port, ""))) {
      assertThat(seen.reason()).isEqualTo(reason);
      assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(seen.assertions()).last().matches(held -> !held.held());
      assertThat(seen.certificateEnds()).isNotNull();
    }
  }

  private HeldCertificate lasting(Duration from, Duration to) {
    return bench
        .certificateFor("shop.test")
        .validityInterval(bench.now.plus(from).toEpochMilli(), bench.now.plus(to).toEpochMilli())
        .build();
  }

  @Test
  void a_good_certificate_is_up() throws Exception {
    int port = serves(Bench.showing(lasting(Duration.ofDays(-1), Duration.ofDays(90))));
    var seen = tls(port, "");
    assertThat(seen.reason()).isEmpty();
    assertThat(seen.verdict()).isEqualTo(Verdict.UP);
    assertThat(seen.phases()).containsKeys(Phase.RESOLVE, Phase.CONNECT, Phase.TLS);
    assertThat(seen.excerpt())
        .startsWith("TLSv1.3, certificate for shop.test, issued by Bench authority, valid until ");
    var https = https(port, "");
    assertThat(https.reason()).isEmpty();
    assertThat(https.verdict()).isEqualTo(Verdict.UP);
    assertThat(https.phases()).containsKey(Phase.TLS);
    assertThat(https.certificateEnds())
        .isEqualTo(
            bench.now.plus(Duration.ofDays(90)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    // Each handshake is a new one: a resumed session would show yesterday's certificate.
    assertThat(https(port, "").phases()).containsKey(Phase.TLS);
  }

  @Test
  void an_expired_certificate_says_since_when() throws Exception {
    int port = serves(Bench.showing(lasting(Duration.ofDays(-90), Duration.ofDays(-3))));
    bothSay(
        port,
        "shop.test: certificate expired 3 days ago (%s)"
            .formatted(date(bench.now.minus(Duration.ofDays(3)))));
  }

  @Test
  void a_certificate_of_tomorrow_says_from_when() throws Exception {
    int port = serves(Bench.showing(lasting(Duration.ofDays(2), Duration.ofDays(90))));
    bothSay(
        port,
        "shop.test: certificate is not yet valid, only from %s on"
            .formatted(date(bench.now.plus(Duration.ofDays(2)))));
  }

  @Test
  void a_certificate_for_somebody_else_says_for_whom() throws Exception {
    var other = bench.certificateFor("www.test", "*.example.test", "127.0.0.1").build();
    bothSay(
        serves(Bench.showing(other)),
        "shop.test: certificate is not for this name but for www.test, *.example.test, 127.0.0.1");
    assertThat(
            bench
                .probe(
                    "{'type':'tls','host':'shop.test','port':%d,'server_name':'a.example.test',"
                        + "'certificate_days':{}}",
                    serves(Bench.showing(other)))
                .reason())
        .isEmpty();
  }

  @Test
  void nobody_vouches_for_it() throws Exception {
    var alone = new HeldCertificate.Builder().addSubjectAlternativeName("shop.test").build();
    bothSay(
        serves(Bench.showing(alone)),
        "shop.test: certificate is signed by itself, nobody vouches for it");

    var strangers =
        new HeldCertificate.Builder().commonName("Strangers").certificateAuthority(1).build();
    var strange =
        new HeldCertificate.Builder()
            .signedBy(strangers)
            .addSubjectAlternativeName("shop.test")
            .build();
    bothSay(
        serves(Bench.showing(strange)),
        "shop.test: certificate has an unknown issuer “Strangers” (or the server leaves the one"
            + " between out)");
  }

  @Test
  void a_server_that_leaves_out_the_one_between_is_down_and_one_that_shows_it_is_up()
      throws Exception {
    var between =
        new HeldCertificate.Builder()
            .signedBy(bench.authority)
            .commonName("Between")
            .certificateAuthority(0)
            .build();
    var leaf =
        new HeldCertificate.Builder()
            .signedBy(between)
            .addSubjectAlternativeName("shop.test")
            .build();
    assertThat(https(serves(Bench.showing(leaf, between.certificate())), "").reason()).isEmpty();
    assertThat(https(serves(Bench.showing(leaf)), "").reason())
        .contains("unknown issuer “Between”");
  }

  @Test
  void days_left_are_degraded_and_then_down() throws Exception {
    int port =
        serves(Bench.showing(lasting(Duration.ofDays(-1), Duration.ofDays(10).plusHours(1))));
    var end = date(bench.now.plus(Duration.ofDays(10).plusHours(1)));
    var usual = tls(port, "");
    assertThat(usual.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(usual.reason())
        .isEqualTo(
            "shop.test: certificate ends in 10 days (%s), fewer than 14 days".formatted(end));
    for (var more : List.of(",'certificate_days':{'degraded':30,'down':11}")) {
      assertThat(tls(port, more).verdict()).isEqualTo(Verdict.DOWN);
      assertThat(https(port, more).verdict()).isEqualTo(Verdict.DOWN);
    }
    assertThat(https(port, ",'certificate_days':{'degraded':10}").verdict()).isEqualTo(Verdict.UP);
    assertThat(https(port, "").verdict()).isEqualTo(Verdict.UP);
  }

  @Test
  void whoever_says_not_to_verify_still_sees_the_days() throws Exception {
    var alone =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("other.test")
            .duration(5, java.util.concurrent.TimeUnit.DAYS)
            .build();
    int port = serves(Bench.showing(alone));
    var seen = https(port, ",'verify_certificate':false");
    assertThat(seen.reason()).isEmpty();
    assertThat(seen.verdict()).isEqualTo(Verdict.UP);
    assertThat(tls(port, ",'verify_certificate':false").verdict()).isEqualTo(Verdict.DEGRADED);
  }

  @Test
  void what_is_no_tls_at_all_is_said_plainly() {
    try (var plain =
        new RawServer(
            socket -> {
              RawServer.say(socket, "220 mail.example.com ESMTP\r\n");
              RawServer.hang(socket);
            })) {
      assertThat(tls(plain.port(), "").reason())
          .isEqualTo("shop.test:%d does not speak TLS on this port".formatted(plain.port()));
    }
    try (var shut = new RawServer(socket -> {})) {
      assertThat(tls(shut.port(), "").verdict()).isEqualTo(Verdict.DOWN);
      assertThat(tls(shut.port(), "").reason()).startsWith("shop.test:" + shut.port());
    }
  }

  @Test
  void a_handshake_that_drips_ends_at_the_deadline() {
    var deadline = Duration.ofMillis(500);
    try (var silent = new RawServer(RawServer::hang)) {
      var seen =
          bench.probe(deadline, "{'type':'tls','host':'shop.test','port':%d}", silent.port());
      bench.endsOnTime(seen, deadline);
      assertThat(seen.reason())
          .matches(
              "shop.test:\\d+: no TLS handshake within 500 ms \\(connected after \\d+ ms, then"
                  + " nothing\\)");
    }
  }

  private static String date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
