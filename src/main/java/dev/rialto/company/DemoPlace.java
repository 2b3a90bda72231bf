package dev.rialto.company;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which one demo lives, known by a mark that only a demo sets. What has no mark
 * and is not empty is somebody's data, and is refused untouched.
 */
public final class DemoPlace implements AutoCloseable {
  static final String MARK = "rialto-demo.properties";
  private static final String PROGRAM = "postgres-bin";
  static final String LOCK = "rialto-demo.lock";

  /** Below the range from which systems lend ports, so that a kept demo finds its own again. */
  static final int FIRST_PORT = 8090;

  private static final String PORT = "port.";
  static final int PORTS_TRIED = 400;

  private final Path directory;
  private final FileChannel lock;
  private final Properties kept = new Properties();

  /** Why a directory is not taken, in words for whoever named it. */
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  private DemoPlace(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Takes the directory for this process; {@code fresh} forgets what a demo left there. */
  public static DemoPlace claim(Path directory, boolean fresh) {
    try {
      refuseWhatIsNoDemo(directory);
      Files.createDirectories(directory);
      var place = new DemoPlace(directory, locked(directory));
      place.read();
      if (fresh || !place.isMade()) {
        place.sweep();
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The demo cannot live in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void refuseWhatIsNoDemo(Path directory) throws IOException {
    if (!Files.exists(directory) || Files.exists(directory.resolve(MARK))) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new Refusal(
          directory + " is a file. Name a directory: bin/rialto demo --directory DIR");
    }
    try (var there = Files.list(directory)) {
      var first = there.filter(file -> !file.getFileName().toString().equals(LOCK)).findFirst();
      if (first.isPresent()) {
        throw new Refusal(
            """
            %s is not a demo’s directory: it holds %s, and no demo made that. A demo throws its data away, so it \
            lives only where a demo has lived before, or in an empty directory.
            Name another: bin/rialto demo --directory DIR"""
                .formatted(directory, first.get().getFileName()));
      }
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    var channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken;
    try {
      taken = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      taken = null;
    }
    if (taken == null) {
      channel.close();
      throw new Refusal(
          "A demo already runs in %s. Open the address it printed, or stop it first; a second one needs its own: bin/rialto demo --directory DIR"
              .formatted(directory));
    }
    return channel;
  }

  /** Whether its past is whole; one that was interrupted is made anew. */
  public synchronized boolean isMade() {
    return "yes".equals(kept.getProperty("made"));
  }

  /** Its past is whole: the next start finds it. */
  public void made() {
    keep("made", "yes");
  }

  /** What its Rialto keeps. */
  public Path data() {
    return directory.resolve("data");
  }

  /** What has arrived. */
  public Path inbox() {
    return directory.resolve("inbox.jsonl");
  }

  /** What everybody of the company signs in with; made for this demo alone. */
  public synchronized String password() {
    return value("password", "merchant-row-" + UUID.randomUUID());
  }

  /** A port of the demo's own, the same at every start, since addresses with it are kept. */
  public synchronized int port(String name) {
    var there = kept.getProperty(PORT + name);
    if (there == null) {
      there =
          String.valueOf(
              freePort(
                  kept.stringPropertyNames().stream()
                      .filter(each -> each.startsWith(PORT))
                      .mapToInt(each -> Integer.parseInt(kept.getProperty(each)) + 1)
                      .max()
                      .orElse(FIRST_PORT)));
      keep(PORT + name, there);
    }
    return Integer.parseInt(there);
  }

  /** The first port from here on that nobody has. */
  public static int freePort(int from) {
    for (int port = from; port < from + PORTS_TRIED; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new Refusal("No port from %d to %d is free.".formatted(from, from + PORTS_TRIED - 1));
  }

  /**
   * A port that is written down but taken meanwhile cannot be replaced: others hold its address.
   */
  public void mustBeFree(String name) {
    if (!isFree(port(name))) {
      throw new Refusal(
          "Port %d, on which this demo’s %s listens, is taken by another program. End that, or start anew: bin/rialto demo --fresh"
              .formatted(port(name), name));
    }
  }

  private static boolean isFree(int port) {
    try (var any = new ServerSocket();
        var loopback = new ServerSocket()) {
      any.setReuseAddress(true);
      any.bind(new InetSocketAddress(port));
      any.close();
      loopback.setReuseAddress(true);
      loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What was written down under this name. */
  public synchronized @Nullable String kept(String name) {
    return kept.getProperty(name);
  }

  private String value(String name, String otherwise) {
    var there = kept.getProperty(name);
    if (there != null) {
      return there;
    }
    keep(name, otherwise);
    return otherwise;
  }

  /** Written aside and moved into place, so that a crash leaves the old or the new. */
  public synchronized void keep(String name, String value) {
    kept.setProperty(name, value);
    var aside = directory.resolve(MARK + ".new");
    try {
      Files.deleteIfExists(aside);
      Files.createFile(
          aside,
          PosixFilePermissions.asFileAttribute(
              EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
      try (var out = Files.newOutputStream(aside)) {
        kept.store(
            out, "A demo of Rialto lives here; bin/rialto demo --fresh throws all of it away.");
      }
      Files.move(
          aside,
          directory.resolve(MARK),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The demo cannot write to " + directory, e);
    }
  }

  private void read() throws IOException {
    var mark = directory.resolve(MARK);
    if (Files.exists(mark)) {
      try (InputStream in = Files.newInputStream(mark)) {
        kept.load(in);
      }
    }
  }

  /** The mark goes last, so that a sweep that is interrupted can be taken up again. */
  private void sweep() throws IOException {
    try (var all = Files.walk(directory)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!isKept(each)) {
          Files.deleteIfExists(each);
        }
      }
    }
    kept.clear();
    keep("made", "no");
  }

  /** PostgreSQL itself is the same for every demo, and takes seconds to unpack. */
  private boolean isKept(Path file) {
    return file.equals(directory)
        || file.equals(directory.resolve(LOCK))
        || file.equals(directory.resolve(MARK))
        || file.equals(data())
        || file.startsWith(data().resolve(PROGRAM));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
