package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Rialto as a process of its own, as an administrator meets it: as it is delivered, with no other
 * setting in its environment than what a story gives it, and gone when the story ends.
 */
public final class Programs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3); // on a machine that is busy
  private static final int STOPS_WITHIN_SECONDS = 20;

  /** Where the story may write, and whoever serves the database may pass. */
  public final Path ground;

  private final List<Process> started = new ArrayList<>();

  public Programs(String name) {
    try {
      ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-" + name + "-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ground.toFile().setExecutable(true, false);
    ground.toFile().setReadable(true, false);
  }

  /** A started process and where it speaks. */
  public record Run(Process process, Path said) {
    public String output() {
      try {
        return Files.readString(said);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits for its end; its exit code. */
    public int ended() throws InterruptedException {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
      return process.exitValue();
    }

    /** Waits until it serves; what it said on the way. */
    public String open() throws InterruptedException {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!output().contains("open at")) {
        assertThat(process.isAlive()).as(output()).isTrue();
        assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      return output();
    }
  }

  /** Starts it on a data directory. */
  public Run run(Path data, Map<String, String> settings, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "dev.rialto.Rialto"));
    command.addAll(List.of(arguments));
    var said = Files.createTempFile(ground, "said-", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(it -> it.startsWith("RIALTO_"));
    builder.environment().put("RIALTO_DATA_DIR", data.toString());
    builder.environment().putAll(settings);
    var process = builder.start();
    started.add(process);
    return new Run(process, said);
  }

  /** Starts it to serve on this port. */
  public Run serve(Path data, int port, Map<String, String> more) throws IOException {
    var settings = new HashMap<>(more);
    settings.put("RIALTO_PORT", Integer.toString(port));
    return run(data, settings);
  }

  public static int freePort() {
    return RealPeer.freePort();
  }

  /** The tests' own logging is not ours. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(it -> !it.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    try {
      for (var process : started) {
        process.destroy();
        if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RealPeer.sweep(ground);
  }
}
