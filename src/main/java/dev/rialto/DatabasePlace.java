package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.platform.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which PostgreSQL holds the data, and whether it is ours to stop again. */
record DatabasePlace(Database.Address login, @Nullable EmbeddedPostgres ours)
    implements AutoCloseable {
  static final int OLDEST_MAJOR = 15;
  static final Duration WAIT_FOR_EXTERNAL = Duration.ofSeconds(30); // containers start in any order
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
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
    try (var connection = connectPatiently(address)) {
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
          "The PostgreSQL at %s does not let Rialto in: %s. Check RIALTO_DATABASE_URL."
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Waits for a server that is not there yet; a wrong password is said at once. */
  private static Connection connectPatiently(Database.Address address) throws SQLException {
    var deadline = System.nanoTime() + WAIT_FOR_EXTERNAL.toNanos();
    while (true) {
      try {
        return connect(address);
      } catch (SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var mayCome = state.startsWith("08") || state.equals("57P03");
        if (!mayCome || System.nanoTime() > deadline) {
          throw e;
        }
        log.info("Waiting for the PostgreSQL at {}", address);
        pause();
      }
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

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted while waiting for PostgreSQL.", e);
    }
  }

  @Override
  public void close() {
    if (ours != null) {
      ours.close();
    }
  }
}
