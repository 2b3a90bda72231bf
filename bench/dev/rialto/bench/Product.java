package dev.rialto.bench;

import dev.rialto.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rialto as an administrator runs it: a process of its own with the PostgreSQL it starts, on a
 * directory of its own. It can be killed and started again, and is looked at from outside only.
 */
public final class Product implements Standing, AutoCloseable {
  public static final String TOKEN = "bench-" + UUID.randomUUID();
  static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
  static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  private final Path ground;
  private final Path data;
  private final Path log;
  private final int port;
  private final Map<String, String> settings;
  private final List<Process> started = new ArrayList<>();
  private Process process;

  public Product(Map<String, String> settings) {
    try {
      ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-bench-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // As root, PostgreSQL runs as somebody else, who must be able to pass.
    ground.toFile().setExecutable(true, false);
    this.data = ground.resolve("data");
    this.log = ground.resolve("rialto.log");
    this.port = freePort();
    this.settings = new TreeMap<>(settings);
    this.settings.putIfAbsent("RIALTO_ADMIN_EMAIL", "owner@merchantrow.example");
    this.settings.putIfAbsent("RIALTO_ADMIN_PASSWORD", "a long enough password 4711");
    this.settings.putIfAbsent("RIALTO_ADMIN_TOKEN", TOKEN);
    this.settings.putIfAbsent("RIALTO_ALLOWED_NETWORKS", "127.0.0.0/8");
  }

  /** Those of bin/common.sh: what is measured is what runs. */
  private static List<String> javaFlags(@Nullable String home) {
    try (var lines = Files.lines(Path.of(home == null ? "" : home, "bin", "common.sh"))) {
      return lines
          .dropWhile(line -> !line.equals("JAVA_FLAGS=("))
          .skip(1)
          .takeWhile(line -> !line.equals(")"))
          .map(line -> line.strip().replaceFirst(" +#.*", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and returns at once. */
  public void start() {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    var home = System.getProperty("rialto.home");
    command.addAll(javaFlags(home));
    // Where nothing is measured: the compiler that pays off after minutes is left out.
    if (Boolean.getBoolean("rialto.product.brief")) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    var jar = home == null ? null : Path.of(home, "target", "rialto.jar");
    if (jar != null && Files.exists(jar)) {
      command.addAll(fastStart(Path.of(home, "target", "rialto.aot")));
      command.addAll(List.of("-Drialto.home=" + home, "-jar", jar.toString()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.rialto.Rialto"));
    }
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("RIALTO_"));
    builder.environment().putAll(settings);
    builder.environment().put("RIALTO_DATA_DIR", data.toString());
    builder.environment().put("RIALTO_PORT", Integer.toString(port));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    started.add(process);
    // Left alone it would go on after Ctrl-C; its PostgreSQL ends with it.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** As bin/rialto starts it: with what the JVM learned in the rehearsal, when there was one. */
  private static List<String> fastStart(Path cache) {
    return cache.toFile().length() == 0
        ? List.of()
        : List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  /** Starts it and returns when it answers that it is ready; how long that took. */
  public Duration startAndAwait() {
    long from = System.nanoTime();
    start();
    awaitReady();
    return Duration.ofNanos(System.nanoTime() - from);
  }

  public void awaitReady() {
    boolean ready = Until.holds(STARTS_WITHIN, () -> !process.isAlive() || isReady());
    if (!ready || !process.isAlive()) {
      throw new IllegalStateException("Rialto did not start. It said:\n" + said());
    }
  }

  /** A plain socket: a client of the library would cost the measured machine more. */
  private boolean isReady() throws IOException {
    return ready(base());
  }

  /** Somebody listens there. */
  static boolean reachable(URI base) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 500);
      return true;
    }
  }

  static boolean ready(URI base) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(2_000);
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 500);
      var request = "GET /-/ready HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var line = new byte[12];
      return socket.getInputStream().readNBytes(line, 0, 12) == 12
          && new String(line, StandardCharsets.US_ASCII).endsWith(" 200");
    }
  }

  /** SIGTERM, as an administrator stops it. */
  public Duration stop() {
    long from = System.nanoTime();
    process.destroy();
    if (!ended(process, STOPS_WITHIN)) {
      throw new IllegalStateException("Rialto did not stop. It said:\n" + said());
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  /** {@code kill -9} of the Java process. */
  public void kill() {
    process.destroyForcibly();
    ended(process, STOPS_WITHIN);
  }

  /** {@code kill -9} of PostgreSQL's first process. False when there is none just now. */
  public boolean killPostmaster() {
    var postmaster = postmaster();
    return postmaster != null && postmaster.destroyForcibly();
  }

  /** {@code kill -9} of one connection's process, whereupon PostgreSQL recovers as from a crash. */
  public boolean killBackend(RandomGenerator dice) {
    try (var connection = connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select pid from pg_stat_activity where backend_type = 'client backend'"
                        + " and pid <> pg_backend_pid() order by pid")) {
      var pids = new ArrayList<Long>();
      while (rows.next()) {
        pids.add(rows.getLong(1));
      }
      return !pids.isEmpty()
          && ProcessHandle.of(pids.get(dice.nextInt(pids.size())))
              .map(ProcessHandle::destroyForcibly)
              .orElse(false);
    } catch (SQLException notJustNow) {
      return false;
    }
  }

  private ProcessHandle postmaster() {
    try {
      var lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::isAlive)
          .orElse(null);
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }

  /** A connection of our own to its database, as the role that Rialto itself uses. */
  @Override
  public Connection connect() throws SQLException {
    var login = EmbeddedPostgres.loginOfRunning(data);
    if (login == null) {
      throw new SQLException("PostgreSQL does not run just now");
    }
    return DriverManager.getConnection(login.url(), login.user(), login.password());
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path data() {
    return data;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Java's share of memory and PostgreSQL's, pages they share counted once, in KiB. */
  Map<String, Long> memory() {
    long postgres = 0;
    var postmaster = postmaster();
    if (postmaster != null) {
      postgres = pss(postmaster.pid());
      postgres += postmaster.descendants().mapToLong(child -> pss(child.pid())).sum();
    }
    return new TreeMap<>(Map.of("java", pss(process.pid()), "postgres", postgres));
  }

  static long pss(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  /** The end of what it printed. */
  public String said() {
    try {
      var all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - 8_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Everything it printed is kept beside, for a look after a round that went wrong. */
  public Path keepLog(String name) throws IOException {
    var kept = Files.createTempFile("rialto-" + name + "-", ".log");
    return Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean ended(Process process, Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends what was started here and removes its directory. */
  @Override
  public void close() {
    for (var each : started) {
      each.destroy();
      if (!ended(each, STOPS_WITHIN)) {
        each.destroyForcibly();
        ended(each, STOPS_WITHIN);
      }
    }
    var orphan = postmaster();
    if (orphan != null) {
      orphan.destroyForcibly();
    }
    sweep(ground);
  }

  static void sweep(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Left behind: " + folder + " (" + e + ")");
    }
  }
}
