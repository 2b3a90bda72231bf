package dev.rialto.company;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Everybody's phone: speaks as much of ntfy as is needed to be pushed to. Loopback only. */
public final class PushReceiver implements AutoCloseable {
  static final int LARGEST = 16 * 1024;
  private static final Pattern VIEW = Pattern.compile("view, ([^,]+), \"([^\"]+)\"");

  private final Inbox inbox;
  private final HttpServer server;

  /** Opens on a port that contact methods hold. */
  public PushReceiver(Inbox inbox, int port) {
    this.inbox = inbox;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The demo’s phones cannot listen on port " + port, e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  static String address(int port, String topic) {
    return "http://127.0.0.1:" + port + "/" + topic;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var text = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
      inbox.receive(
          Letter.Via.PUSH,
          exchange.getRequestURI().getPath().substring(1),
          decoded(header(headers, "Title")),
          text,
          links(header(headers, "Actions")),
          header(headers, "Priority").matches("[1-5]")
              ? Integer.parseInt(header(headers, "Priority"))
              : 3);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String header(Headers headers, String name) {
    var value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  private static List<Letter.Link> links(String actions) {
    var links = new ArrayList<Letter.Link>();
    var found = VIEW.matcher(actions);
    while (found.find()) {
      links.add(new Letter.Link(found.group(1), found.group(2)));
    }
    return links;
  }

  private static String decoded(String title) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(title));
    } catch (UnsupportedEncodingException e) {
      return title;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
