package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Connects to a port, shakes hands, says something and listens, as far as the probe asks. */
final class SocketVisit {
  /** Whoever is probed by TCP says what matters early. */
  static final int MOST_BYTES = 16 * 1024;

  /** A pattern is tried as bytes drip in, but not sixteen thousand times. */
  static final int MOST_TRIES = 256;

  private static final int EXCERPT = 2 * 1024;

  private final Prober.Ground ground;
  private final Attempt attempt;
  private Phase waitsFor = Phase.RESOLVE;
  private @Nullable Duration connectedAfter;

  SocketVisit(Prober.Ground ground, Attempt attempt) {
    this.ground = ground;
    this.attempt = attempt;
  }

  void tls(TlsProbe probe) throws Fault {
    var where = Words.of(probe.host(), probe.port());
    try (var raw = connect(probe.host(), probe.port())) {
      var handshake = shakeHands(raw, probe.name(), probe.port(), probe.verifyCertificate());
      if (handshake.leaf().isPresent()) {
        attempt.days(
            probe.name(),
            probe.certificateDays(),
            handshake.leaf().get(),
            ground.clock().instant());
      }
      attempt.latency(where, probe.latency(), attempt.took());
    } catch (IOException e) {
      throw fault(where, e);
    }
  }

  void tcp(TcpProbe probe) throws Fault {
    var where = Words.of(probe.host(), probe.port());
    try (var raw = connect(probe.host(), probe.port())) {
      Socket socket = raw;
      if (probe.tls()) {
        var handshake = shakeHands(raw, probe.host(), probe.port(), probe.verifyCertificate());
        socket = handshake.socket();
        if (handshake.leaf().isPresent()) {
          attempt.days(
              probe.host(),
              probe.certificateDays(),
              handshake.leaf().get(),
              ground.clock().instant());
        }
      }
      converse(probe, socket, where);
      attempt.latency(where, probe.latency(), attempt.took());
    } catch (IOException e) {
      throw fault(where, e);
    }
  }

  // --- connecting ---

