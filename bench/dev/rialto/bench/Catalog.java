package dev.rialto.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A company of fifty thousand services and half a million relations, imported through the API as
 * one file of descriptors, and how quickly something is then found in it.
 */
public final class Catalog {
  static final int SERVICES = 50_000;
  static final int TEAMS = 500;
  static final int SYSTEMS = 1_000;

  /** Besides its owner and its system, which every service has. */
  static final int NEEDS_EACH = 8;

  static final Duration IMPORT_WITHIN = Duration.ofSeconds(60);
  static final double SEARCH_P95_MILLIS = 100;
  static final int SEARCHES = 300;
  static final int WARM_UP_SEARCHES = 60;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration GIVE_UP = Duration.ofMinutes(15);
  private static final List<String> WORDS =
      List.of(
          "basket", "card", "ledger", "stock", "mail", "search", "price", "order", "parcel",
          "refund", "gift", "shelf", "author", "review", "invoice", "session", "image", "label",
          "tax", "route");

  private Catalog() {}

  public static void main(String[] args) throws Exception {
    int services = args.length > 0 ? Integer.parseInt(args[0]) : SERVICES;
    var file = file(services);
    int relations = services * (NEEDS_EACH + 2) - missing(services);
    System.out.printf(
        "%,d services, %,d relations, %,d teams, %,d systems: %.1f MB of descriptors%n",
        services, relations, TEAMS, SYSTEMS, file.length / 1e6);
    boolean met;
    try (var product = new Product(Map.of());
        var api = new Api(product.base(), Product.TOKEN)) {
      product.startAndAwait();
      var took = importIt(product.base(), api, file);
      var again = importIt(product.base(), api, file);
      System.out.printf("  the same again, nothing to change  %.1f s%n", again.toMillis() / 1000.0);
      count(api, services);
      met =
          Promise.tell(
              "50,000 services with 500,000 relations are imported in under a minute",
              services >= SERVICES && took.compareTo(IMPORT_WITHIN) < 0);
      met &= searches(product.base(), "Ctrl K", "/search/results?q=", services);
      met &= searches(product.base(), "GET /api/v1/services", "/api/v1/services?q=", services);
    }
    System.exit(met ? 0 : 1);
  }

  /**
   * From the first byte sent to the catalog holding all of it; the look in between is a script's.
   */
  private static Duration importIt(URI base, Api api, byte[] file) throws Exception {
    long begun = System.nanoTime();
    long id = send(base, file);
    var sent = since(begun);
    var plan = until(api, id, "planned");
    var planned = since(begun);
    var counts = plan.get("counts");
    int touched = counts.get("added").asInt() + counts.get("changed").asInt();
    api.post(
        "/api/v1/imports/%d/application?version=%d".formatted(id, plan.get("version").asInt()),
        Map.of());
    until(api, id, "applied");
    var applied = since(begun);
    System.out.printf(
        "  import of %,d: sent %.1f s, looked at %.1f s, applied %.1f s%n",
        touched,
        sent.toMillis() / 1000.0,
        planned.toMillis() / 1000.0,
        applied.toMillis() / 1000.0);
    return applied;
  }

