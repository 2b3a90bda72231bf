package dev.rialto.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Every page that links lead to, in a company of a thousand services, ten thousand alerts and five
 * hundred cards: how long each takes, seen from outside, and how much it sends.
 */
public final class Pages {
  static final int TEAMS = 20;
  static final int SERVICES = 1_000;
  static final int ALERTS = 157 * 64;
  static final int BATCH = 64;
  static final int CARDS = 500;
  static final int DEPLOYMENTS = 1_000;
  static final int INCIDENTS = 50;
  static final int CHECKS = 200;

  static final int WARM_UP = 5;
  static final int LOOKS = 20;
  static final double WITHIN_MILLIS = 200;
  static final int MOST_BYTES = 300 * 1024;

  private static final Duration SEEN_WITHIN = Duration.ofMinutes(5);
  private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"#]*)\"");
  private static final Pattern NO_PAGE =
      Pattern.compile("/(api|web|webjars|-|metrics|ical|in)(/.*)?|.*\\.(csv|json|ics|svg)(\\?.*)?");

  /** One kind of page: an address that stands for all alike, and what looking at it gave. */
  private record Page(String kind, String address, Spread millis, int bytes) {
    double p95() {
      return millis.at(0.95);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  private Pages(URI base) {
    this.base = base;
  }

  public static void main(String[] args) throws Exception {
    boolean met;
    try (var product = new Product(Map.of());
        var api = new Api(product.base(), Product.TOKEN)) {
      product.startAndAwait();
      fill(product.base(), api);
      var pages = new ArrayList<>(new Pages(product.base()).walk());
      pages.sort(Comparator.comparingDouble(Page::p95).reversed());
      for (var page : pages) {
        System.out.printf(
            Locale.ROOT,
            "  p50 %6.1f  p95 %6.1f ms  %4d KB  %s%n",
            page.millis().median(),
            page.p95(),
            page.bytes() / 1024,
            page.address());
      }
      met =
          Promise.tell(
              "each of %d kinds of page within 200 ms (p95 of %d)".formatted(pages.size(), LOOKS),
              pages.stream().allMatch(page -> page.p95() <= WITHIN_MILLIS));
      met &=
          Promise.tell(
              "each at most 300 KB of HTML",
              pages.stream().allMatch(page -> page.bytes() <= MOST_BYTES));
    }
    System.exit(met ? 0 : 1);
  }

  private static void fill(URI base, Api api) throws Exception {
    for (int i = 0; i < TEAMS; i++) {
      api.post("/api/v1/teams", Map.of("name", "Team " + i, "slug", "team-" + i));
    }
    for (int i = 0; i < SERVICES; i++) {
      api.post(
          "/api/v1/services",
          Map.of("name", "svc-" + i, "slug", "svc-" + i, "owner", "team-" + i % TEAMS));
    }
    for (int i = 0; i < CHECKS; i++) {
      api.post(
          "/api/v1/checks",
          Map.of(
              "name",
              "Answers " + i,
              "service",
              "svc-" + i,
              "interval_s",
              60,
              "timeout_s",
              10,
              "probe",
              Map.of("type", "http", "urls", List.of(base + "/-/healthy"))));
    }
    var dice = new Random(4711);
    var now = Instant.now();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      api.post(
          "/api/v1/deployments",
          Map.of(
              "service",
              "svc-" + dice.nextInt(SERVICES),
              "environment",
              "prod",
              "version",
              "1." + i,
              "state",
              i % 9 == 0 ? "failed" : "succeeded",
              "finished_at",
              now.minusSeconds(60L * i).toString()));
    }
    var states = List.of("ready", "in_progress", "in_review", "deploying");
    for (int i = 0; i < CARDS; i++) {
      api.post(
          "/api/v1/items",
          Map.of(
              "team",
              "team-0",
              "title",
              "Make the thing number " + i + " do what somebody asked for",
              "type",
              "chore",
              "points",
              i % 8,
              "state",
              states.get(i % states.size())));
    }
    for (int i = 0; i < INCIDENTS; i++) {
      api.post(
          "/api/v1/incidents",
          Map.of(
              "title",
              "Checkout is slow again, for the " + i + "th time",
              "severity",
              1 + i % 5,
              "services",
              List.of("svc-" + i)));
    }
    new AlertLoad(base, "/api/v2/alerts", "Bearer " + Product.TOKEN, "pages", ALERTS)
        .send(ALERTS, BATCH, 2, 0);
    if (!Until.holds(SEEN_WITHIN, () -> api.get("/api/v2/alerts?active=true").size() >= ALERTS)) {
      throw new IllegalStateException("Not every alert was seen in time");
    }
  }

  /** Follows links from Home, each kind of address once. */
  private List<Page> walk() throws IOException, InterruptedException {
    var waiting = new ArrayDeque<>(List.of("/"));
    var pages = new LinkedHashMap<String, Page>();
    while (!waiting.isEmpty()) {
      var address = waiting.remove();
      var kind = kind(address);
      if (pages.containsKey(kind)) continue;
      var answer = get(address);
      if (!answer.body().startsWith("<")) continue;
      pages.put(kind, look(kind, address));
      var links = LINK.matcher(answer.body());
      while (links.find()) {
        var link = links.group(1).replace("&amp;", "&");
        if (!NO_PAGE.matcher(link).matches()) waiting.add(link);
      }
    }
    return List.copyOf(pages.values());
  }

  private Page look(String kind, String address) throws IOException, InterruptedException {
    var millis = new double[LOOKS];
    int bytes = 0;
    for (int i = -WARM_UP; i < LOOKS; i++) {
      long from = System.nanoTime();
      var answer = get(address);
      if (i >= 0) millis[i] = (System.nanoTime() - from) / 1e6;
      bytes = Math.max(bytes, answer.body().length());
    }
    return new Page(kind, address, Spread.of(millis), bytes);
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(base.resolve(address))
            .header("Authorization", "Bearer " + Product.TOKEN)
            .timeout(Duration.ofSeconds(30))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 500) {
      throw new IllegalStateException(address + " answered " + answer.statusCode());
    }
    return answer;
  }

  /** Which name or number it is about makes no kind, and neither does the value of a question. */
  private static String kind(String address) {
    return address
        .replaceAll("(?<==)[^&]*", "")
        .replaceAll("/(svc|team)-\\d+", "/$1")
        .replaceAll("/([A-Z]+-)?\\d+(?=[/?]|$)", "/n");
  }
}
