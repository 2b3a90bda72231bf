package dev.rialto.probes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server without manners: what it does with a connection is up to the test. */
final class RawServer implements AutoCloseable {
  /** What becomes of one connection; its end closes it. */
  interface Manner {
    void meets(Socket socket) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket server;
  private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();

  RawServer(Manner manner) {
    try {
      server = new ServerSocket(0, 4096, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(manner));
  }

  private void accept(Manner manner) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        open.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    manner.meets(socket);
                  } catch (Exception gone) {
                    // The other side has had enough, as it should.
                  }
                });
      } catch (IOException closed) {
        return;
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://raw.test:" + port();
  }

  /** Reads a request up to its empty line. */
  static void request(Socket socket) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      // Nobody here cares what is asked.
    }
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Until the other side goes away. */
  static void hang(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // Says nothing.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : open) socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