  private static long send(URI base, byte[] file) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(base.resolve("/api/v1/imports?source=company.yaml"))
              .header("Authorization", "Bearer " + Product.TOKEN)
              .header("Content-Type", "application/yaml")
              .timeout(Duration.ofMinutes(2))
              .POST(HttpRequest.BodyPublishers.ofByteArray(file))
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 202) throw new IllegalStateException(answer.body());
      return dev.rialto.platform.Json.tree(answer.body()).get("id").asLong();
    }
  }

  private static JsonNode until(Api api, long id, String state) {
    long from = System.nanoTime();
    while (true) {
      var now = api.get("/api/v1/imports/" + id);
      var is = now.get("state").asText();
      if (is.equals(state)) return now;
      if (is.equals("failed") || since(from).compareTo(GIVE_UP) > 0) {
        throw new IllegalStateException(now.toString());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static void count(Api api, int services) {
    int seen = 0;
    var cursor = "";
    do {
      var page = api.get("/api/v1/services?limit=500&cursor=" + cursor);
      seen += page.get("items").size();
      cursor = page.get("next").isNull() ? "" : page.get("next").asText();
    } while (!cursor.isEmpty());
    System.out.printf("  %,d of %,d services read back%n", seen, services);
    if (seen != services) throw new IllegalStateException("Some are missing");
  }

  private static boolean searches(URI base, String what, String path, int services)
      throws Exception {
    var dice = new Random(4711);
    var millis = new double[SEARCHES];
    try (var client = HttpClient.newHttpClient()) {
      for (int i = -WARM_UP_SEARCHES; i < SEARCHES; i++) {
        var q = question(dice, services);
        var request =
            HttpRequest.newBuilder(
                    base.resolve(path + URLEncoder.encode(q, StandardCharsets.UTF_8)))
                .header("Authorization", "Bearer " + Product.TOKEN)
                .timeout(Duration.ofSeconds(30))
                .build();
        long from = System.nanoTime();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IllegalStateException(q + ": " + answer.body());
        if (i >= 0) millis[i] = (System.nanoTime() - from) / 1e6;
      }
    }
    Arrays.sort(millis);
    double p95 = millis[(int) Math.ceil(SEARCHES * 0.95) - 1];
    System.out.printf(
        "  %s: p50 %.0f ms, p95 %.0f ms, slowest %.0f ms of %d%n",
        what, millis[SEARCHES / 2], p95, millis[SEARCHES - 1], SEARCHES);
    return Promise.tell(
        "%s answers at p95 < 100 ms among %,d services".formatted(what, services),
        p95 < SEARCH_P95_MILLIS);
  }

  /** What people type: a whole name, its beginning, a word in the middle, and what is not there. */
  private static String question(Random dice, int services) {
    int i = dice.nextInt(services);
    return switch (dice.nextInt(4)) {
      case 0 -> name(i);
      case 1 -> name(i).substring(0, 6);
      case 2 -> WORDS.get(dice.nextInt(WORDS.size()));
      default -> "nothing-" + dice.nextInt(1_000_000);
    };
  }

  private static String name(int i) {
    return WORDS.get(i % 20) + "-" + WORDS.get(i / 20 % 20) + "-" + i;
  }

  private static byte[] file(int services) {
    var text = new StringBuilder(services * 700);
    for (int i = 0; i < TEAMS; i++) {
      text.append("apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team-")
          .append(i)
          .append("\nspec:\n  type: team\n  children: []\n---\n");
    }
    for (int i = 0; i < SYSTEMS; i++) {
      text.append("apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: system-")
          .append(i)
          .append("\n  title: Customers can do thing ")
          .append(i)
          .append("\nspec:\n  owner: team-")
          .append(i % TEAMS)
          .append("\n---\n");
    }
    for (int i = 0; i < services; i++) {
      text.append("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ")
          .append(name(i))
          .append("\n  description: Looks after every ")
          .append(WORDS.get(i % 20))
          .append(" of shop ")
          .append(i / 20)
          .append("\n  links:\n    - url: https://grafana.example/d/")
          .append(i)
          .append("\n      title: Dashboard\n      icon: dashboard\nspec:\n  type: service\n")
          .append("  lifecycle: production\n  owner: team-")
          .append(i % TEAMS)
          .append("\n  system: system-")
          .append(i % SYSTEMS)
          .append('\n');
      if (i > 0) text.append("  dependsOn:\n");
      for (int need = 1; need <= Math.min(i, NEEDS_EACH); need++) {
        text.append("    - component:").append(name(needed(i, need))).append('\n');
      }
      text.append("---\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Always an earlier one, so that there is no circle; near and far, each another. */
  private static int needed(int i, int need) {
    return i <= NEEDS_EACH ? i - need : (int) ((long) i * need / (NEEDS_EACH + 1));
  }

  private static int missing(int services) {
    int missing = 0;
    for (int i = 0; i < Math.min(services, NEEDS_EACH); i++) missing += NEEDS_EACH - i;
    return missing;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
