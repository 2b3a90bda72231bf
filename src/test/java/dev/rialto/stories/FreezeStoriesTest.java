package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rialto.House;
import dev.rialto.bench.Api;
import dev.rialto.bench.Company;
import dev.rialto.channels.MailServer;
import dev.rialto.people.HashCost;
import dev.rialto.platform.Database;
import dev.rialto.platform.Network;
import dev.rialto.platform.Vault;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.postgres.Unpacked;
import dev.rialto.probes.Trust;
import dev.rialto.uptime.Leases;
import dev.rialto.vitals.Limits;
import dev.rialto.vitals.Limits.Bound;
import dev.rialto.vitals.Watching;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A house in real time that looks five times a second and whose parts are frozen one by one: each
 * is noticed, and its heartbeat stops until the part moves again.
 */
class FreezeStoriesTest {
  private static final String TOKEN = "a first token for stories 4711";
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration BEATS = Duration.ofMillis(300);

  /** Looks in which a house that is well would have beaten several times. */
  private static final int SOME_LOOKS = 10;

  private static final int MOST_TILLS = 120;

  /** As the product's, in seconds instead of minutes. */
  private static final Limits SOON =
      new Limits(
          seconds(2, 4),
          seconds(2, 4),
          seconds(2, 4),
          seconds(3, 5),
          seconds(60, 900),
          seconds(2, 5),
          seconds(600, 3_600),
          seconds(1, 2),
          seconds(1, 5),
          new Bound<>(0.85, 0.95),
          64 << 10,
          new Bound<>(0.97, 0.99),
          new Bound<>(0.9, 0.99),
          new Bound<>(0.5, 0.8));

  private static Bound<Duration> seconds(int worse, int unwell) {
    return new Bound<>(Duration.ofSeconds(worse), Duration.ofSeconds(unwell));
  }

  /** One running house, the switch it beats for, and its figures. */
  private static final class Watched implements AutoCloseable {
    final HttpSink beats = new HttpSink();
    final House house;
    final URI base;
    final Path ground;
    final Path key;
    private final Visitor prometheus;

    Watched(Database.Address address, Optional<Path> dataDir) throws IOException {
      ground = Files.createTempDirectory("rialto-watched-");
      key = ground.resolve("secret.key");
      base = URI.create("http://localhost:" + RealPeer.freePort());
      house =
          new House(
              new House.Ground(
                  Database.open(address),
                  InstantSource.system(),
                  base,
                  List.of(),
                  List.of(Network.of("127.0.0.0/8")),
                  Vault.open(key),
                  Optional.<MailServer>empty(),
                  Optional.empty(),
                  Trust.system(),
                  HashCost.INVENTED,
                  Leases.LASTS,
                  new Watching(
                      "watched",
                      "tested",
                      dataDir.orElse(ground),
                      Optional.of(beats.url("/beat").toString()),
                      SOON,
                      EVERY,
                      BEATS)));
      house.people.firstRun.ensure("owner@merchantrow.example", "a long enough 4711", TOKEN);
      house.open("127.0.0.1", base.getPort());
      prometheus = new Visitor(base, ApiContract.of(house.api::whole));
      Await.until("a heart beats", () -> !beats.accepted().isEmpty());
    }

    /** As Prometheus sees it: this asks nothing of the database. */
    double figure(String name) {
      return prometheus
          .get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow();
    }

    double level(String vital) {
      return figure("rialto_vital_level{vital=\"" + vital + "\"}");
    }

    void awaitLevel(String vital, double level) {
      Await.until(vital + " is at " + level, () -> level(vital) == level);
    }

    void awaitLooks(int more) {
      double until = figure("rialto_vital_looks") + more;
      Await.until(more + " more looks", () -> figure("rialto_vital_looks") >= until);
    }

    /** It is noticed, and after one more look the switch elsewhere hears nothing. */
    void isUnwell(String vital, int looks) {
      awaitLevel(vital, 2);
      awaitLooks(2);
      int heard = beats.received().size();
      awaitLooks(looks);
      assertThat(beats.received()).as("while %s is unwell", vital).hasSize(heard);
    }

    void isWellAgain(String vital) {
      Await.until(vital + " is not unwell any more", () -> level(vital) < 2);
      int heard = beats.accepted().size();
      Await.until("the heart beats again", () -> beats.accepted().size() > heard);
    }

    @Override
    public void close() {
      house.close();
      beats.close();
      RealPeer.sweep(ground);
    }
  }

  @Test
  void jobs_that_stop() throws Exception {
    try (var watched = new Watched(TestDatabase.fresh(), Optional.empty())) {
      watched.house.jobs.close();
      watched.isUnwell("jobs", SOME_LOOKS);
      watched.house.jobs.start();
      watched.isWellAgain("jobs");
    }
  }

