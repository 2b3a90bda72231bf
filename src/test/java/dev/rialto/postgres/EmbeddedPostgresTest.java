package dev.rialto.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes, killed for real. */
class EmbeddedPostgresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static Path ground = Path.of("");
  private static Path binaries = Path.of("");

  private final List<Process> processes = new ArrayList<>();
  private Path directory = Path.of("");

  @BeforeAll
  static void make_one_to_copy() throws IOException {
    ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-postgres-test-").toRealPath();
    ground.toFile().setExecutable(true, false);
    EmbeddedPostgres.start(ground.resolve("first")).close();
    binaries = ground.resolve("postgres-bin");
    Files.move(ground.resolve("first/postgres-bin"), binaries);
  }

  /** As after a first start, without its seconds. */
  @BeforeEach
  void a_directory_of_its_own() throws Exception {
    directory = ground.resolve("data-" + NUMBER.incrementAndGet());
    var first = ground.resolve("first").toString();
    assertThat(new ProcessBuilder("cp", "-a", first, directory.toString()).start().waitFor())
        .isZero();
    Files.createSymbolicLink(directory.resolve("postgres-bin"), binaries);
  }

  private void a_first_start_is_still_to_come() {
    EmbeddedPostgresFiles.delete(directory.resolve("postgres"));
  }

  @AfterEach
  void end_what_was_started() {
    processes.forEach(Process::destroyForcibly);
  }

  @AfterAll
  static void sweep() {
    EmbeddedPostgresFiles.delete(ground);
  }

  @Test
  void it_is_durable_and_rialto_is_no_superuser() throws Exception {
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(one(server, "show fsync")).isEqualTo("on");
      assertThat(one(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(one(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(one(server, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThat(server.login().toString()).doesNotContain(server.login().password());
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.login().url(), "rialto", "guessed"))
          .hasMessageContaining("password authentication failed");
      assertThat(Files.getPosixFilePermissions(directory.resolve("postgres-rialto.password")))
          .hasSize(2);
    }
    assertThat(EmbeddedPostgresOrphans.of(directory.resolve("postgres"))).isEmpty();
  }

  @Test
  void kill_9_of_postgresql_loses_no_acknowledged_commit_and_it_comes_back_on_its_port()
      throws Exception {
    try (var server = EmbeddedPostgres.start(directory)) {
      one(server, "create table written (n bigint primary key)");
      var acknowledged = new ConcurrentLinkedQueue<Long>();
      var stop = new AtomicBoolean();
      var writers =
          Stream.of(0L, 1L, 2L, 3L).map(it -> writer(server, it, acknowledged, stop)).toList();
      var port = server.port();
      for (int round = 0; round < 2; round++) {
        var pid = server.pid();
        var before = acknowledged.size();
        until(() -> acknowledged.size() > before + 50);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        until(() -> server.pid() != pid && answers(server));
      }
      stop.set(true);
      for (var writer : writers) {
        writer.join();
      }
      assertThat(server.port()).isEqualTo(port);
      assertThat(acknowledged).hasSizeGreaterThan(100);
      assertThat(all(server, "select n from written")).containsAll(acknowledged);
    }
  }

  @Test
  void kill_9_of_rialto_leaves_nothing_that_hinders_the_next_start() throws Exception {
    var keeper = keeper();
    var pid = Long.parseLong(line(keeper, "ready ").substring("ready ".length()));
    keeper.destroyForcibly().waitFor();
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(runs(pid)).isFalse();
      assertThat(one(server, "select what from kept")).isEqualTo("committed");
    }
  }

  /** To Java one that ended is alive until whoever inherited it has struck it off. */
  private static boolean runs(long pid) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) return false;
    var stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      return !Files.exists(stat) || !Files.readString(stat).matches("(?s).*\\) Z .*");
    } catch (IOException struckOffMeanwhile) {
      return false;
    }
  }

  @Test
  void the_death_of_rialto_ends_its_postgresql_by_itself() throws Exception {
    var keeper = keeper();
    var pid = Long.parseLong(line(keeper, "ready ").substring("ready ".length()));
    keeper.destroyForcibly().waitFor();
    until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void an_orphan_that_still_lives_is_found_by_where_it_lives_and_ended() throws Exception {
    var files = EmbeddedPostgresFiles.in(directory);
    var command =
        files
            .runAs()
            .command(
                new EmbeddedPostgresBundle(files).unpacked().resolve("bin/postgres").toString());
    command.removeIf("--pdeathsig=INT"::equals);
    // Reachable from nowhere: only its working directory says whose it is.
    command.addAll(List.of("-D", files.cluster().toString(), "-c", "listen_addresses="));
    command.addAll(List.of("-c", "unix_socket_directories="));
    var orphan = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(orphan);
    until(() -> !EmbeddedPostgresOrphans.of(files.cluster()).isEmpty());
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(one(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_stale_pid_file_whose_number_now_belongs_to_another_is_no_obstacle_and_the_other_lives()
      throws Exception {
    var other = new ProcessBuilder("sleep", "600").start();
    processes.add(other);
    var lines =
        List.of(
            Long.toString(other.pid()),
            directory + "/postgres",
            "1",
            "20001",
            "",
            "127.0.0.1",
            "1 1",
            "ready");
    Files.write(directory.resolve("postgres/postmaster.pid"), lines);
    assertThat(EmbeddedPostgres.loginOfRunning(directory)).isNull();
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(one(server, "select 1")).isEqualTo("1");
      assertThat(other.isAlive()).isTrue();
    }
  }

  @Test
  void a_first_start_killed_in_the_middle_is_begun_anew() throws Exception {
    a_first_start_is_still_to_come();
    var killed = keeper();
    until(() -> names().anyMatch(it -> it.matches("postgres\\.new-\\d+")));
    killed.destroyForcibly().waitFor();
    assertThat(Files.exists(directory.resolve("postgres"))).isFalse();
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(one(server, "select 1")).isEqualTo("1");
    }
    assertThat(names()).noneMatch(it -> it.startsWith("postgres.new-"));
  }

  @Test
  void a_lock_file_of_a_dead_process_is_no_lock() throws Exception {
    Files.writeString(directory.resolve("rialto.lock"), "1\n");
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThat(one(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_second_owner_is_refused_with_the_reason_and_the_first_goes_on() throws Exception {
    try (var server = EmbeddedPostgres.start(directory)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
          .isInstanceOf(EmbeddedPostgres.CannotStart.class)
          .hasMessageContaining("already runs on " + directory);
      var second = keeper();
      assertThat(second.waitFor()).isNotZero();
      assertThat(
              new String(
                  second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("already runs on " + directory, "process " + ProcessHandle.current().pid());
      assertThat(one(server, "select 1")).isEqualTo("1");
      assertThat(EmbeddedPostgres.loginOfRunning(directory)).isEqualTo(server.login());
    }
    assertThat(EmbeddedPostgres.loginOfRunning(directory)).isNull();
  }

  @Test
  void children_see_none_of_our_environment() throws Exception {
    var keeper = keeper();
    var pid = line(keeper, "ready ").substring("ready ".length());
    assertThat(Files.readString(Path.of("/proc/" + pid + "/environ")))
        .doesNotContain("RIALTO", "hunter2");
  }

  @Test
  void data_of_another_major_version_are_refused_untouched() throws Exception {
    Files.writeString(directory.resolve("postgres/PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
        .isInstanceOf(EmbeddedPostgres.CannotStart.class)
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("Back it up");
    assertThat(directory.resolve("postgres")).isDirectoryContaining("glob:**PG_VERSION");
  }

  private Process keeper() throws IOException {
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            KeepsPostgres.class.getName(),
            directory.toString());
    builder.environment().putAll(Map.of("RIALTO_ADMIN_PASSWORD", "hunter2"));
    var keeper = builder.redirectErrorStream(true).start();
    processes.add(keeper);
    return keeper;
  }

  private static String line(Process process, String prefix) throws IOException {
    BufferedReader reader = process.inputReader();
    var said = new StringBuilder();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(prefix)) {
        return line;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("It ended without saying “" + prefix + "”:\n" + said);
  }

  private Stream<String> names() {
    return Stream.of(directory.toFile().list());
  }

  private static Thread writer(
      EmbeddedPostgres server,
      long lane,
      ConcurrentLinkedQueue<Long> acknowledged,
      AtomicBoolean stop) {
    return Thread.ofPlatform()
        .start(
            () -> {
              var n = lane;
              while (!stop.get()) {
                try (var connection = connect(server);
                    var insert = connection.prepareStatement("insert into written values (?)")) {
                  for (; !stop.get(); n += 4) {
                    insert.setLong(1, n);
                    insert.executeUpdate();
                    acknowledged.add(n);
                  }
                } catch (SQLException e) {
                  n += 4; // not acknowledged: it may be there or not
                }
              }
            });
  }

  private static boolean answers(EmbeddedPostgres server) {
    try (var connection = connect(server)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    var login = server.login();
    return DriverManager.getConnection(login.url(), login.user(), login.password());
  }

  private static String one(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<Long> all(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection = connect(server);
        var rows = connection.createStatement().executeQuery(sql)) {
      var all = new ArrayList<Long>();
      while (rows.next()) {
        all.add(rows.getLong(1));
      }
      return all;
    }
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
