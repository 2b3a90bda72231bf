package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes every table of one snapshot into one file. The bundled PostgreSQL has no pg_dump, and COPY
 * is its own fastest and exact export.
 */
record Backup(Database.Address login, Path secretKeyFile) {
  /** The same on both sides, so that equal rows are equal bytes. */
  static final String COPY_SETTINGS =
      """
      set local statement_timeout = 0;
      set local timezone = 'UTC';
      set local datestyle = 'ISO, YMD';
      set local intervalstyle = 'iso_8601';
      set local extra_float_digits = 1;
      set local bytea_output = 'hex'
      """;

  private static final String TABLES =
      """
      select c.relname,
             array_agg(a.attname::text order by a.attnum)
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = current_schema()::regnamespace
         and c.relkind = 'r'
         and a.attgenerated = ''
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
       group by c.relname
       order by c.relname
      """;

  Manifest write(Path file, boolean withKey) {
    if (Files.exists(file)) {
      throw new Refused(file + " exists already. Give the backup a name of its own.");
    }
    var part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Manifest manifest;
      try (var connection = DatabasePlace.connect(login);
          var zip =
              new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
        manifest = write(connection, zip, withKey);
      }
      try (var written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (IOException | SQLException e) {
      delete(part);
      throw new Refused("The backup could not be written: " + e.getMessage(), e);
    }
  }

  private Manifest write(Connection connection, ZipOutputStream zip, boolean withKey)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
      statement.execute(COPY_SETTINGS);
    }
    var schemaVersion = schemaVersion(connection);
    var madeAt = java.time.InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    var tables = new ArrayList<Manifest.Table>();
    for (var table : tables(connection)) {
      zip.putNextEntry(new ZipEntry(table.entry()));
      var digest = copyOut(connection, table, zip);
      zip.closeEntry();
      tables.add(
          new Manifest.Table(
              table.name(), table.columns(), digest.rows(), digest.ofBytes(), digest.ofRows()));
    }
    var sequences = sequences(connection);
    connection.rollback();
    var key = Files.exists(secretKeyFile) ? Files.readAllBytes(secretKeyFile) : null;
    if (withKey) {
      if (key == null) {
        throw new Refused(
            "There is no secret key at " + secretKeyFile + " to put into the backup.");
      }
      put(zip, Manifest.KEY_ENTRY, key);
    }
    var manifest =
        new Manifest(
            Manifest.FORMAT,
            Rialto.Version.number(),
            madeAt,
            schemaVersion,
            tables,
            sequences,
            key == null ? null : sha256(key),
            withKey);
    put(zip, Manifest.ENTRY, Json.write(manifest).getBytes(StandardCharsets.UTF_8));
    return manifest;
  }

  private static String schemaVersion(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select version from flyway_schema_history where success and version is not null"
                    + " order by installed_rank desc limit 1")) {
      if (!rows.next()) {
        throw new Refused("This database holds no Rialto yet; there is nothing to back up.");
      }
      return rows.getString(1);
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        throw new Refused("This database holds no Rialto yet; there is nothing to back up.", e);
      }
      throw e;
    }
  }

  static List<Manifest.Table> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<Manifest.Table>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        var columns = List.of((String[]) rows.getArray(2).getArray());
        tables.add(new Manifest.Table(rows.getString(1), columns, 0, "", ""));
      }
    }
    return tables;
  }

  static RowDigest copyOut(Connection connection, Manifest.Table table, OutputStream to)
      throws SQLException, IOException {
    var digest = new RowDigest(to);
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy %s (%s) to stdout".formatted(table.quoted(), table.quotedColumns()), digest);
    return digest;
  }

  private static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select relname from pg_class where relkind = 'S'"
                    + " and relnamespace = current_schema()::regnamespace order by 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    var sequences = new ArrayList<Manifest.Sequence>();
    for (var name : names) {
      try (var statement = connection.createStatement();
          var rows =
              statement.executeQuery("select last_value, is_called from " + Manifest.quote(name))) {
        rows.next();
        sequences.add(new Manifest.Sequence(name, rows.getLong(1), rows.getBoolean(2)));
      }
    }
    return sequences;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(Sha256.of(content));
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
