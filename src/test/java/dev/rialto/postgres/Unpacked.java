package dev.rialto.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's programs, unpacked once for all the tests of this tree. Unpacking is five seconds of
 * work in a new data directory; {@link EmbeddedPostgresTest} and the process tests do it for real.
 */
public final class Unpacked {
  private static final Path SHARED = Path.of("target/postgres-for-tests").toAbsolutePath();

  private Unpacked() {}

  /** Makes this data directory one that has its programs already, where they can be shared. */
  public static Path into(Path data) {
    try {
      Files.createDirectories(SHARED);
      if (EmbeddedPostgres.canLiveIn(SHARED)) {
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("postgres-bin"), once());
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Several forks may come at once: one unpacks, the others wait for it. */
  private static Path once() throws IOException {
    try (var channel = FileChannel.open(SHARED.resolve("unpacking.lock"), CREATE, WRITE);
        var ignored = channel.lock()) {
      var files = EmbeddedPostgresFiles.in(SHARED);
      new EmbeddedPostgresBundle(files).unpacked();
      return files.binaries();
    }
  }
}
