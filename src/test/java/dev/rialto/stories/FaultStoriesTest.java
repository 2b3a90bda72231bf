package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.bench.Api;
import dev.rialto.bench.Product;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.postgres.Unpacked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL and nodes of Rialto, each a process of its own, die under running checks. Our own
 * failures are never an outage of what is watched, and nobody is paged twice.
 */
class FaultStoriesTest {
  private static final int CHECKS = 24;
  private static final int EVERY_SECONDS = 5;

  /** On a machine that is busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private static final String RESULTS = "select count(*) from check_result";
  private static final String OPEN_SPANS = "select count(*) from state_span where to_at is null";
  private static final String HOLDERS =
      "select count(distinct node) * 100 + count(*) filter (where node is null) from check_shard";

  /** Spans that do not begin where the one before ended. */
  private static final String SEAMS =
      """
      select count(*)
        from (select to_at, lead(from_at) over (partition by check_id order by from_at) as next
                from state_span) s
       where next is not null and to_at is distinct from next
      """;

  private final HttpSink shop = new HttpSink();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void postgresql_that_is_killed_under_running_checks_takes_nothing_down() throws Exception {
    try (var product = new Product(Map.of())) {
      product.startAndAwait();
      try (var api = new Api(product.base(), Product.TOKEN)) {
        shelves(api);
      }
      until("every check is up", product::connect, in("up"), CHECKS);
      for (int round = 0; round < 2; round++) {
        long before = one(product::connect, RESULTS);
        assertThat(product.killPostmaster()).isTrue();
        until("results go on", product::connect, RESULTS, before + 2L * CHECKS);
        assertThat(product.killBackend(RandomGenerator.getDefault())).isTrue();
        until("results go on", product::connect, RESULTS, before + 4L * CHECKS);
      }
      until("every check is up again", product::connect, in("up"), CHECKS);
      assertThat(one(product::connect, downs(0))).as(product.said()).isZero();
      assertThat(one(product::connect, "select count(*) from alert")).isZero();
      assertThat(one(product::connect, SEAMS)).isZero();
      assertThat(one(product::connect, OPEN_SPANS)).isEqualTo(CHECKS);
      assertThat(product.isAlive()).isTrue();
    }
  }

  @Test
  void of_two_nodes_one_dies_and_the_other_takes_over_without_a_second_page() throws Exception {
    var ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-faults-").toRealPath();
    // As root, PostgreSQL runs as somebody else, who must be able to pass.
    ground.toFile().setExecutable(true, false);
    ground.toFile().setReadable(true, false);
    try (var postgres = EmbeddedPostgres.start(Unpacked.into(ground.resolve("data")))) {
      var login = postgres.login();
      Door database =
          () -> DriverManager.getConnection(login.url(), login.user(), login.password());
      var settings =
          Map.of(
              "RIALTO_DATABASE_URL",
              login
                  .url()
                  .replace(
                      "jdbc:postgresql://",
                      "postgresql://" + login.user() + ":" + login.password() + "@"),
              "RIALTO_SECRET_KEY_FILE",
              ground.resolve("secret.key").toString());
      try (var first = new Product(settings);
          var second = new Product(settings)) {
        first.startAndAwait();
        long broken;
        try (var api = new Api(first.base(), Product.TOKEN)) {
          shelves(api);
          broken = check(api, "The till", "http://127.0.0.1:1/");
        }
        second.startAndAwait();
        until("both hold a share, and nothing is held by nobody", database, HOLDERS, 200, 200);
        until("all but one are up", database, in("up"), CHECKS);
        until("one is down", database, in("down"), 1);
        assertThat(one(database, "select count(*) from alert")).isOne();

        first.kill();
        until("the other holds everything", database, HOLDERS, 100, 100);
        long end =
            one(database, "select max(ceil(extract(epoch from at)))::bigint from check_result");
        until(
            "it has looked at all of them",
            database,
            "select count(distinct check_id) from check_result where at > to_timestamp("
                + end
                + ")",
            CHECKS + 1L);
        until("all but one are up", database, in("up"), CHECKS);
        assertThat(one(database, downs(broken))).as(second.said()).isZero();
        assertThat(one(database, SEAMS)).isZero();
        assertThat(one(database, OPEN_SPANS)).isEqualTo(CHECKS + 1L);
        assertThat(one(database, "select count(*) from alert")).as("one alert, once").isOne();
      }
    } finally {
      RealPeer.sweep(ground);
    }
  }

  private void shelves(Api api) {
    api.post("/api/v1/services", Map.of("name", "shop"));
    for (int i = 0; i < CHECKS; i++) {
      check(api, "Shelf " + i, shop.url("/shelf/" + i).toString());
    }
  }

  private static long check(Api api, String name, String url) {
    return api.post(
            "/api/v1/checks",
            Map.of(
                "name",
                name,
                "service",
                "shop",
                "interval_s",
                EVERY_SECONDS,
                "timeout_s",
                EVERY_SECONDS - 1,
                "probe",
                Map.of("type", "http", "urls", List.of(url))))
        .at("/check/id")
        .asLong();
  }

  private static String in(String state) {
    return "select count(*) from check_state_view where state = '" + state + "'";
  }

  private static String downs(long exceptId) {
    return "select count(*) from state_span where state = 'down' and check_id <> " + exceptId;
  }

  /** The way to a database that may be away just now. */
  private interface Door {
    Connection connect() throws SQLException;
  }

  private static long one(Door door, String query) throws SQLException {
    try (var connection = door.connect();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void until(String what, Door door, String query, long atLeast) {
    until(what, door, query, atLeast, Long.MAX_VALUE);
  }

  private static void until(String what, Door door, String query, long atLeast, long atMost) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String seen = "nothing";
    while (System.nanoTime() < end) {
      try {
        long n = one(door, query);
        if (n >= atLeast && n <= atMost) {
          return;
        }
        seen = String.valueOf(n);
      } catch (SQLException away) {
        seen = away.getMessage();
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new AssertionError("Waited in vain until " + what + "; last seen: " + seen);
  }
}
