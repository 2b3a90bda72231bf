package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import dev.rialto.stories.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {
  /** A state that has teams, and much still to come. */
  private static final String OLDER = "202611200690";

  private Path ground;
  private Database.Address login;
  private Database db;
  private Upgrade upgrade;

  @BeforeEach
  void begin() throws Exception {
    ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-upgrade-").toRealPath();
    login = TestDatabase.empty();
    db = Database.open(login, 2);
    var key = ground.resolve("secret.key");
    Vault.open(key);
    upgrade = new Upgrade(login, key, ground.resolve("backups"));
  }

  @AfterEach
  void end() throws Exception {
    db.close();
    TestDatabase.drop(login);
    try (var all = Files.walk(ground)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    }
  }

  @Test
  void what_an_older_version_kept_is_backed_up_brought_up_and_can_be_had_back() throws Exception {
    var older = anOlderRialto();
    execute("insert into team (slug, name) values ('checkout', 'Checkout')");

    upgrade.bring(db);
    assertThat(db.schema().steps()).isZero();
    assertThat(db.schema().version()).isNotEqualTo(older);
    try (var files = Files.list(ground.resolve("backups"))) {
      assertThat(files).containsExactly(ground.resolve("backups/before-upgrade-" + older + ".zip"));
    }

    execute("update team set name = 'Spoilt'");
    db.close();
    try (var archive = Archive.open(ground.resolve("backups/before-upgrade-" + older + ".zip"))) {
      new Restore(archive, ground.resolve("secret.key"), true).into(login);
    }
    db = Database.open(login, 2);
    assertThat(db.schema().version()).hasValue(older);
    assertThat(one("select name from team")).isEqualTo("Checkout");
  }

  @Test
  void only_the_last_two_are_kept_and_none_is_written_over() throws Exception {
    var older = anOlderRialto();
    Files.createDirectories(ground.resolve("backups"));
    for (int i = 1; i <= 3; i++) {
      var name = "before-upgrade-" + older + (i == 1 ? "" : "-" + i) + ".zip";
      var file = Files.writeString(ground.resolve("backups").resolve(name), "an old one");
      assertThat(file.toFile().setLastModified(i * 1_000L)).isTrue();
    }
    upgrade.bring(db);
    try (var files = Files.list(ground.resolve("backups"))) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "before-upgrade-" + older + "-3.zip", "before-upgrade-" + older + "-4.zip");
    }
  }

  @Test
  void a_backup_that_cannot_be_written_stops_the_upgrade() throws Exception {
    var older = anOlderRialto();
    Files.writeString(ground.resolve("backups"), "no directory");
    assertThatThrownBy(() -> upgrade.bring(db))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Nothing was upgraded");
    assertThat(db.schema().version()).hasValue(older);
  }

  @Test
  void an_empty_database_needs_no_backup_and_what_is_new_already_no_work() {
    upgrade.bring(db);
    upgrade.bring(db);
    assertThat(ground.resolve("backups")).doesNotExist();
  }

  @Test
  void what_a_newer_version_has_worked_on_is_left_alone() throws Exception {
    upgrade.bring(db);
    execute(
        """
        insert into flyway_schema_history
               (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (100000, '299901010000', 'later', 'SQL', 'V299901010000__later.sql', 'rialto', 1, true)
        """);
    assertThatThrownBy(() -> upgrade.bring(db))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("A newer Rialto")
        .hasMessageContaining("299901010000");
  }

  private String anOlderRialto() {
    var flyway =
        Flyway.configure()
            .dataSource(login.jdbcUrl(), login.user(), login.password())
            .locations("classpath:db")
            .loggers("slf4j")
            .target(OLDER)
            .load();
    flyway.migrate();
    return db.schema().version().orElseThrow();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DatabasePlace.connect(login);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (var connection = DatabasePlace.connect(login);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