  @Test
  void rounds_that_stop() throws Exception {
    try (var watched = new Watched(TestDatabase.fresh(), Optional.empty())) {
      watched.house.rounds.close();
      watched.isUnwell("rounds", SOME_LOOKS);
    }
  }

  @Test
  void a_lock_that_somebody_holds() throws Exception {
    var address = TestDatabase.fresh();
    try (var watched = new Watched(address, Optional.empty());
        var api = new Api(watched.base, TOKEN);
        Connection other =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table alert_setting in access exclusive mode");
      api.post("/api/v1/signals/alerts", Map.of("title", "Till is down", "severity", "critical"));
      watched.isUnwell("database", SOME_LOOKS);
      var page = api.get("/api/v1/vitals");
      assertThat(page.toString()).contains("somebody waits for a lock", "pg_terminate_backend");
      other.rollback();
      watched.isWellAgain("database");
    }
  }

  @Test
  void a_channel_that_hangs_fills_the_outbox() throws Exception {
    try (var watched = new Watched(TestDatabase.fresh(), Optional.empty());
        var phones = new HttpSink();
        var api = new Api(watched.base, TOKEN)) {
      var company = new Company(api, path -> arrived(phones, path));
      var people = Stream.of("Ada", "Grace").map(company::person).toList();
      for (var person : people) {
        company.reach(person, "ntfy", phones.url("/" + person).toString(), "/" + person);
      }
      company.team("watch", people);
      company.services("till-", MOST_TILLS, "watch");
      phones.hangs();
      // Pages that come close together share a message, and only more messages than workers wait.
      int down = 0;
      while (watched.level("outbox") < 2) {
        assertThat(down).as("tills down and no message late").isLessThan(MOST_TILLS);
        api.post(
            "/api/v1/signals/alerts",
            Map.of("title", "Till is down", "severity", "critical", "service", "till-" + down));
        down++;
        watched.awaitLooks(1);
      }
      watched.isUnwell("outbox", SOME_LOOKS);
      watched.awaitLevel("channels", 2);
      phones.works();
      // What failed comes again after pauses that grow, in fewer messages than there are pages.
      for (int i = 0; i < down; i++) {
        var till = "till-" + i;
        for (var person : people) {
          assertThat(
                  phones.await(
                      r -> r.path().equals("/" + person) && (r.title() + r.body()).contains(till),
                      Duration.ofMinutes(3)))
              .as(till)
              .isNotNull();
        }
      }
    }
  }

  private static String arrived(HttpSink phones, String path) {
    var received = phones.await(r -> r.path().equals(path), Duration.ofSeconds(20));
    return received.title() + " " + received.body();
  }

  @Test
  void a_key_file_that_is_gone() throws Exception {
    try (var watched = new Watched(TestDatabase.fresh(), Optional.empty())) {
      var aside = watched.ground.resolve("aside");
      Files.move(watched.key, aside);
      watched.isUnwell("key", SOME_LOOKS);
      Files.move(aside, watched.key);
      watched.isWellAgain("key");
    }
  }

  @Test
  void a_disk_that_is_full() throws Exception {
    var disk = Files.createTempDirectory("rialto-small-disk-");
    if (run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) != 0) {
      Files.delete(disk);
      abort("A small disk of its own needs the right to mount one.");
    }
    try (var watched = new Watched(TestDatabase.fresh(), Optional.of(disk))) {
      watched.awaitLevel("disk", 0);
      var filling = disk.resolve("filling");
      Files.write(filling, new byte[4_000_000]);
      watched.isUnwell("disk", SOME_LOOKS);
      Files.delete(filling);
      watched.isWellAgain("disk");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
      Files.delete(disk);
    }
  }

  @Test
  void a_postgresql_that_stands_still() throws Exception {
    var ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-frozen-").toRealPath();
    // As root, PostgreSQL runs as somebody else, who must be able to pass.
    ground.toFile().setExecutable(true, false);
    ground.toFile().setReadable(true, false);
    try (var postgres = EmbeddedPostgres.start(Unpacked.into(ground.resolve("data")))) {
      var login = postgres.login();
      var address = new Database.Address(login.url(), login.user(), login.password());
      try (var first = Database.open(address, 3)) {
        first.migrate();
      }
      try (var watched = new Watched(address, Optional.empty())) {
        signal(postgres.pid(), "STOP");
        try {
          // Each look waits its whole patience: two of them are many beats.
          watched.isUnwell("database", 2);
          watched.awaitLevel("jobs", -1);
        } finally {
          signal(postgres.pid(), "CONT");
        }
        watched.isWellAgain("database");
      }
    } finally {
      RealPeer.sweep(ground);
    }
  }

  /** To the server and every process it has begun. */
  private static void signal(long pid, String name) throws Exception {
    var server = ProcessHandle.of(pid).orElseThrow();
    for (var each : Stream.concat(Stream.of(server), server.descendants()).toList()) {
      run("kill", "-" + name, String.valueOf(each.pid()));
    }
  }

  private static int run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
