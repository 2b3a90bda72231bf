package dev.rialto.probes;

import static dev.rialto.probes.RawServer.hang;
import static dev.rialto.probes.RawServer.request;
import static dev.rialto.probes.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that drip, flood, lie and hang: each ends in time, in bounds and in clear words. */
class HostileServersTest {
  private static final Duration SHORT = Duration.ofMillis(600);

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Outcome get(RawServer server, Duration deadline, String more) {
    return bench.probe(deadline, "{'type':'http','urls':['%s']%s}", server.url(), more);
  }

  /** A byte now and then, for ever; ended by the probe going away. */
  private static void drip(Socket socket, int everyMillis) throws Exception {
    var never = new CountDownLatch(1);
    while (!never.await(everyMillis, TimeUnit.MILLISECONDS)) say(socket, "x");
  }

  @Test
  void a_server_that_drips_its_body_ends_at_the_deadline() {
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
              drip(socket, 20);
            })) {
      var seen = get(server, SHORT, "");
      bench.endsOnTime(seen, SHORT);
      assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(seen.reason())
          .matches(
              server.url()
                  + " answered 200, but not all of it came within 600 ms \\(\\d+ bytes did\\)");
      assertThat(seen.phases()).containsKey(Phase.TRANSFER);
    }
  }

  @Test
  void a_server_that_drips_its_headers_ends_at_the_deadline() {
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
              drip(socket, 20);
            })) {
      var seen = get(server, SHORT, "");
      bench.endsOnTime(seen, SHORT);
      assertThat(seen.reason())
          .matches(
              server.url()
                  + ": no answer within 600 ms \\(connected after \\d+ ms, then nothing\\)");
    }
  }

  @Test
  void silence_is_down_at_the_deadline_in_every_phase() throws Exception {
    try (var silent = new RawServer(RawServer::hang);
        var full = new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      var seen = get(silent, SHORT, "");
      bench.endsOnTime(seen, SHORT);
      assertThat(seen.reason()).contains("no answer within 600 ms (connected after ");

      var tls =
          bench.probe(SHORT, "{'type':'http','urls':['https://raw.test:%d/']}", silent.port());
      bench.endsOnTime(tls, SHORT);
      assertThat(tls.reason()).contains("no TLS handshake within 600 ms (connected after ");

      // A queue that is full lets nobody connect any more.
      var waiting = new ArrayList<Socket>();
      try {
        for (int i = 0; i < 4; i++) {
          var socket = new Socket();
          waiting.add(socket);
          try {
            socket.connect(full.getLocalSocketAddress(), 50);
          } catch (java.io.IOException queueIsFull) {
            break;
          }
        }
        var connect =
            bench.probe(
                SHORT, "{'type':'http','urls':['http://raw.test:%d/']}", full.getLocalPort());
        bench.endsOnTime(connect, SHORT);
        assertThat(connect.reason())
            .isEqualTo(
                "http://raw.test:%1$d: no connection to raw.test:%1$d within 600 ms"
                    .formatted(full.getLocalPort()));
      } finally {
        for (var socket : waiting) socket.close();
      }
    }
  }

  @Test
  void an_answer_of_ten_gigabytes_is_cut_and_says_so() {
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nThank you");
              var chunk = new byte[64 * 1024];
              while (true) socket.getOutputStream().write(chunk);
            })) {
      var green = get(server, Bench.PLENTY, ",'expect':[" + text("contains", "Thank you") + "]");
      assertThat(green.verdict()).isEqualTo(Verdict.UP);
      assertThat(green.took()).isLessThan(Duration.ofSeconds(5));
      assertThat(green.assertions().getLast().seen())
          .isEqualTo("held in the first 1 MB of a longer answer");
      var red = get(server, Bench.PLENTY, ",'expect':[" + text("contains", "Goodbye") + "]");
      assertThat(red.reason())
          .isEqualTo(
              server.url() + " does not contain “Goodbye” in the first 1 MB of a longer answer");
      assertThat(get(server, Bench.PLENTY, "").verdict()).isEqualTo(Verdict.UP);
    }
  }

  @Test
  void a_gzip_bomb_is_unpacked_only_so_far() throws Exception {
    var bomb = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(bomb))) {
      var zeros = new byte[1024 * 1024];
      for (int i = 0; i < 200; i++) sink.write(zeros);
    }
    var bytes = bomb.readByteArray();
    assertThat(bytes.length).isLessThan(300_000);
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(
                  socket,
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                      .formatted(bytes.length));
              socket.getOutputStream().write(bytes);
              hang(socket);
            })) {
      var seen = get(server, Bench.PLENTY, ",'expect':[" + text("contains", "x") + "]");
      assertThat(seen.reason())
          .isEqualTo(server.url() + " does not contain “x” in the first 1 MB of a longer answer");
      assertThat(seen.took()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void a_gzip_stream_that_unpacks_to_nothing_for_ever_is_cut_by_what_came() {
    // After the gzip header: empty stored blocks, five bytes each, that yield nothing.
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
              say(socket, "\u001f\u008b\b\0\0\0\0\0\0\u00ff");
              var blocks = "\0\0\0\u00ff\u00ff".repeat(10_000);
              while (true) say(socket, blocks);
            })) {
      var seen = get(server, Bench.PLENTY, "");
      assertThat(seen.took()).isLessThan(Duration.ofSeconds(10));
      assertThat(seen.verdict()).isEqualTo(Verdict.UP);
    }
  }

  @Test
  void headers_without_end_are_cut() {
    try (var server =
        new RawServer(
            socket -> {
              request(socket);
              say(socket, "HTTP/1.1 200 OK\r\n");
              var line = "X-More: " + "y".repeat(1000) + "\r\n";
              while (true) say(socket, line);
            })) {
      var seen = get(server, Bench.PLENTY, "");
      assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
      assertThat(seen.reason())
          .isEqualTo(server.url() + " broke off in its headers, or sent over 256 KB of them");
    }
  }

  @Test
  void half_answers_resets_and_nonsense_are_told_apart() {
    try (var half =
            new RawServer(
                socket -> {
                  request(socket);
                  say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                });
        var nothing = new RawServer(RawServer::request);
        var reset =
            new RawServer(
                socket -> {
                  request(socket);
                  socket.setSoLinger(true, 0);
                });
        var nonsense =
            new RawServer(
                socket -> {
                  request(socket);
                  say(socket, "220 mail.example.com ESMTP\r\n\r\n");
                })) {
      assertThat(get(half, Bench.PLENTY, "").reason())
          .isEqualTo(half.url() + " answered 200, but broke off after 4 bytes");
      assertThat(get(nothing, Bench.PLENTY, "").reason())
          .isEqualTo(nothing.url() + " closed the connection without a whole answer");
      assertThat(get(reset, Bench.PLENTY, "").reason())
          .isEqualTo(reset.url() + " reset the connection");
      assertThat(get(nonsense, Bench.PLENTY, "").reason())
          .startsWith(nonsense.url() + " does not speak HTTP: ");
      assertThat(get(nonsense, Bench.PLENTY, "").verdict()).isEqualTo(Verdict.DOWN);
    }
  }

  @Test
  void two_hundred_hanging_targets_move_nobody_else() throws Exception {
    try (var hanging = new RawServer(RawServer::hang);
        var fine =
            new RawServer(
                socket -> {
                  request(socket);
                  say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      get(fine, Bench.PLENTY, ""); // warm
      int before = Thread.activeCount();
      var stuck = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 200; i++) {
        Callable<Outcome> one = () -> get(hanging, Duration.ofSeconds(3), "");
        stuck.add(threads.submit(one));
      }
      while (hanging.connections.get() < 200) Thread.onSpinWait();
      assertThat(Thread.activeCount() - before).isLessThan(5);
      for (int i = 0; i < 50; i++) {
        var seen = get(fine, Duration.ofSeconds(2), "");
        assertThat(seen.reason()).isEmpty();
        bench.metronome.endsBy(seen.took(), Duration.ofMillis(500));
      }
      for (var one : stuck) {
        var seen = one.get();
        assertThat(seen.verdict()).isEqualTo(Verdict.DOWN);
        bench.endsOnTime(seen, Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void waiting_costs_no_cpu() throws Exception {
    try (var hanging = new RawServer(RawServer::hang);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      get(hanging, Duration.ofMillis(50), "");
      long before = cpuOfOkHttp();
      var stuck = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 20; i++) {
        Callable<Outcome> one = () -> get(hanging, Duration.ofSeconds(2), "");
        stuck.add(threads.submit(one));
      }
      for (var one : stuck) assertThat(one.get().verdict()).isEqualTo(Verdict.DOWN);
      assertThat(Duration.ofNanos(cpuOfOkHttp() - before)).isLessThan(Duration.ofMillis(400));
    }
  }

  /** OkHttp's own threads live on for a minute after their work. */
  private static long cpuOfOkHttp() {
    var threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("OkHttp"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
        .sum();
  }

  @Test
  void two_thousand_probes_at_once_all_come_back() throws Exception {
    try (var fine =
            new RawServer(
                socket -> {
                  request(socket);
                  say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 2_000; i++) {
        Callable<Outcome> one = () -> get(fine, Duration.ofSeconds(30), "");
        all.add(threads.submit(one));
      }
      for (var one : all) assertThat(one.get().reason()).isEmpty();
    }
  }

  private static String text(String is, String value) {
    return "{'type':'text','is':'%s','value':'%s'}".formatted(is, value);
  }
}
