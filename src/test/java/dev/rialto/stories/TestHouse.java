package dev.rialto.stories;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.rialto.House;
import dev.rialto.channels.MailServer;
import dev.rialto.people.HashCost;
import dev.rialto.platform.Database;
import dev.rialto.platform.Network;
import dev.rialto.platform.Vault;
import dev.rialto.probes.Trust;
import dev.rialto.vitals.Limits;
import dev.rialto.vitals.Watching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A real house for one story: real HTTP, real PostgreSQL with a database of its own, a clock that
 * turns, jobs driven by hand. Well under a second each.
 */
public final class TestHouse implements AutoCloseable {
  /** A Tuesday afternoon on which nothing in particular happens to clocks. */
  static final Instant START = Instant.parse("2026-11-17T14:00:00Z");

  static final int MOST_ROUNDS = 200;

  /** A story may take its time between two rounds and still watch what it watches. */
  static final Duration LEASES = Duration.ofHours(1);

  public final House house;

  private final Path ground;

  /** Below which imports may read folders. */
  final Path catalogDir;

  public final TurningClock clock;
  private final Database.Address address;
  private final Vault vault;
  private final boolean isGuest;
  private final ManualScheduler scheduler;
  private final URI base;
  private final ApiContract contract;
  private final Phones phones = new Phones();
  private final Queue<Visitor> visitors = new ConcurrentLinkedQueue<>();

  /** The dead man's switch elsewhere. */
  final HttpSink heartbeats = new HttpSink();

  public TestHouse() {
    this(Optional.empty());
  }

  /** A house that sends mail through this server. */
  TestHouse(Optional<MailServer> mailServer) {
    this(mailServer, false, null, List.of());
  }

  /** A house in real time that does everything by itself, as the product does. */
  static TestHouse living(MailServer mailServer) {
    return new TestHouse(Optional.of(mailServer), true, null, List.of());
  }

  /** A second node: the same database, the same key and the same clock as the first. */
  static TestHouse beside(TestHouse first) {
    return new TestHouse(Optional.empty(), false, first, List.of());
  }

  /** A house that believes the proxies of this network for whom they speak. */
  static TestHouse behind(Network proxies) {
    return new TestHouse(Optional.empty(), false, null, List.of(proxies));
  }

  /** The same house on another machine: what was put back there, with the key that was carried. */
  static TestHouse elsewhere(TestHouse first, Database.Address address, Path secretKey) {
    return new TestHouse(Optional.empty(), false, first, List.of(), address, Vault.open(secretKey));
  }

  private TestHouse(
      Optional<MailServer> mailServer,
      boolean living,
      @org.jspecify.annotations.Nullable TestHouse first,
      List<Network> trustedProxies) {
    this(mailServer, living, first, trustedProxies, null, null);
  }

