package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import dev.rialto.vitals.Watching;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the house: everything is started in order, and stopped in the opposite one. */
final class Serving implements AutoCloseable {
  // With PostgreSQL's own stop this stays within the ten seconds that an administrator is promised.
  private static final Duration HOUSE_STOPS_WITHIN = Duration.ofMillis(7_500);
  private static final String EVERY_ADDRESS = "0.0.0.0";

  private final Logger log = LoggerFactory.getLogger(Serving.class);
  private final DatabasePlace place;
  private final House house;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::close, "stop");

  private Serving(DatabasePlace place, House house) {
    this.place = place;
    this.house = house;
  }

  static Serving start(Settings settings, PrintWriter out) {
    var serving = start(settings, EVERY_ADDRESS, house -> {});
    serving.welcome(settings, out);
    return serving;
  }

  /** {@code guest} comes in after the house was built and before it opens. */
  static Serving start(Settings settings, String host, Consumer<House> guest) {
    refuseTakenPort(settings.port());
    boolean hadKey = Files.exists(settings.secretKeyFile());
    var vault = opening(settings.secretKeyFile());
    aside("ahead", new FutureTask<>(Serving::loadAhead, true));
    var place = DatabasePlace.stopped(settings);
    try {
      var house = build(settings, place.login(), vault, hadKey);
      var serving = new Serving(place, house);
      Runtime.getRuntime().addShutdownHook(serving.hook);
      try {
        guest.accept(house);
        house.open(host, settings.port());
      } catch (RuntimeException e) {
        serving.close();
        throw e;
      }
      return serving;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /**
   * Opened while PostgreSQL starts, since the first use of cryptography takes as long. The very
   * first start makes the key when the data directory is ours.
   */
  private static FutureTask<Vault> opening(Path keyFile) {
    var opening = new FutureTask<>(() -> Vault.open(keyFile));
    return Files.exists(keyFile) ? aside("vault", opening) : opening;
  }

  /**
   * Slow to load for the first time and needed by every start: the calendars of Jetty, what a
   * statement is recorded with.
   */
  private static void loadAhead() {
    Calendar.getInstance();
    Database.loadAhead();
  }

  /** A key made a moment ago that does not fit is no key of anything: it goes again. */
  private static void tryKey(KeyTrial trial, Vault vault, boolean hadKey) {
    try {
      trial.pass(vault);
    } catch (Refused anotherKey) {
      if (!hadKey) {
        try {
          Files.deleteIfExists(trial.secretKeyFile());
        } catch (IOException e) {
          anotherKey.addSuppressed(e);
        }
      }
      throw anotherKey;
    }
  }

  private static <T> FutureTask<T> aside(String name, FutureTask<T> task) {
    Thread.ofPlatform().name(name).daemon().start(task);
    return task;
  }

  /** What became of it; done here and now when nobody began. */
  private static <T> T done(FutureTask<T> task) {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("The start failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while it was starting", e);
    }
  }

  private static House build(
      Settings settings, Database.Address login, FutureTask<Vault> vault, boolean hadKey) {
    var db = Database.open(login);
    try {
      // Wiring a house asks the database nothing.
      var upgrade =
          new Upgrade(login, settings.secretKeyFile(), settings.dataDir().resolve("backups"));
      var migrated = aside("migrations", new FutureTask<>(() -> upgrade.bring(db), true));
      var house =
          new House(
              new House.Ground(
                  db,
                  InstantSource.system(),
                  settings.publicUrl(),
                  settings.trustedProxies(),
                  settings.allowedNetworks(),
                  done(vault),
                  settings.mailServer(),
                  settings.catalogDir(),
                  Watching.over(
                      Rialto.Version.number(),
                      settings.dataDir(),
                      settings.heartbeatUrl().map(Settings.Secret::value))));
      done(migrated);
      tryKey(new KeyTrial(login, settings.secretKeyFile()), done(vault), hadKey);
      house.people.firstRun.ensure(
          settings.adminEmail().orElse(null),
          settings.adminPassword().map(Settings.Secret::value).orElse(null),
          settings.adminToken().map(Settings.Secret::value).orElse(null));
      return house;
    } catch (RuntimeException e) {
      db.close();
      throw e;
    }
  }

  /**
   * The link makes an administrator of whoever has it: it goes to a person, never to a log
   * collector.
   */
  private void welcome(Settings settings, PrintWriter out) {
    out.println("Rialto is open at " + settings.publicUrl());
    var terminal = System.console();
    if (settings.logFormat() == Settings.LogFormat.TEXT) {
      house.people.firstRun.link().ifPresent(path -> tellLink(out, settings.publicUrl() + path));
    } else if (terminal != null && terminal.isTerminal()) {
      house
          .people
          .firstRun
          .link()
          .ifPresent(path -> tellLink(terminal.writer(), settings.publicUrl() + path));
    } else if (!house.people.people.anyAdmin()) {
      log.warn(
          "Nobody can sign in yet. Set RIALTO_ADMIN_EMAIL and RIALTO_ADMIN_PASSWORD, or start once in a terminal for a sign-in link.");
    }
  }

  private static void tellLink(PrintWriter to, String link) {
    to.println("First sign-in, once and within 30 minutes: " + link);
    to.flush();
  }

  private static void refuseTakenPort(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new Refused(
          "Port %d cannot be used: %s. Stop what serves there, or start with another: RIALTO_PORT=%d bin/rialto"
              .formatted(port, e.getMessage(), port == 65_535 ? 8080 : port + 1),
          e);
    }
  }

  void untilStopped() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    var closing = Thread.ofPlatform().name("house-closes").daemon().start(this::closeHouse);
    try {
      if (!closing.join(HOUSE_STOPS_WITHIN)) {
        log.warn(
            "The house did not close in time; what was not finished is taken up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    place.close();
    stopped.countDown();
  }

  private void closeHouse() {
    try {
      house.close();
    } catch (RuntimeException e) {
      log.error("The house did not close cleanly", e);
    }
  }
}
