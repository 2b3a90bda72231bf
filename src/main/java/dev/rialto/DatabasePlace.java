package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which PostgreSQL holds the data, and whether it is ours to stop again. */
record DatabasePlace(Database.Address login, @Nullable EmbeddedPostgres ours)
    implements AutoCloseable {
  static final int OLDEST_MAJOR = 15;
  private static final Logger log = LoggerFactory.getLogger(DatabasePlace.class);

  /** For looking: a server that already runs is used, a stopped one is started. */
  static DatabasePlace of(Settings settings) {
    if (settings.database().isEmpty()) {
      var running = EmbeddedPostgres.loginOfRunning(settings.dataDir());
      if (running != null) {
        return new DatabasePlace(
            new Database.Address(running.url(), running.user(), running.password()), null);
      }
    }
    return stopped(settings);
  }

  /** For owning: of the embedded server there is one owner, and a second is refused. */
  static DatabasePlace stopped(Settings settings) {
    if (settings.database().isEmpty()) {
      var server = EmbeddedPostgres.start(settings.dataDir());
      var login = server.login();
      return new DatabasePlace(
          new Database.Address(login.url(), login.user(), login.password()), server);
    }
    var external = settings.database().get();
    var address =
        new Database.Address(
            external.jdbcUrl(),
            external.user().orElse(null),
            external.password().map(Settings.Secret::value).orElse(null));
    check(address);
    return new DatabasePlace(address, null);
  }

  private static void check(Database.Address address) {
    try (var connection = connect(address)) {
      var major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new Refused(
            "The PostgreSQL at %s is version %d; Rialto needs %d or newer. Upgrade it, or unset RIALTO_DATABASE_URL to use the one Rialto brings."
                .formatted(address, major, OLDEST_MAJOR));
      }
      if (isSuperuser(connection)) {
        log.warn(
            "RIALTO_DATABASE_URL connects as a superuser. Rialto needs only a role that owns its database:"
                + " create role rialto login password '…'; create database rialto owner rialto;");
      }
    } catch (SQLException e) {
      throw new Refused(
          "The PostgreSQL at %s does not let Rialto in: %s Check RIALTO_DATABASE_URL."
              .formatted(address, (e.getMessage() + ".").replaceFirst("\\.+$", ".")),
          e);
    }
  }

  static Connection connect(Database.Address address) throws SQLException {
    var properties = new java.util.Properties();
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  private static boolean isSuperuser(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Override
  public void close() {
    if (ours != null) {
      ours.close();
    }
  }
}