  private TestHouse(
      Optional<MailServer> mailServer,
      boolean living,
      @org.jspecify.annotations.Nullable TestHouse first,
      List<Network> trustedProxies,
      Database.@org.jspecify.annotations.Nullable Address elsewhere,
      @org.jspecify.annotations.Nullable Vault carried) {
    isGuest = first != null;
    clock = first == null ? new TurningClock(START) : first.clock;
    address = elsewhere != null ? elsewhere : first == null ? TestDatabase.fresh() : first.address;
    try {
      ground = Files.createTempDirectory("rialto-house-");
      catalogDir = Files.createDirectory(ground.resolve("catalog"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    vault = carried != null ? carried : first == null ? Vault.open(secretKey()) : first.vault;
    int port = RealPeer.freePort();
    base = URI.create("http://localhost:" + port);
    var watching =
        new Watching(
            first == null ? "first" : "second",
            "tested",
            ground,
            Optional.of(heartbeats.url("/beat").toString()),
            Limits.STANDARD,
            Watching.EVERY,
            Watching.BEATS);
    house =
        new House(
            new House.Ground(
                Database.open(address, 8),
                clock,
                base,
                trustedProxies,
                List.of(Network.of("127.0.0.0/8")),
                vault,
                mailServer,
                Optional.of(catalogDir),
                Trust.system(),
                HashCost.INVENTED,
                LEASES,
                watching));
    if (living) {
      clock.run();
      house.open("127.0.0.1", port);
    } else {
      house.live.start();
      house.doors.open("127.0.0.1", port);
    }
    contract = ApiContract.of(house.api::whole);
    scheduler =
        TestHelper.createManualScheduler(house.jobs.dataSource(), house.jobs.tasks())
            .clock(clock.forScheduler())
            .build();
  }

  /** A stranger with a browser of their own. */
  public Visitor visitor() {
    var visitor = new Visitor(base, contract);
    visitors.add(visitor);
    return visitor;
  }

  /** Somebody who has been signed in for a while: {@code house.as("grace", "member")}. */
  public Visitor as(String name, String role) {
    return Cast.enters(this, name, role);
  }

  /** What a node without a heartbeat had begun is free to be taken over. */
  void noticeDeadNodes() {
    scheduler.runDeadExecutionDetection();
  }

  Phones.Phone phone(String name) {
    return phones.of(name);
  }

  /** Where somebody's phone listens: what they would type as an ntfy topic. */
  String phoneAddress(String name) {
    return phones.address(name);
  }

  /** One more verified way to reach somebody, after those they have. */
  void givePhone(String person, String phone) {
    giveMethod(person, "ntfy", phone, phones.address(phone));
  }

  void giveMethod(String person, String kind, String label, String address) {
    db().run(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        insert into contact_method (person_id, kind, label, address, verified_at, rank, created_at)
                        select p.id, :kind, :label, :address, :now,
                               (select count(*) from contact_method c where c.person_id = p.id), :now
                          from person p
                         where p.email = :person || '@merchantrow.example'
                        """)
                    .bind("kind", kind)
                    .bind("label", label)
                    .bind("address", address)
                    .bind("now", clock.instant())
                    .bind("person", person)
                    .execute());
  }

  Path secretKey() {
    return ground.resolve("secret.key");
  }

  Database.Address address() {
    return address;
  }

  public URI base() {
    return base;
  }

  /** Runs everything that is due now, and what that makes due, until nothing is. */
  public void settle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (house.signals.digest() == 0 && house.rounds.turn() == 0 && due() == 0) {
        return;
      }
      scheduler.runAnyDueExecutions();
    }
    throw new AssertionError("Jobs never came to rest: " + scheduler.getScheduledExecutions());
  }

  /**
   * Turns the clock in steps no larger than the next due job, running what becomes due on the way.
   */
  public void fastForward(Duration by) {
    Instant end = clock.instant().plus(by);
    settle();
    while (true) {
      var next = earlier(nextDue(), house.rounds.nextDue());
      if (next == null || next.isAfter(end)) {
        break;
      }
      if (next.isAfter(clock.instant())) {
        clock.turnTo(next);
      }
      settle();
    }
    clock.turnTo(end);
    settle();
  }

  public Database db() {
    return house.db;
  }

  private long due() {
    return db().read(
            tx ->
                tx.handle()
                    .createQuery(
                        "select count(*) from scheduled_tasks where execution_time <= :now and not"
                            + " picked")
                    .bind("now", clock.instant())
                    .mapTo(Long.class)
                    .one());
  }

  private @org.jspecify.annotations.Nullable Instant nextDue() {
    return db().read(
            tx ->
                tx.handle()
                    .createQuery("select min(execution_time) from scheduled_tasks where not picked")
                    .mapTo(Instant.class)
                    .findOne()
                    .orElse(null));
  }

  private static @org.jspecify.annotations.Nullable Instant earlier(
      @org.jspecify.annotations.Nullable Instant a, @org.jspecify.annotations.Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::leave);
    house.close();
    phones.close();
    heartbeats.close();
    if (!isGuest) {
      TestDatabase.drop(address);
    }
    RealPeer.sweep(ground);
  }
}
