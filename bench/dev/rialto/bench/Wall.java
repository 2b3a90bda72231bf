package dev.rialto.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The wall of a thousand services, opened by a kiosk link in a real Chromium that has nothing
 * cached, and then its stream while services break and recover at a pace that is told.
 */
public final class Wall {
  static final int SERVICES = 1_000;
  static final int TEAMS = 20;
  static final int PEOPLE = 3;
  static final int DEPLOYED = 400;
  static final int IN_TROUBLE = 20;
  static final int LOOKS = 9;
  static final int WARM_UP = 3;
  static final Duration LISTENS = Duration.ofSeconds(60);

  /** Far beyond a normal day: a thousand services that each break once in a quarter of an hour. */
  static final double CHANGES_A_SECOND = 2;

  static final double MOST_PAINT_MS = 1_000;
  static final int MOST_HTML = 300 * 1024;
  static final double MOST_BYTES_A_SECOND = 5 * 1024;

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Wall() {}

  public static void main(String[] args) throws Exception {
    double pace = args.length > 0 ? Double.parseDouble(args[0]) : CHANGES_A_SECOND;
    boolean met;
    try (var product = new Product(Map.of());
        var api = new Api(product.base(), Product.TOKEN);
        var client = HttpClient.newHttpClient()) {
      product.startAndAwait();
      var storm = new Storm(client, product.base(), source(api), pace);
      fill(api, storm);
      var link = api.post("/api/v1/kiosk-links", Map.of("label", "bench")).get("link").asText();
      var path = URI.create(link).getPath();
      int html = html(client, product.base());
      var paint = paint(product.base(), path);
      System.out.printf("  first paint, nothing cached   %s%n", paint.many("ms"));
      double bytes = stream(product.base(), cookie(product.base(), path), storm);
      met = Promise.tell("First paint of 1,000 services within 1 s", paint.most() <= MOST_PAINT_MS);
      met &= Promise.tell("At most 300 KB of HTML", html <= MOST_HTML);
      met &= Promise.tell("At most 5 KB/s after", bytes <= MOST_BYTES_A_SECOND);
    }
    System.exit(met ? 0 : 1);
  }

  private static String source(Api api) {
    return api.post("/api/v1/sources", Map.of("name", "Prometheus", "format", "prometheus"))
        .get("token")
        .asText();
  }

  /** Teams with somebody on call, services with a last deployment, and some trouble. */
  private static void fill(Api api, Storm storm) {
    var company = new Company(api, path -> "");
    var people = new ArrayList<Long>();
    for (int i = 0; i < PEOPLE; i++) people.add(company.person("person" + i));
    for (int i = 0; i < TEAMS; i++) {
      company.team("team-" + i, List.of(people.get(i % PEOPLE)));
      var schedule = api.post("/api/v1/schedules", Map.of("team", "team-" + i));
      api.put(
          "/api/v1/schedules/" + schedule.get("id").asLong() + "/rotation",
          Map.of(
              "handover",
              "09:00",
              "weekday",
              "monday",
              "first_day",
              "2026-01-05",
              "every",
              1,
              "people",
              List.of(people.get(i % PEOPLE)),
              "version",
              schedule.get("version").asInt()));
    }
    for (int i = 0; i < SERVICES; i++) {
      api.post(
          "/api/v1/services",
          Map.of(
              "name",
              Storm.name(i),
              "owner",
              "team-" + i % TEAMS,
              "tier",
              1 + i % 4,
              "capability",
              "Customers can do thing " + i % 30));
    }
    for (int i = 0; i < DEPLOYED; i++) {
      api.post(
          "/api/v1/deployments",
          Map.of(
              "service",
              Storm.name(i),
              "environment",
              "Prod",
              "version",
              "1." + i,
              "state",
              "succeeded",
              "at",
              Instant.now().minus(Duration.ofHours(i + 1L)).toString()));
    }
    for (int i = 0; i < IN_TROUBLE; i++) storm.change();
  }

  /** Services that break and recover, one at a time, as Prometheus would tell it. */
  private static final class Storm {
    private final HttpClient client;
    private final URI base;
    private final String token;
    private final double pace;
    private final Random dice = new Random(4711);
    private final List<Integer> broken = new ArrayList<>();
    private int changes;

    Storm(HttpClient client, URI base, String token, double pace) {
      this.client = client;
      this.base = base;
      this.token = token;
      this.pace = pace;
    }

    static String name(int i) {
      return "service-" + i;
    }

    Duration pause() {
      return Duration.ofNanos((long) (1e9 / pace));
    }

