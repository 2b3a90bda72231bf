package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.postgres.Unpacked;
import dev.rialto.stories.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole program as a process of its own, as an administrator meets it. */
class RialtoProcessTest {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

  private final Programs programs = new Programs("process-test");
  private final Path ground = programs.ground;

  /** What serves, and where. */
  private record Serving(Programs.Run run, int port) {
    String open() throws Exception {
      run.open();
      assertThat(status()).isEqualTo(200);
      return run.output();
    }

    int status() throws Exception {
      try (var client = HttpClient.newHttpClient()) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready")).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      }
    }
  }

  @AfterEach
  void end_what_was_started() {
    programs.close();
  }

  @Test
  void from_the_first_start_over_a_backup_and_a_crash_to_a_restore() throws Exception {
    var data = ground.resolve("data");
    var running = serve(data, Programs.freePort());
    assertThat(running.open()).contains("http://localhost:" + running.port(), "First sign-in");

    // A second one is refused with the reason, and the first does not notice.
    var second = serve(data, Programs.freePort());
    assertThat(second.run().ended()).isEqualTo(Rialto.FAILED);
    assertThat(second.run().output())
        .contains("already runs on " + data)
        .doesNotContain("Exception");
    var thirdData = ground.resolve("third");
    var third = serve(thirdData, running.port());
    assertThat(third.run().ended()).isEqualTo(Rialto.FAILED);
    assertThat(third.run().output())
        .contains("Port " + running.port() + " cannot be used", "RIALTO_PORT=");
    assertThat(thirdData).doesNotExist();
    assertThat(running.status()).isEqualTo(200);

    // A backup while it runs, and with it a restore is refused.
    write(
        data,
        "insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version, priority)"
            + " select 'none', E'strange \\\\ name\\t\\n“ü” ' || n, decode('00ff0a', 'hex'), now(), false, 1, 0 from generate_series(1, 1000) n");
    write(
        data,
        "create table check_result_20990115 partition of check_result for values"
            + " from ('2099-01-15 00:00:00+00') to ('2099-01-16 00:00:00+00')");
    write(
        data,
        "insert into check_result (check_id, at, verdict, second_try, late_ms)"
            + " values (1, '2099-01-15 14:05:00+00', 2, false, 3)");
    var backup = ground.resolve("running.zip");
    assertThat(command(data, "backup", backup.toString())).isZero();
    assertThat(Files.getPosixFilePermissions(backup)).hasSize(2);
    assertThat(command(data, "backup", backup.toString())).isEqualTo(Rialto.FAILED);
    assertThat(command(data, "restore", "--force", backup.toString())).isEqualTo(Rialto.FAILED);
    assertThat(running.status()).isEqualTo(200);

    // kill -9, and the next start has everything.
    running.run().process().destroyForcibly().waitFor();
    var again = serve(data, Programs.freePort());
    again.open();
    assertThat(rows(data)).isGreaterThanOrEqualTo(1000);

    // SIGTERM stops all of it.
    var before = System.nanoTime();
    again.run().process().destroy();
    again.run().ended();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(STOPS_WITHIN);
    assertThat(EmbeddedPostgres.loginOfRunning(data)).isNull();

    // What is put back elsewhere is the same, row for row.
    var stopped = ground.resolve("stopped.zip");
    assertThat(command(data, "backup", "--with-key", stopped.toString())).isZero();
    var other = Unpacked.into(ground.resolve("other"));
    assertThat(command(other, "restore", stopped.toString())).isZero();
    assertThat(other.resolve("secret.key")).hasSameBinaryContentAs(data.resolve("secret.key"));
    var copied = ground.resolve("copied.zip");
    assertThat(command(other, "backup", copied.toString())).isZero();
    assertThat(rowDigests(copied))
        .isEqualTo(rowDigests(stopped))
        .as("a day of results is where it was")
        .anyMatch(table -> table.startsWith("check_result_20990115 1 "));
    assertThat(sequences(copied)).isEqualTo(sequences(stopped));

    // What is there is not replaced unasked, nor by a broken archive.
    assertThat(command(other, "restore", backup.toString())).isEqualTo(Rialto.FAILED);
    var broken = broken(backup);
    assertThat(command(other, "restore", "--force", broken.toString())).isEqualTo(Rialto.FAILED);
    var unchanged = ground.resolve("unchanged.zip");
    assertThat(command(other, "backup", unchanged.toString())).isZero();
    assertThat(rowDigests(unchanged)).isEqualTo(rowDigests(stopped));
    assertThat(command(other, "restore", "--force", backup.toString())).isZero();

    // And the restored house opens.
    var restored = serve(other, Programs.freePort());
    assertThat(restored.open()).contains("First sign-in");
    restored.run().process().destroyForcibly().waitFor();

    // Asked to speak to a log collector, every line of the log is JSON and the link is not among
    // them.
    assertThat(serve(other, Programs.freePort(), Map.of("RIALTO_LOG_FORMAT", "json")).open())
        .contains("{\"sequenceNumber\"", "Nobody can sign in yet")
        .doesNotContain("First sign-in");
  }

