package dev.rialto.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * A board of five hundred cards as its team opens it: how long the server takes, and how much it
 * sends, beside the list of services for scale. Seen from outside, so the way back and forth on
 * this machine is in the figures.
 */
public final class Board {
  static final int CARDS = 500;
  static final int SERVICES = 10;
  static final double WITHIN_MILLIS = 300;
  static final int WARM_UP = 40;
  static final int LOOKS = 200;
  static final int MOVES = 200;

  private Board() {}

  public static void main(String[] args) throws Exception {
    int cards = args.length > 0 ? Integer.parseInt(args[0]) : CARDS;
    boolean met;
    try (var product = new Product(Map.of());
        var api = new Api(product.base(), Product.TOKEN)) {
      product.startAndAwait();
      fill(api, cards);
      var board = looks(product.base(), "/teams/checkout/board", cards);
      var body = looks(product.base(), "/teams/checkout/board/cards", cards);
      var scale = looks(product.base(), "/services", 0);
      System.out.printf("  the board of %,d cards   %s%n", cards, board.many("ms"));
      System.out.printf("  its cards alone          %s%n", body.many("ms"));
      System.out.printf("  the list of services     %s%n", scale.many("ms"));
      System.out.printf("  one move                 %s%n", moves(api, cards).many("ms"));
      met =
          Promise.tell(
              "A board of 500 cards answers at p99 within 300 ms",
              cards >= CARDS && board.at(.99) <= WITHIN_MILLIS);
    }
    System.exit(met ? 0 : 1);
  }

  private static void fill(Api api, int cards) {
    api.post("/api/v1/teams", Map.of("name", "Checkout"));
    for (int i = 0; i < SERVICES; i++) {
      api.post("/api/v1/services", Map.of("name", "service-" + i, "owner", "checkout"));
    }
    var states = new String[] {"ready", "in_progress", "in_review", "deploying"};
    var types = new String[] {"feature", "bug", "chore", "request", "toil"};
    for (int i = 1; i <= cards; i++) {
      api.post(
          "/api/v1/items",
          Map.of(
              "team",
              "checkout",
              "service",
              "service-" + i % SERVICES,
              "title",
              "Make the thing number " + i + " do what somebody asked for",
              "type",
              types[i % types.length],
              "points",
              i % 8,
              "state",
              states[i % states.length]));
      if (i % 10 == 0) {
        api.put(
            "/api/v1/items/CHK-" + i + "/block",
            Map.of("reason", "waits for Platform: a vault path", "version", 1));
      }
    }
  }

  private static Spread looks(URI base, String path, int cards) throws Exception {
    var millis = new double[LOOKS];
    try (var client = HttpClient.newHttpClient()) {
      for (int i = -WARM_UP; i < LOOKS; i++) {
        var request =
            HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + Product.TOKEN)
                .timeout(Duration.ofSeconds(30))
                .build();
        long from = System.nanoTime();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (i >= 0) millis[i] = (System.nanoTime() - from) / 1e6;
        int seen = answer.body().split("class=\"item\"", -1).length - 1;
        if (answer.statusCode() != 200 || seen != cards) {
          throw new IllegalStateException(
              "%s answered %d with %d cards".formatted(path, answer.statusCode(), seen));
        }
        if (i == 0)
          System.out.printf("  %s: %,d KB of HTML%n", path, answer.body().length() / 1024);
      }
    }
    return Spread.of(millis);
  }

  private static Spread moves(Api api, int cards) {
    var dice = new Random(4711);
    var versions = new int[cards + 1];
    var millis = new double[MOVES];
    for (int i = 0; i < MOVES; i++) {
      int card = 1 + dice.nextInt(cards);
      int beside = 1 + dice.nextInt(cards);
      if (card == beside) beside = card == cards ? 1 : card + 1;
      if (versions[card] == 0) {
        versions[card] = api.get("/api/v1/items/CHK-" + card).at("/item/version").asInt();
      }
      long from = System.nanoTime();
      versions[card] =
          api.post(
                  "/api/v1/items/CHK-" + card + "/move",
                  Map.of("after", "CHK-" + beside, "version", versions[card]))
              .get("version")
              .asInt();
      millis[i] = (System.nanoTime() - from) / 1e6;
    }
    return Spread.of(millis);
  }
}