  private Socket connect(String host, int port) throws Fault, IOException {
    var found = resolve(host);
    IOException last = null;
    for (var address : found) {
      var raw = ground.addresses().sockets().createSocket();
      attempt.cutAtDeadline(raw);
      waitsFor = Phase.CONNECT;
      long from = System.nanoTime();
      try {
        int share = found.size() == 1 ? 0 : share(found.size());
        raw.connect(new InetSocketAddress(address, port), share);
        connectedAfter = attempt.took();
        attempt.held(Words.of(host, port), "accepts a connection", Words.of(connectedAfter));
        return raw;
      } catch (IOException e) {
        raw.close();
        if (last != null) e.addSuppressed(last);
        last = e;
      } finally {
        attempt.spent(Phase.CONNECT, System.nanoTime() - from);
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  /** A dead first address leaves time for the next. */
  private int share(int addresses) {
    return Math.toIntExact(attempt.left().dividedBy(addresses).toMillis()) + 1;
  }

  private List<InetAddress> resolve(String host) throws Fault {
    try {
      return attempt.resolve(ground.addresses(), host);
    } catch (IOException e) {
      throw ground.unresolved(host, e, attempt);
    }
  }

  private Handshake shakeHands(Socket raw, String name, int port, boolean verify)
      throws Fault, IOException {
    waitsFor = Phase.TLS;
    long from = System.nanoTime();
    var handshake = new Handshake(ground.trust(), ground.clock(), verify);
    try {
      var socket = (SSLSocket) handshake.sockets().createSocket(raw, name, port, true);
      socket.startHandshake();
      if (!handshake.verify(name, socket.getSession())) {
        throw new SSLPeerUnverifiedException("wrong name");
      }
      handshake.done(socket);
      attempt.believed(name, handshake, verify);
      attempt.excerpt(handshake.described(), EXCERPT, true);
      return handshake;
    } catch (IOException e) {
      if (handshake.lie().isPresent()) throw attempt.lied(name, handshake.lie().get());
      throw e;
    } finally {
      handshake.leaf().ifPresent(attempt::certificate);
      attempt.spent(Phase.TLS, System.nanoTime() - from);
    }
  }

  // --- saying and listening ---

  private void converse(TcpProbe probe, Socket socket, String where) throws IOException {
    waitsFor = Phase.PROCESSING;
    long from = System.nanoTime();
    try {
      var words = Escapes.bytes(probe.send().clear()).orElseThrow();
      if (words.length > 0) {
        socket.getOutputStream().write(words);
        socket.getOutputStream().flush();
      }
      if (!probe.expect().isEmpty() || !probe.expectPattern().isEmpty()) {
        listen(probe, socket, where);
      }
    } finally {
      attempt.spent(Phase.PROCESSING, System.nanoTime() - from);
    }
  }

  private void listen(TcpProbe probe, Socket socket, String where) throws IOException {
    var wanted = new Wanted(probe);
    var came = new ByteArrayOutputStream();
    var step = new byte[4 * 1024];
    boolean over = false;
    int tries = 0;
    while (!over) {
      int n = read(socket, step, MOST_BYTES - came.size());
      over = n <= 0;
      if (n > 0) came.write(step, 0, n);
      if ((over || ++tries <= MOST_TRIES) && wanted.isIn(came)) {
        excerpt(came);
        attempt.held(where, wanted.words(), "came after " + Words.of(attempt.took()));
        return;
      }
    }
    excerpt(came);
    attempt.missed(
        where,
        wanted.words(),
        Verdict.DOWN,
        came.size() == 0 ? "nothing came" : Words.line(came.toString(UTF_8)),
        "%s: %s did not come%s".formatted(where, wanted.shown(), how(came.size())));
  }

  private String how(int came) {
    var bytes = came == 0 ? "nothing came" : Words.bytes(came) + " came";
    if (attempt.isOver()) {
      return " within %s (%s)".formatted(Words.of(attempt.deadline()), bytes);
    }
    return came >= MOST_BYTES
        ? " in the first %s".formatted(Words.bytes(MOST_BYTES))
        : " before the connection was closed (%s)".formatted(bytes);
  }

  /** The end of time, of the connection and of what is read are one end: nothing more comes. */
  private int read(Socket socket, byte[] into, int left) throws IOException {
    if (left <= 0) return -1;
    try {
      return socket.getInputStream().read(into, 0, Math.min(into.length, left));
    } catch (IOException e) {
      if (attempt.isOver()) return -1;
      throw e;
    }
  }

  private void excerpt(ByteArrayOutputStream came) {
    attempt.excerpt(came.toString(UTF_8), EXCERPT, false);
  }

  private Fault fault(String where, IOException e) {
    return attempt.isOver()
        ? Fault.down(attempt.ranOut(where, where, waitsFor, connectedAfter))
        : Fault.of(where, e);
  }

  /** What has to come, compared byte by byte, or as a pattern on text. */
  private static final class Wanted {
    private final TcpProbe probe;
    private final String text;
    private final @Nullable Pattern pattern;

    Wanted(TcpProbe probe) {
      this.probe = probe;
      this.text = new String(Escapes.bytes(probe.expect()).orElseThrow(), ISO_8859_1);
      this.pattern =
          probe.expectPattern().isEmpty() ? null : Pattern.compile(probe.expectPattern());
    }

    boolean isIn(ByteArrayOutputStream came) {
      return pattern == null
          ? came.toString(ISO_8859_1).contains(text)
          : pattern.matcher(came.toString(UTF_8)).find();
    }

    String shown() {
      return "“%s”"
          .formatted(Words.cut(pattern == null ? probe.expect() : probe.expectPattern(), 120));
    }

    String words() {
      return (pattern == null ? "says " : "says what matches ") + shown();
    }
  }
}
