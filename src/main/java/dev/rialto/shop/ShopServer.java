package dev.rialto.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The shop's doors: a shelf, a log-in, a basket, a till, and how each part is. Loopback only. */
public final class ShopServer implements AutoCloseable {
  static final long BIND_PATIENCE_NANOS = 10_000_000_000L;
  static final long BIND_PAUSE_NANOS = 2_000_000L;
  static final int MOST_TYPED = 4_096;

  private final Shop shop;
  private final Runnable sold;
  private final HttpServer server;

  /** {@code sold} hears of each order a person made. */
  public ShopServer(Shop shop, Runnable sold) throws IOException {
    this.shop = shop;
    this.sold = sold;
    server = HttpServer.create();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
  }

  /** Waits for the version before to leave the port: between the two lies a blink. */
  public void open(int port) throws IOException {
    long end = System.nanoTime() + BIND_PATIENCE_NANOS;
    while (true) {
      try {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.start();
        return;
      } catch (BindException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(BIND_PAUSE_NANOS);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Asked(String method, String path, Map<String, String> typed, String customer) {
    String typed(String name) {
      return typed.getOrDefault(name, "");
    }
  }

  private record Answer(int status, String body, String goTo) {
    static Answer page(String body) {
      return new Answer(200, body, "");
    }

    static Answer to(String path) {
      return new Answer(303, "", path);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = asked(exchange);
      var headers = exchange.getResponseHeaders();
      Answer answer;
      try {
        answer = asked.path().startsWith("/health/") ? health(asked) : page(asked);
      } catch (Shop.Broken e) {
        answer = new Answer(503, broken(asked, String.valueOf(e.getMessage())), "");
      }
      boolean isPage = answer.body().startsWith("<!doctype");
      headers.set("Content-Type", (isPage ? "text/html" : "text/plain") + "; charset=utf-8");
      headers.set("Cache-Control", "no-store");
      if (isPage || !answer.goTo().isEmpty()) {
        headers.set("Set-Cookie", "shop=" + asked.customer() + "; Path=/; HttpOnly; SameSite=Lax");
      }
      if (!answer.goTo().isEmpty()) {
        headers.set("Location", answer.goTo());
      }
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Answer health(Asked asked) throws Shop.Broken {
    var part = asked.path().substring("/health/".length());
    return shop.has(part)
        ? new Answer(200, shop.health(part), "")
        : new Answer(404, "The shop has no part “" + part + "”", "");
  }

  private static String broken(Asked asked, String why) {
    return asked.path().startsWith("/health/") ? why : ShopPages.sorry(why);
  }

  private Answer page(Asked asked) throws Shop.Broken {
    var customer = asked.customer();
    return switch (asked.method() + " " + asked.path()) {
      case "GET /" -> Answer.page(ShopPages.shelf(shop, customer, ""));
      case "GET /search" ->
          Answer.page(ShopPages.found(shop.find(asked.typed("q")), asked.typed("q")));
      case "POST /log-in" -> {
        shop.logIn(customer);
        yield Answer.to("/");
      }
      case "POST /basket" -> {
        shop.put(customer, asked.typed("book"));
        yield Answer.to("/basket");
      }
      case "GET /basket" -> Answer.page(ShopPages.basket(shop.inBasket(customer)));
      case "POST /pay" -> {
        shop.pay(customer);
        sold.run();
        yield Answer.to("/thank-you");
      }
      case "GET /thank-you" -> Answer.page(ShopPages.thanks());
      default -> new Answer(404, ShopPages.sorry("There is nothing at this address."), "");
    };
  }

  private static Asked asked(HttpExchange exchange) throws IOException {
    var typed = new HashMap<String, String>();
    var query = exchange.getRequestURI().getRawQuery();
    read(typed, query == null ? "" : query);
    if (exchange.getRequestMethod().equals("POST")) {
      var body = exchange.getRequestBody().readNBytes(MOST_TYPED);
      read(typed, new String(body, StandardCharsets.UTF_8));
    }
    var cookie = exchange.getRequestHeaders().getFirst("Cookie");
    var known = cookie == null ? "" : cookie.replaceFirst("(?s).*\\bshop=([-0-9a-f]{36}).*", "$1");
    return new Asked(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        typed,
        known.length() == 36 ? known : UUID.randomUUID().toString());
  }

  private static void read(Map<String, String> typed, String form) {
    for (var pair : form.split("&")) {
      var halves = pair.split("=", 2);
      try {
        typed.put(
            halves[0],
            halves.length < 2 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        typed.put(halves[0], ""); // a broken escape means nothing to anybody
      }
    }
  }
}
