package dev.rialto.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Debian's prometheus-alertmanager on a directory of its own, to measure beside. */
final class Peer implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/prometheus-alertmanager", "/usr/local/bin/alertmanager");

  private final Path folder;
  private final Process process;
  private final URI base;
  private final Duration start;

  private Peer(Path folder, Process process, URI base, Duration start) {
    this.folder = folder;
    this.process = process;
    this.base = base;
    this.start = start;
  }

  static Optional<Path> program() {
    return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** Starts it and returns when it says that it is ready. */
  static Peer start(Path program, String configuration) {
    try {
      var folder = Files.createTempDirectory(Path.of("/tmp"), "rialto-bench-peer-");
      var file = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
      var base = URI.create("http://127.0.0.1:" + Product.freePort());
      var builder =
          new ProcessBuilder(
                  program.toString(),
                  "--config.file=" + file,
                  "--storage.path=" + folder.resolve("data"),
                  "--web.listen-address=" + base.getAuthority(),
                  "--cluster.listen-address=")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile());
      long from = System.nanoTime();
      var process = builder.start();
      if (!Until.holds(Duration.ofSeconds(60), () -> Product.ready(base))) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "Alertmanager did not start:\n" + Files.readString(folder.resolve("log")));
      }
      return new Peer(folder, process, base, Duration.ofNanos(System.nanoTime() - from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return base;
  }

  Duration startTook() {
    return start;
  }

  long memoryKib() {
    return Product.pss(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    if (!Product.ended(process, Duration.ofSeconds(10))) {
      process.destroyForcibly();
      Product.ended(process, Duration.ofSeconds(10));
    }
    Product.sweep(folder);
  }
}
