package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.uptime.Partitions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * Puts a backup back: into a schema beside the one in use, checked there row for row, and then
 * exchanged for it in one transaction. Whatever goes wrong before that leaves everything as it was.
 * No superuser is needed: foreign keys are taken off for the load and put on again, which checks
 * every one of them.
 */
record Restore(Archive archive, Path secretKeyFile, boolean force) {
  private static final String BESIDE = "rialto_restore";
  private static final String HISTORY = "flyway_schema_history";

  private record ForeignKey(String table, String name, String definition) {}

  /**
   * Before anything is touched: a key that is there and another one in the archive need a decision.
   */
  void checkKey() {
    try {
      var theirs = archive.key();
      if (theirs.isPresent() && Files.exists(secretKeyFile) && !sameKey() && !force) {
        throw new Refused(
            "The backup brings another secret key than %s. With --force it takes its place, and the present one is kept beside it. Nothing was changed."
                .formatted(secretKeyFile));
      }
    } catch (IOException e) {
      throw new Refused(
          "The secret key cannot be read: " + e.getMessage() + ". Nothing was changed.", e);
    }
  }

  void into(Database.Address login) {
    try (var connection = DatabasePlace.connect(login)) {
      var schema = one(connection, "select current_schema()");
      refuseWhenUsed(connection);
      refuseWhenFull(connection);
      execute(
          connection, "drop schema if exists " + BESIDE + " cascade", "create schema " + BESIDE);
      migrate(login);
      connection.setAutoCommit(false);
      execute(connection, "set local search_path = " + BESIDE, Backup.COPY_SETTINGS);
      load(connection);
      putKey();
      execute(
          connection,
          "drop schema " + Manifest.quote(schema) + " cascade",
          "alter schema " + BESIDE + " rename to " + Manifest.quote(schema));
      if (schema.equals("public")) {
        execute(connection, "grant usage on schema public to public");
      }
      connection.commit();
      connection.setAutoCommit(true);
      execute(connection, "analyze");
    } catch (IOException | SQLException e) {
      throw new Refused(
          "The backup could not be restored: " + e.getMessage() + ". Nothing was changed.", e);
    }
  }

  private static void refuseWhenUsed(Connection connection) throws SQLException {
    var others =
        one(
            connection,
            "select count(*) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and application_name like 'rialto%'");
    if (!others.equals("0")) {
      throw new Refused(
          "A Rialto is running on this database. Stop every node first. Nothing was changed.");
    }
  }

  private void refuseWhenFull(Connection connection) throws SQLException {
    if (!force && !Backup.tables(connection).isEmpty()) {
      throw new Refused(
          "There is data already. With --force the backup takes its place. Nothing was changed.");
    }
  }

  /** To the version the archive was written at, exactly; the next start goes on from there. */
  private void migrate(Database.Address login) {
    var wanted = archive.manifest().schemaVersion();
    var flyway =
        Flyway.configure()
            .dataSource(login.jdbcUrl(), login.user(), login.password())
            .schemas(BESIDE)
            .defaultSchema(BESIDE)
            .locations("classpath:db")
            .loggers("slf4j")
            .target(wanted)
            .load();
    var known =
        List.of(flyway.info().all()).stream()
            .anyMatch(it -> it.getVersion() != null && it.getVersion().getVersion().equals(wanted));
    if (!known) {
      throw new Refused(
          "The backup has schema %s, which this Rialto does not know; use Rialto %s or newer. Nothing was changed."
              .formatted(wanted, archive.manifest().rialto()));
    }
    flyway.migrate();
  }

