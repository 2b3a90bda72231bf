package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails on our side is unknown, never down: nobody is woken for our own trouble. */
class OwnFailuresTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static void isOurs(Outcome seen, String reason) {
    assertThat(seen.reason()).contains(reason);
    assertThat(seen.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'http','urls':['http://nowhere.test/']}",
        "{'type':'tcp','host':'nowhere.test','port':1}",
        "{'type':'tls','host':'nowhere.test'}"
      })
  void without_a_resolver_of_our_own_an_unresolved_name_says_nothing(String probe) {
    assertThat(bench.probe(probe).verdict()).isEqualTo(Verdict.DOWN);
    try (var deaf = new Bench()) {
      deaf.servers = List::of; // resolv.conf is gone
      isOurs(deaf.probe(probe), "the resolver of this machine does not answer");
    }
    try (var deaf = new Bench()) {
      deaf.resolver.keepsSilent();
      isOurs(
          deaf.probe(Duration.ofSeconds(1), probe), "the resolver of this machine does not answer");
    }
  }

  @Test
  void a_missing_resolver_configuration_is_ours() {
    bench.servers = List::of;
    isOurs(
        bench.probe("{'type':'dns','name':'shop.example.com'}"),
        "This machine has no resolver set up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Too many open files",
        "Cannot assign requested address",
        "Network is unreachable",
        "No buffer space available",
        "Cannot allocate memory",
        "Protocol family unavailable",
        "Operation not permitted"
      })
  void what_the_kernel_refuses_us_is_ours(String message) {
    assertThat(Fault.of("shop.test", new SocketException(message)).verdict)
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(Fault.of("shop.test", new IOException(new ConnectException(message))).verdict)
        .isEqualTo(Verdict.UNKNOWN);
    // The same words from a stranger's mouth are the stranger's failure.
    assertThat(Fault.of("shop.test", new ProtocolException(message)).verdict)
        .isEqualTo(Verdict.DOWN);
  }

  @Test
  void more_probes_at_once_than_we_may_are_ours() throws Exception {
    bench.atOnce = 3;
    try (var hanging = new RawServer(RawServer::hang);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.prober();
      var probe = "{'type':'http','urls':['%s']}".formatted(hanging.url());
      var stuck = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < 3; i++) {
        Callable<Outcome> one = () -> bench.probe(Duration.ofSeconds(2), probe);
        stuck.add(threads.submit(one));
      }
      while (hanging.connections.get() < 3) Thread.onSpinWait();
      isOurs(bench.probe(probe), "as many probes at once as it may");
      for (var one : stuck) assertThat(one.get().verdict()).isEqualTo(Verdict.DOWN);
    }
  }

  @Test
  void no_memory_for_an_answer_is_ours() {
    bench.memory = 10_000;
    try (var big =
        new RawServer(
            socket -> {
              RawServer.request(socket);
              RawServer.say(
                  socket, "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(50_000));
            })) {
      isOurs(
          bench.probe(
              "{'type':'http','urls':['%s'],"
                  + "'expect':[{'type':'text','is':'contains','value':'y'}]}",
              big.url()),
          "Rialto already holds");
      // What was taken is given back: the next small one fits.
      var buffers = new Buffers(100);
      for (int i = 0; i < 10; i++) {
        try (var share = buffers.share()) {
          share.take(90);
        } catch (Fault fault) {
          throw new AssertionError(fault.reason());
        }
      }
    }
  }

  @Test
  void an_address_that_we_may_not_visit_is_ours_and_nothing_is_sent_there() throws Exception {
    try (var inside = new ServerSocket(0)) {
      bench.allowed = List.of();
      for (var probe :
          List.of(
              "{'type':'http','urls':['http://shop.test:%d/']}",
              "{'type':'tcp','host':'shop.test','port':%d}",
              "{'type':'tls','host':'shop.test','port':%d}")) {
        isOurs(
            bench.probe(probe, inside.getLocalPort()),
            "127.0.0.1 is this very machine; an administrator can allow its network");
      }
      assertThat(
              bench
                  .prober()
                  .wrongs(Bench.read("{'type':'dns','name':'a.test','resolver':'127.0.0.1'}")))
          .singleElement()
          .satisfies(wrong -> assertThat(wrong.field()).isEqualTo("resolver"));
      inside.setSoTimeout(1);
      assertThat(accepts(inside)).isFalse();
    }
  }

  private static boolean accepts(ServerSocket server) throws IOException {
    try (var socket = server.accept()) {
      return socket.isConnected();
    } catch (java.net.SocketTimeoutException nobody) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://[2001:0:a9fe:a9fe::]/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://169.254.43518/",
        "http://shop.test:80@169.254.169.254/",
        "http://ada:engine@public.test/",
        "http://１６９.254.169.254/",
        "http://rebound.test/",
        "http://[fe80::1]/"
      })
  void a_redirect_out_of_bounds_is_not_followed(String location) {
    bench.names.put("rebound.test", "169.254.169.254");
    bench.names.put("public.test", "192.0.2.1");
    try (var server =
        new RawServer(
            socket -> {
              RawServer.request(socket);
              socket
                  .getOutputStream()
                  .write(
                      ("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n")
                          .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            })) {
      var seen = bench.probe(Duration.ofSeconds(2), "{'type':'http','urls':['%s']}", server.url());
      assertThat(seen.verdict()).as(seen.reason()).isIn(Verdict.UNKNOWN, Verdict.DOWN);
      assertThat(seen.reason())
          .containsAnyOf(
              "an administrator can allow its network",
              "neither a name nor an address",
              "hides where it leads",
              "is no web address");
      assertThat(server.connections.get()).isOne();
    }
  }
}
