package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A port that answers as asked is up; one that is shut, silent or says something else is down. */
class TcpProbeTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Outcome tcp(int port, String more) {
    return bench.probe(Bench.PLENTY, "{'type':'tcp','host':'db.test','port':%d%s}", port, more);
  }

  @Test
  void an_open_port_is_up_and_a_shut_one_is_down() throws Exception {
    int port;
    try (var server = new ServerSocket(0)) {
      port = server.getLocalPort();
      var seen = tcp(port, "");
      assertThat(seen.reason()).isEmpty();
      assertThat(seen.verdict()).isEqualTo(Verdict.UP);
      assertThat(seen.phases()).containsKeys(Phase.RESOLVE, Phase.CONNECT);
      assertThat(tcp(port, ",'latency':{'degraded_ms':15000}").verdict()).isEqualTo(Verdict.UP);
    }
    var shut = tcp(port, "");
    assertThat(shut.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(shut.reason()).isEqualTo("db.test:%d refused the connection".formatted(port));
  }

  @Test
  void what_is_said_arrives_and_what_is_expected_has_to_come() {
    var heard = new AtomicReference<String>();
    try (var redis =
        new RawServer(
            socket -> {
              var bytes = new byte[6];
              socket.getInputStream().readNBytes(bytes, 0, 6);
              heard.set(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
              RawServer.say(socket, "+PO");
              RawServer.say(socket, "NG\r\n");
              RawServer.hang(socket);
            })) {
      var ping = ",'send':'PING\\\\r\\\\n','expect':";
      var seen = tcp(redis.port(), ping + "'+PONG\\\\r\\\\n'");
      assertThat(seen.reason()).isEmpty();
      assertThat(heard).hasValue("PING\r\n");
      assertThat(seen.excerpt()).startsWith("+PONG");
      assertThat(
              tcp(redis.port(), ",'send':'PING\\\\r\\\\n','expect_pattern':'^.PO[MN]G'").verdict())
          .isEqualTo(Verdict.UP);

      var deadline = Duration.ofMillis(500);
      var red =
          bench.probe(
              deadline, "{'type':'tcp','host':'db.test','port':%d%s'QUEUED'}", redis.port(), ping);
      assertThat(red.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(red.reason())
          .isEqualTo(
              "db.test:%d: “QUEUED” did not come within 500 ms (7 bytes came)"
                  .formatted(redis.port()));
      bench.endsOnTime(red, deadline);
      assertThat(red.excerpt()).startsWith("+PONG");
    }
  }

  @Test
  void a_connection_that_is_closed_or_floods_ends_early() {
    try (var shut = new RawServer(socket -> RawServer.say(socket, "bye"));
        var flood =
            new RawServer(
                socket -> {
                  while (true) socket.getOutputStream().write(new byte[8192]);
                })) {
      assertThat(tcp(shut.port(), ",'expect':'hello'").reason())
          .isEqualTo(
              "db.test:%d: “hello” did not come before the connection was closed (3 bytes came)"
                  .formatted(shut.port()));
      assertThat(tcp(flood.port(), ",'expect':'hello'").reason())
          .isEqualTo("db.test:%d: “hello” did not come in the first 16 KB".formatted(flood.port()));
      assertThat(tcp(flood.port(), ",'expect_pattern':'hello'").verdict()).isEqualTo(Verdict.DOWN);
    }
  }

  @Test
  void a_secret_that_is_said_is_not_shown() {
    try (var echo =
        new RawServer(
            socket -> {
              var bytes = new byte[64];
              int n = socket.getInputStream().read(bytes);
              socket.getOutputStream().write(bytes, 0, n);
            })) {
      var probe =
          Bench.read(
              "{'type':'tcp','host':'db.test','port':%d,'send':'AUTH hunter2\\\\r\\\\n',"
                  + "'send_secret':true,'expect':'OK'}",
              echo.port());
      var seen = bench.prober().probe(probe, Bench.PLENTY);
      assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(seen.toString() + probe + probe.write()).doesNotContain("hunter2");
      assertThat(seen.excerpt()).contains("(secret)");
    }
  }

  @Test
  void a_name_that_does_not_exist_is_down() {
    var seen = bench.probe("{'type':'tcp','host':'nowhere.test','port':5432}");
    assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(seen.reason()).startsWith("nowhere.test does not resolve");
  }
}