  private void load(Connection connection) throws SQLException, IOException {
    var tables =
        archive.manifest().tables().stream().filter(it -> !it.name().equals(HISTORY)).toList();
    for (var table : tables) {
      // Results lie in places by the day, which no migration makes.
      var making = Partitions.making(table.name());
      if (making.isPresent()) {
        execute(connection, making.get());
      }
    }
    refuseOtherTables(connection, tables);
    var foreignKeys = foreignKeys(connection);
    for (var key : foreignKeys) {
      execute(connection, "alter table %s drop constraint %s".formatted(key.table(), key.name()));
    }
    for (var table : tables) {
      execute(connection, "alter table %s disable trigger user".formatted(table.quoted()));
    }
    // Migrations may have filled some.
    execute(
        connection,
        "truncate "
            + tables.stream().map(Manifest.Table::quoted).collect(Collectors.joining(", ")));
    for (var table : tables) {
      loadAndCompare(connection, table);
    }
    for (var table : tables) {
      execute(connection, "alter table %s enable trigger user".formatted(table.quoted()));
    }
    for (var key : foreignKeys) {
      execute(
          connection,
          "alter table %s add constraint %s %s"
              .formatted(key.table(), key.name(), key.definition()));
    }
    for (var sequence : archive.manifest().sequences()) {
      try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
        statement.setString(1, Manifest.quote(sequence.name()));
        statement.setLong(2, sequence.lastValue());
        statement.setBoolean(3, sequence.called());
        statement.execute();
      }
    }
  }

  private void refuseOtherTables(Connection connection, List<Manifest.Table> tables)
      throws SQLException {
    var theirs =
        tables.stream().map(Manifest.Table::name).collect(Collectors.toCollection(TreeSet::new));
    var ours =
        Backup.tables(connection).stream()
            .map(Manifest.Table::name)
            .collect(Collectors.toCollection(TreeSet::new));
    ours.remove(HISTORY);
    if (!ours.equals(theirs)) {
      throw new Refused(
          "The backup holds the tables %s, and this Rialto has %s at that version. Use Rialto %s, which wrote it. Nothing was changed."
              .formatted(theirs, ours, archive.manifest().rialto()));
    }
  }

  private void loadAndCompare(Connection connection, Manifest.Table table)
      throws SQLException, IOException {
    try (var content = archive.content(table)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy %s (%s) from stdin".formatted(table.quoted(), table.quotedColumns()), content);
    }
    var arrived = Backup.copyOut(connection, table, OutputStream.nullOutputStream());
    if (arrived.rows() != table.rows() || !arrived.ofRows().equals(table.rowsDigest())) {
      throw new Refused(
          "The table %s did not arrive as it was backed up. Nothing was changed."
              .formatted(table.name()));
    }
  }

  private static List<ForeignKey> foreignKeys(Connection connection) throws SQLException {
    var keys = new ArrayList<ForeignKey>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
                  from pg_constraint
                 where contype = 'f'
                   and conparentid = 0
                   and connamespace = current_schema()::regnamespace
                """)) {
      while (rows.next()) {
        keys.add(new ForeignKey(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return keys;
  }

  /**
   * Just before the commit: a key without its data does no harm, data without their key are lost.
   */
  private void putKey() throws IOException {
    var theirs = archive.key();
    if (theirs.isEmpty() || sameKey()) {
      return;
    }
    if (Files.exists(secretKeyFile)) {
      Files.move(
          secretKeyFile,
          secretKeyFile.resolveSibling(secretKeyFile.getFileName() + ".before-restore"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(
        secretKeyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(secretKeyFile, theirs.get());
  }

  private boolean sameKey() throws IOException {
    return Files.exists(secretKeyFile)
        && Backup.sha256(Files.readAllBytes(secretKeyFile)).equals(archive.manifest().keySha256());
  }

  /** What is left to do by hand, when the secrets in the data do not fit the key that is here. */
  Optional<String> adviceOnKey() {
    try {
      return archive.manifest().keySha256() == null || sameKey()
          ? Optional.empty()
          : Optional.of(
              "Put the secret key of that time at %s before you start: without it, the secrets in the data stay sealed."
                  .formatted(secretKeyFile));
    } catch (IOException e) {
      return Optional.of(
          "The secret key at " + secretKeyFile + " cannot be read: " + e.getMessage());
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
