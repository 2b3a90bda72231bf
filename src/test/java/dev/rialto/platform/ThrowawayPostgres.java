package dev.rialto.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One real PostgreSQL for the whole test JVM, in a directory of its own that goes when the JVM
 * goes.
 */
public final class ThrowawayPostgres {
  private static final EmbeddedPostgres SERVER = start();

  private ThrowawayPostgres() {}

  public static EmbeddedPostgres shared() {
    return SERVER;
  }

  private static EmbeddedPostgres start() {
    try {
      var directory = Files.createTempDirectory(Path.of("/tmp"), "rialto-test-");
      // Only the power may not fail during a test: what survives kill -9 is the same without fsync.
      var server =
          EmbeddedPostgres.start(
              directory,
              Map.of(
                  "fsync",
                  "off",
                  "synchronous_commit",
                  "off",
                  "full_page_writes",
                  "off",
                  "max_connections",
                  "300"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    EmbeddedPostgresFiles.delete(directory);
                  }));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