    void change() {
      boolean recovers = broken.size() >= IN_TROUBLE && dice.nextBoolean();
      int service = recovers ? broken.remove(dice.nextInt(broken.size())) : dice.nextInt(SERVICES);
      if (!recovers && !broken.contains(service)) broken.add(service);
      var now = Instant.now();
      var alert =
          Map.of(
              "labels",
              Map.of(
                  "alertname",
                  "HighErrorRate",
                  "service",
                  name(service),
                  "severity",
                  dice.nextBoolean() ? "critical" : "warning"),
              "annotations",
              Map.of("summary", "4.2 % of requests fail, 0.5 % is the most"),
              "startsAt",
              now.toString(),
              "endsAt",
              now.plus(recovers ? Duration.ZERO : Duration.ofHours(1)).toString());
      var request =
          HttpRequest.newBuilder(base.resolve("/api/v2/alerts"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(Json.write(List.of(alert))))
              .build();
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      changes++;
    }
  }

  private static int html(HttpClient client, URI base) throws Exception {
    var millis = new double[20];
    int bytes = 0;
    for (int i = -10; i < millis.length; i++) {
      var request =
          HttpRequest.newBuilder(base.resolve("/wall"))
              .header("Authorization", "Bearer " + Product.TOKEN)
              .build();
      long from = System.nanoTime();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (i >= 0) millis[i] = (System.nanoTime() - from) / 1e6;
      bytes = answer.body().length;
      var text = new String(answer.body(), StandardCharsets.UTF_8);
      int tiles = text.split("<li id=\"t", -1).length - 1;
      if (answer.statusCode() != 200 || tiles != SERVICES) {
        throw new IllegalStateException(answer.statusCode() + " with " + tiles + " tiles");
      }
    }
    System.out.printf(Locale.ROOT, "  HTML                          %,d bytes%n", bytes);
    System.out.printf("  the page from the server      %s%n", Spread.of(millis).many("ms"));
    return bytes;
  }

  /** Each look is another browser profile: nothing cached, in through the kiosk link. */
  private static Spread paint(URI base, String path) {
    var millis = new double[LOOKS];
    try (var playwright = Playwright.create();
        var chromium =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(FLAGS)
                        .setHeadless(true))) {
      for (int i = -WARM_UP; i < LOOKS; i++) {
        try (var context =
            chromium.newContext(new Browser.NewContextOptions().setViewportSize(1920, 1080))) {
          var page = context.newPage();
          page.navigate(base + path);
          double paint = firstPaint(page);
          int tiles = page.locator(".wall li").count();
          if (tiles != SERVICES) throw new IllegalStateException(tiles + " tiles were painted");
          if (i >= 0) millis[i] = paint;
        }
      }
    }
    return Spread.of(millis);
  }

  private static double firstPaint(Page page) {
    var entry =
        page.waitForFunction(
            "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime");
    return ((Number) entry.jsonValue()).doubleValue();
  }

  private static String cookie(URI base, String path) throws IOException {
    var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    return connection.getHeaderField("Set-Cookie").replaceFirst(";.*", "");
  }

  /** Every byte that comes down the line, headers and framing too. */
  private static double stream(URI base, String cookie, Storm storm) throws Exception {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      socket
          .getOutputStream()
          .write(
              ("GET /wall/stream?mark="
                      + mark(base, cookie)
                      + " HTTP/1.1\r\nHost: "
                      + base.getAuthority()
                      + "\r\nAccept: text/event-stream\r\nCookie: "
                      + cookie
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      long bytes = 0;
      int steps = 0;
      int before = storm.changes;
      var buffer = new byte[64 * 1024];
      long begun = System.nanoTime();
      long next = begun;
      while (System.nanoTime() - begun < LISTENS.toNanos()) {
        if (System.nanoTime() >= next) {
          storm.change();
          next += storm.pause().toNanos();
        }
        long left = Math.max(1, (next - System.nanoTime()) / 1_000_000);
        socket.setSoTimeout((int) left);
        try {
          int read = socket.getInputStream().read(buffer);
          if (read < 0) throw new IllegalStateException("The stream ended");
          bytes += read;
          steps +=
              new String(buffer, 0, read, StandardCharsets.UTF_8).split("event: tiles", -1).length
                  - 1;
        } catch (SocketTimeoutException nothingNow) {
          // the next change is due
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "  the stream                    %,.0f bytes/s over %.0f s at %.1f changes a second: %,d bytes,"
              + " %d steps for %d changes%n",
          bytes / seconds,
          seconds,
          storm.pace,
          bytes,
          steps,
          storm.changes - before);
      if (steps == 0) throw new IllegalStateException("Nothing was told of any change");
      return bytes / seconds;
    }
  }

  private static String mark(URI base, String cookie) throws IOException {
    var connection = (HttpURLConnection) base.resolve("/wall").toURL().openConnection();
    connection.setRequestProperty("Cookie", cookie);
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s).*data-mark=\"([^\"]+)\".*", "$1");
    }
  }
}
