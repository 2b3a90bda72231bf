package dev.rialto.bench;

import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.stories.HttpSink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Two nodes on one PostgreSQL in a storm that is sent to both, as Prometheus sends to each of its
 * Alertmanagers until it answers, while each is killed in turn and checks go on.
 */
public final class PairRound {
  static final int ALERTS = 1_200;
  static final int PER_SERVICE = 60;
  static final int CHECKS = 16;
  static final int EVERY_SECONDS = 5;
  static final Duration SETTLES_WITHIN = Duration.ofMinutes(4);
  static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(2);
  private static final List<String> PEOPLE = List.of("Ada", "Grace");
  private static final Duration MESSAGE_PATIENCE = Duration.ofSeconds(30);
  private static final String DEATHS = "select count(*) from state_span where state = 'down'";

  /** How it went; it went well when nothing is wrong. */
  public record Report(
      long seed, List<String> told, StormRound.Figures figures, List<String> wrongs) {
    @Override
    public String toString() {
      return "seed %d: %s; %s%s"
          .formatted(
              seed,
              String.join(", ", told),
              figures,
              wrongs.stream().map(w -> "\n  WRONG: " + w).reduce("", String::concat));
    }
  }

  private final long seed;
  private final SplittableRandom dice;
  private final HttpSink sink = new HttpSink();
  private final List<Long> people = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();

  public PairRound(long seed) {
    this.seed = seed;
    this.dice = new SplittableRandom(seed);
  }

  public Report run() throws Exception {
    var ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-pair-").toRealPath();
    // As root, PostgreSQL runs as somebody else, who must be able to pass.
    ground.toFile().setExecutable(true, false);
    ground.toFile().setReadable(true, false);
    try (sink;
        var postgres = EmbeddedPostgres.start(ground.resolve("data"), Map.of())) {
      var login = postgres.login();
      var address =
          login
              .url()
              .replace(
                  "jdbc:postgresql://",
                  "postgresql://" + login.user() + ":" + login.password() + "@");
      var settings =
          Map.of(
              "RIALTO_DATABASE_URL",
              address,
              "RIALTO_SECRET_KEY_FILE",
              ground.resolve("secret.key").toString());
      try (var first = new Product(settings);
          var second = new Product(settings)) {
        return storm(first, second, login);
      }
    } finally {
      Product.sweep(ground);
    }
  }

  private Report storm(Product first, Product second, EmbeddedPostgres.Login login)
      throws Exception {
    first.startAndAwait();
    var token = setUp(first);
    second.startAndAwait();
    var database = new Database(login);
    await("both hold a share of the checks", () -> database.one(holders()) == 2);
    await("both are seen", () -> living(first) == 2);
    sink.forget();
    StormRound.Figures figures;
    try (var toFirst = new StormSenders(first.base(), token, ALERTS, PER_SERVICE);
        var toSecond = new StormSenders(second.base(), token, ALERTS, PER_SERVICE)) {
      toFirst.start(seed);
      toSecond.start(seed + 100);
      die(first, second, toFirst, database);
      die(second, first, toSecond, database);
      toFirst.awaitEnd();
      toSecond.awaitEnd();
      wrongs.addAll(toFirst.surprises());
      wrongs.addAll(toSecond.surprises());
      var taken = toFirst.taken();
      taken.or(toSecond.taken());
      var ledger = new StormLedger(database.behind(second), sink, token, people);
      wrongs.addAll(ledger.awaitSettled(SETTLES_WITHIN));
      wrongs.addAll(ledger.wrongs(taken));
      figures = ledger.figures();
      if (taken.cardinality() != ALERTS) {
        wrongs.add("only %d of %d alerts were accepted".formatted(taken.cardinality(), ALERTS));
      }
    }
    if (database.one(DEATHS) > 0) {
      wrongs.add("a check was called down for the death of a node");
    }
    if (!wrongs.isEmpty()) {
      System.err.println(first.keepLog("pair-first") + " " + second.keepLog("pair-second"));
    }
    return new Report(seed, List.copyOf(told), figures, List.copyOf(wrongs));
  }

  /** One dies at a random moment; the other takes everything over, then it comes back. */
  private void die(Product dying, Product living, StormSenders senders, Database database)
      throws SQLException {
    int moment = ALERTS / 10 + dice.nextInt(ALERTS / 3);
    Until.holds(StormSenders.PATIENCE, () -> senders.accepted() >= moment);
    int at = senders.accepted();
    dying.kill();
    long from = System.nanoTime();
    await("the other holds all checks", () -> database.one(holders()) == 1);
    double took = (System.nanoTime() - from) / 1e9;
    long end = database.one("select max(ceil(extract(epoch from at)))::bigint from check_result");
    await(
        "every check is looked at again",
        () ->
            database.one(
                    "select count(distinct check_id) from check_result where at > to_timestamp("
                        + end
                        + ")")
                == CHECKS);
    await("the dead one is missed", () -> living(living) == 1);
    told.add("a node killed at %d, its checks taken over in %.1f s".formatted(at, took));
    dying.start();
    dying.awaitReady();
    await("both share the checks again", () -> database.one(holders()) == 2);
  }

  private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    if (!Until.holds(TAKEN_OVER_WITHIN, condition)) {
      wrongs.add("waited in vain until " + what);
    }
  }

  private static String holders() {
    return "select count(distinct node) + 100 * count(*) filter (where node is null) from check_shard"
        + " where node is null or node in (select node from check_node where until_at > clock_timestamp())"
        + " having count(*) = 16";
  }

  /** How many nodes the page of one of them shows as living. */
  private static long living(Product product) {
    try (var api = new Api(product.base(), Product.TOKEN)) {
      long living = 0;
      for (var node : api.get("/api/v1/vitals").get("nodes")) {
        living += node.get("lives").asBoolean() ? 1 : 0;
      }
      return living;
    }
  }

  private String setUp(Product product) {
    try (var api = new Api(product.base(), Product.TOKEN)) {
      var company = new Company(api, this::arrived);
      for (var name : PEOPLE) {
        long person = company.person(name);
        people.add(person);
        for (var kind : List.of("ntfy", "webhook")) {
          var path = "/" + kind + "/" + name;
          company.reach(person, kind, sink.url(path).toString(), path);
        }
      }
      company.team("storm-watch", people);
      company.services("storm-", ALERTS / PER_SERVICE, "storm-watch");
      for (int i = 0; i < CHECKS; i++) {
        api.post(
            "/api/v1/checks",
            Map.of(
                "name",
                "Shelf " + i,
                "service",
                "storm-0",
                "interval_s",
                EVERY_SECONDS,
                "timeout_s",
                EVERY_SECONDS - 1,
                "probe",
                Map.of("type", "http", "urls", List.of(sink.url("/shelf/" + i).toString()))));
      }
      return company.source("storm");
    }
  }

  private String arrived(String path) {
    var received = sink.await(r -> r.path().equals(path), MESSAGE_PATIENCE);
    return received.title() + " " + received.body();
  }

  /** The one database of both. */
  private record Database(EmbeddedPostgres.Login login) {
    long one(String query) throws SQLException {
      try (var connection = connect();
          var rows = connection.createStatement().executeQuery(query)) {
        return rows.next() ? rows.getLong(1) : -1;
      }
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    Standing behind(Product product) {
      return new Standing() {
        @Override
        public Connection connect() throws SQLException {
          return Database.this.connect();
        }

        @Override
        public URI base() {
          return product.base();
        }

        @Override
        public boolean isAlive() {
          return product.isAlive();
        }
      };
    }
  }
}
