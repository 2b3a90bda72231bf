package dev.rialto.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner per data directory. The kernel's lock ends with its process, so a stale one cannot
 * exist.
 */
final class EmbeddedPostgresLock implements AutoCloseable {
  // POSIX drops a process's lock when it closes any handle of the file, so ours are known before
  // one is opened.
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private EmbeddedPostgresLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static EmbeddedPostgresLock take(Path file) {
    if (!OURS.add(file)) {
      throw inUse(file, "this process");
    }
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(file, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return new EmbeddedPostgresLock(file, channel);
    } catch (IOException e) {
      OURS.remove(file);
      throw new EmbeddedPostgres.CannotStart("Cannot lock " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      OURS.remove(file);
      throw e;
    }
  }

  private static EmbeddedPostgres.CannotStart inUse(Path file, String holder) {
    return new EmbeddedPostgres.CannotStart(
        "Rialto already runs on %s (%s). Stop it first, or give this one another RIALTO_DATA_DIR."
            .formatted(file.getParent(), holder),
        null);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OURS.remove(file);
    }
  }
}
