package dev.rialto.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * What is probed: servers that answer at once, and ports that take a connection and say nothing.
 */
final class Targets implements AutoCloseable {
  private static final byte[] BODY = "Welcome".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final List<HttpServer> servers = new ArrayList<>();
  private final List<ServerSocket> silent = new ArrayList<>();

  /** A hundred checks a server, so that no one of them is the bottleneck. */
  List<String> answering(int many) throws IOException {
    var urls = new ArrayList<String>();
    for (int i = 0; i < Math.ceilDiv(many, 100); i++) {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
          });
      server.start();
      servers.add(server);
      for (int n = i * 100; n < Math.min(many, (i + 1) * 100); n++) {
        urls.add("http://127.0.0.1:" + server.getAddress().getPort() + "/" + n);
      }
    }
    return urls;
  }

  /** The kernel takes the connection; nobody ever reads it. */
  List<String> hanging(int many) throws IOException {
    var urls = new ArrayList<String>();
    for (int i = 0; i < many; i++) {
      var socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
      silent.add(socket);
      urls.add("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    return urls;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    for (var socket : silent) {
      try {
        socket.close();
      } catch (IOException e) {
        System.err.println("A silent port stays open: " + e.getMessage());
      }
    }
  }
}
