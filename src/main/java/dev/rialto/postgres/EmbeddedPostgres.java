package dev.rialto.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a durable PostgreSQL of our own, so that one command is enough. The zonky launcher was
 * refused: it turns fsync off, trusts everyone, may talk to a foreign server and orphans its own;
 * only its binaries are used.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /**
   * Stretching makes a person's password costly to guess. Ours are 256 random bits, which nobody
   * guesses, and thousands of rounds would be a tenth of a second of every start.
   */
  private static final String SCRAM_ITERATIONS = "1";

  private static final Duration READY_WITHIN = Duration.ofMinutes(5); // crash recovery included
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int PORTS_TRIED = 20;
  // Below the range from which kernels take ports of outgoing connections, so that a restart finds
  // its port free.
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;

  private static final String DATABASE = "rialto";
  private static final String USER = "rialto";
  private static final String ADMIN = "postgres";
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** How to connect: a JDBC address without secrets, and the secrets apart. */
  public record Login(String url, String user, String password) {
    @Override
    public String toString() {
      return "Login[" + url + ", " + user + "]";
    }
  }

  /** It could not be started; the message says why and what to do. */
  public static final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private final EmbeddedPostgresFiles files;
  private final EmbeddedPostgresLock lock;
  private final Path binaries;
  private final Map<String, String> configuration;
  private final String password;
  private final String adminPassword;
  private final Thread keeper;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int port;
  private volatile @Nullable Process process;

  /**
   * Starts it on this directory, which becomes the data's home; returns when it answers as the role
   * Rialto uses.
   */
  public static EmbeddedPostgres start(Path dataDir) {
    return start(dataDir, Map.of());
  }

  /** As {@link #start(Path)}, with PostgreSQL settings that go before ours. */
  public static EmbeddedPostgres start(Path dataDir, Map<String, String> configuration) {
    var files = EmbeddedPostgresFiles.in(dataDir);
    var lock = EmbeddedPostgresLock.take(files.lock());
    EmbeddedPostgres server;
    try {
      server = new EmbeddedPostgres(files, lock, configuration);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    try {
      server.keeper.start();
      server.firstReady.join();
      server.prepareRoleAndDatabase();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw e.getCause() instanceof CannotStart known
          ? known
          : new CannotStart("PostgreSQL did not start: " + e.getCause(), e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Whether the user it would run as can reach a directory: not below root's home, for one. */
  public static boolean canLiveIn(Path directory) {
    try {
      var runAs = EmbeddedPostgresUser.forOwnerOf(directory.resolve("postgres"));
      for (var above = directory.toRealPath();
          runAs.isOther() && above != null;
          above = above.getParent()) {
        if (!runAs.mayEnter(above)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return true; // the start will say what is wrong
    }
  }

  /** The login of a server that another process runs on this directory, or null when none runs. */
  public static @Nullable Login loginOfRunning(Path dataDir) {
    var files = EmbeddedPostgresFiles.in(dataDir);
    var pidFile = PostmasterPid.read(files.cluster());
    if (pidFile == null
        || !pidFile.ready()
        || EmbeddedPostgresOrphans.of(files.cluster()).isEmpty()) {
      return null;
    }
    return new Login(url(pidFile.port(), DATABASE), USER, files.passwordOf(USER));
  }

  private EmbeddedPostgres(
      EmbeddedPostgresFiles files, EmbeddedPostgresLock lock, Map<String, String> configuration) {
    this.files = files;
    this.lock = lock;
    this.configuration = configuration;
    files.checkReachable();
    files.sweepUnfinished();
    binaries = new EmbeddedPostgresBundle(files).unpacked();
    password = files.passwordOf(USER);
    adminPassword = files.passwordOf(ADMIN);
    // The death signal of the children is bound to the thread that forked them, so one thread forks
    // and stays.
    keeper = Thread.ofPlatform().name("postgres-keeper").daemon().unstarted(this::keep);
  }

  public Login login() {
    return new Login(url(port, DATABASE), USER, password);
  }

  /**
   * The superuser: for tests that clone databases and for restoring, never for the running house.
   */
  public Login adminLogin() {
    return new Login(url(port, ADMIN), ADMIN, adminPassword);
  }

  public int port() {
    return port;
  }

  /** The server's process, which changes when it had to be restarted. */
  public long pid() {
    var running = process;
    return running == null ? -1 : running.pid();
  }

  private void keep() {
    try {
      if (!files.hasCluster()) {
        createCluster();
      }
      files.checkMajorVersion(binaries);
      process = launchOnAnyPort();
    } catch (RuntimeException | IOException | InterruptedException e) {
      firstReady.completeExceptionally(e);
      return;
    }
    firstReady.complete(null);
    stayAlive();
  }

  /**
   * Until we are closed, a server that ends is started again on its port: the pool just reconnects.
   */
  private void stayAlive() {
    var pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        var running = process;
        if (running != null) {
          var since = System.nanoTime();
          var code = running.waitFor();
          if (closing.getCount() == 0) {
            return;
          }
          log.error("PostgreSQL ended unexpectedly with code {}; starting it again", code);
          if (System.nanoTime() - since > Duration.ofMinutes(1).toNanos()) {
            pause = FIRST_PAUSE;
          }
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        process = tryAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Process tryAgain() throws InterruptedException {
    try {
      var again = launch(port);
      log.info("PostgreSQL is back on port {}", port);
      return again;
    } catch (CannotStart | IOException e) {
      log.error("PostgreSQL did not come back: {}", e.getMessage());
      return null;
    }
  }

  /**
   * Into a directory of another name first: a first start that is killed leaves nothing that looks
   * finished.
   */
  private void createCluster() throws IOException, InterruptedException {
    var fresh = files.unfinishedCluster();
    var pwfile = files.passwordFileForInit(adminPassword);
    var command = files.runAs().command(binaries.resolve("bin/initdb").toString());
    command.addAll(
        List.of("-D", fresh.toString(), "-U", ADMIN, "-A", "scram-sha-256", "--pwfile=" + pwfile));
    command.addAll(
        List.of(
            "--no-clean",
            "--set=scram_iterations=" + SCRAM_ITERATIONS,
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    if ("off".equals(configuration.get("fsync"))) {
      command.add("--no-sync");
    }
    var init = child(command).start();
    var code = init.waitFor();
    Files.delete(pwfile);
    if (code != 0) {
      throw new CannotStart("PostgreSQL could not create its files:\n" + files.logTail(), null);
    }
    files.adopt(fresh);
  }

  private Process launchOnAnyPort() throws IOException, InterruptedException {
    for (int tried = 1; ; tried++) {
      port = freePort();
      try {
        return launch(port);
      } catch (CannotStart e) {
        if (tried >= PORTS_TRIED || portIsFree(port)) {
          throw e;
        }
      }
    }
  }

  /** Returns when it is ready, which only our own process's line in postmaster.pid can say. */
  private Process launch(int onPort) throws IOException, InterruptedException {
    new EmbeddedPostgresOrphans(files.cluster()).end();
    Files.deleteIfExists(files.cluster().resolve("postmaster.pid"));
    var command = files.runAs().command(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", files.cluster().toString(), "-p", Integer.toString(onPort)));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    var starting = child(command).start();
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline && closing.getCount() > 0) {
      var pidFile = PostmasterPid.read(files.cluster());
      if (pidFile != null && pidFile.pid() == starting.pid() && pidFile.ready()) {
        return starting;
      }
      if (starting.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CannotStart("PostgreSQL did not start:\n" + files.logTail(), null);
      }
    }
    new EmbeddedPostgresOrphans(files.cluster()).end();
    throw new CannotStart(
        "PostgreSQL was not ready within " + READY_WITHIN + ":\n" + files.logTail(), null);
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "128MB");
    settings.put("wal_compression", "pglz");
    settings.put("max_wal_size", "1GB");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    settings.put("io_method", "sync"); // no idle I/O workers on a small machine
    settings.put("max_parallel_workers_per_gather", "0"); // nor shared memory a container may lack
    settings.put("scram_iterations", SCRAM_ITERATIONS);
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put(
        "log_min_messages", "log"); // clients hear of their own errors; the file keeps the server's
    settings.put("log_checkpoints", "off");
    settings.putAll(configuration);
    return settings;
  }

  private ProcessBuilder child(List<String> command) {
    var builder =
        new ProcessBuilder(command).directory(files.home().toFile()).redirectErrorStream(true);
    // Nothing of our environment, where secrets may be.
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C", "TZ", "UTC"));
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
  }

  private void prepareRoleAndDatabase() {
    var login = login();
    try (var ignored = DriverManager.getConnection(login.url(), login.user(), login.password())) {
      return;
    } catch (SQLException e) {
      log.debug("First start, so role and database are created: {}", e.getMessage());
    }
    var admin = adminLogin();
    try (var connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      var known = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select 'role' from pg_roles where rolname = 'rialto'"
                  + " union all select 'database' from pg_database where datname = 'rialto'")) {
        while (rows.next()) {
          known.add(rows.getString(1));
        }
      }
      // Our passwords are hexadecimal: safe between quotes, where PostgreSQL takes no parameter.
      var verb = known.contains("role") ? "alter" : "create";
      statement.execute(
          verb
              + " role rialto login nosuperuser nocreatedb nocreaterole password '"
              + password
              + "'");
      if (!known.contains("database")) {
        statement.execute("create database rialto owner rialto");
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "PostgreSQL started, but its database could not be prepared: " + e.getMessage(), e);
    }
  }

  /**
   * A fast, clean shutdown; if it lingers, ever harder. Whatever the end, what was committed stays
   * committed.
   */
  @Override
  public void close() {
    closing.countDown();
    var running = process;
    if (running != null) {
      new EmbeddedPostgresOrphans(files.cluster()).end(running.toHandle());
    }
    try {
      keeper.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.close();
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static int freePort() {
    for (int tried = 0; tried < 100; tried++) {
      var candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      if (portIsFree(candidate)) {
        return candidate;
      }
    }
    throw new CannotStart(
        "No free port was found between " + LOWEST_PORT + " and " + HIGHEST_PORT + ".", null);
  }

  private static boolean portIsFree(int candidate) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What PostgreSQL says of itself in postmaster.pid; null while there is no whole one. */
  private record PostmasterPid(long pid, int port, boolean ready) {
    static @Nullable PostmasterPid read(Path cluster) {
      try {
        var lines = Files.readString(cluster.resolve("postmaster.pid"), UTF_8).lines().toList();
        return lines.size() < 8
            ? null
            : new PostmasterPid(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()),
                lines.get(7).strip().equals("ready"));
      } catch (IOException | UncheckedIOException | NumberFormatException e) {
        return null;
      }
    }
  }
}