  @Test
  void mistakes_in_settings_are_told_all_at_once_and_nothing_is_started() throws Exception {
    var data = ground.resolve("never");
    var run =
        programs.run(
            data,
            Map.of(
                "RIALTO_PORT", "eighty", "RIALTO_PUBLIC_URL", "x", "RIALTO_SMPT_URL", "smtp://x"));
    assertThat(run.ended()).isEqualTo(Rialto.WRONG_USE);
    assertThat(run.output())
        .contains(
            "3 settings cannot be used",
            "RIALTO_PORT is “eighty”",
            "RIALTO_PUBLIC_URL is",
            "Did you mean RIALTO_SMTP_URL?");
    assertThat(data).doesNotExist();
  }

  @Test
  void help_and_version_need_nothing() throws Exception {
    var help = programs.run(ground.resolve("help"), Map.of(), "--help");
    assertThat(help.ended()).isZero();
    assertThat(help.output()).contains("backup", "restore", "RIALTO_DATABASE_URL");
    var version = programs.run(ground.resolve("help"), Map.of(), "version");
    assertThat(version.ended()).isZero();
    assertThat(version.output()).startsWith("Rialto ");
  }

  private Serving serve(Path data, int port) throws IOException {
    return serve(data, port, Map.of());
  }

  private Serving serve(Path data, int port, Map<String, String> more) throws IOException {
    return new Serving(programs.serve(data, port, more), port);
  }

  private int command(Path data, String... arguments) throws Exception {
    var run = programs.run(data, Map.of(), arguments);
    var code = run.ended();
    System.out.println(String.join(" ", arguments) + " → " + code + ": " + run.output().strip());
    return code;
  }

  private static void write(Path data, String sql) throws SQLException {
    var login = java.util.Objects.requireNonNull(EmbeddedPostgres.loginOfRunning(data));
    try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long rows(Path data) throws SQLException {
    var login = java.util.Objects.requireNonNull(EmbeddedPostgres.loginOfRunning(data));
    try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        var rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from scheduled_tasks where task_name = 'none'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<String> rowDigests(Path archive) {
    try (var opened = Archive.open(archive)) {
      return opened.manifest().tables().stream()
          .filter(it -> !it.name().equals("flyway_schema_history")) // it tells when it was migrated
          .map(it -> it.name() + " " + it.rows() + " " + it.rowsDigest())
          .toList();
    }
  }

  private static List<Manifest.Sequence> sequences(Path archive) {
    try (var opened = Archive.open(archive)) {
      return opened.manifest().sequences();
    }
  }

  /** A whole zip in which one row of one table differs from what was written. */
  private Path broken(Path archive) throws IOException {
    var broken = Files.copy(archive, ground.resolve("broken.zip"));
    try (var zip = FileSystems.newFileSystem(broken)) {
      var entry = zip.getPath("tables/scheduled_tasks.copy");
      Files.writeString(entry, Files.readString(entry).replaceFirst("strange", "strangE"));
    }
    return broken;
  }
}
