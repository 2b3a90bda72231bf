package dev.rialto.stories;

import dev.rialto.platform.Database;
import dev.rialto.postgres.EmbeddedPostgres;
import dev.rialto.postgres.Unpacked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all stories of this JVM, and a migrated database of its own for each: copied
 * from a template, which takes a few hundredths of a second.
 */
public final class TestDatabase {
  private static final Path MEMORY = Path.of("/dev/shm");

  /** For every fork of the tests, each with a few databases at a time. */
  private static final long MEMORY_NEEDED_BYTES = 2L << 30;

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final TestDatabase SHARED = new TestDatabase();

  private final EmbeddedPostgres server;

  private TestDatabase() {
    try {
      Path dir = ground();
      // The server may run as another user, who must be able to pass through.
      dir.toFile().setExecutable(true, false);
      dir.toFile().setReadable(true, false);
      server =
          EmbeddedPostgres.start(
              Unpacked.into(dir.resolve("data")),
              // A crash of the tests loses nothing anybody wants; durability has its own tests.
              Map.of(
                  "fsync",
                  "off",
                  "synchronous_commit",
                  "off",
                  "full_page_writes",
                  "off",
                  "max_wal_size",
                  "128MB",
                  "max_connections",
                  "200"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    RealPeer.sweep(dir);
                  }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    admin("create database stories_template owner " + server.login().user());
    try (var template = Database.open(at("stories_template"), 2)) {
      template.migrate();
    }
  }

  /**
   * In memory where there is room for it. A database is a thousand files, and a file system that
   * has just deleted as many takes half a second of work to make them anew: nearly all of what it
   * took to open a house.
   */
  private static Path ground() throws IOException {
    boolean roomy =
        Files.isWritable(MEMORY)
            && Files.getFileStore(MEMORY).getUsableSpace() > MEMORY_NEEDED_BYTES;
    return roomy
        ? Files.createTempDirectory(MEMORY, "rialto-stories")
        : Files.createTempDirectory("rialto-stories");
  }

  /** A fresh migrated database. */
  static Database.Address fresh() {
    String name = "story_" + NUMBER.incrementAndGet();
    synchronized (SHARED) {
      SHARED.admin(
          "create database "
              + name
              + " template stories_template strategy file_copy owner "
              + SHARED.server.login().user());
    }
    return SHARED.at(name);
  }

  /** A fresh one in which nothing has been migrated yet. */
  public static Database.Address empty() {
    String name = "story_" + NUMBER.incrementAndGet();
    SHARED.admin("create database " + name + " owner " + SHARED.server.login().user());
    return SHARED.at(name);
  }

  public static void drop(Database.Address address) {
    String name = address.jdbcUrl().replaceAll(".*/([a-z_0-9]+)(\\?.*)?$", "$1");
    SHARED.admin("drop database if exists " + name + " with (force)");
  }

  private Database.Address at(String name) {
    var login = server.login();
    return new Database.Address(
        login.url().replaceFirst("/[a-z_0-9]+(\\?.*)?$", "/" + name),
        login.user(),
        login.password());
  }

  private void admin(String sql) {
    var login = server.adminLogin();
    try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
