package dev.rialto.stories;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real program of somebody else, as Debian ships it, with a folder and a port of its own; gone
 * when the story ends. Where it is not installed the story is left out aloud, and with {@code
 * CI=true} it fails.
 */
final class RealPeer implements AutoCloseable {
  static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path folder;

  private RealPeer(String name, Process process, Path folder) {
    this.name = name;
    this.process = process;
    this.folder = folder;
  }

  /** Where the program is; leaves the story out when it is nowhere. */
  static Path need(String program) {
    for (var folder : List.of("/usr/bin", "/usr/local/bin", "/bin", "/usr/sbin")) {
      var path = Path.of(folder, program);
      if (Files.isExecutable(path)) {
        return path;
      }
    }
    var told = program + " is not installed, so its story is left out: apt-get install " + program;
    if ("true".equals(System.getenv("CI"))) {
      return fail(told);
    }
    System.err.println("\n*** LEFT OUT *** " + told + "\n");
    return abort(told);
  }

  static Path folder(String name) {
    try {
      return Files.createTempDirectory("rialto-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a folder away with all that is in it; what will not go is told and left. */
  static void sweep(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("Left behind: " + folder);
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers on its port. */
  static RealPeer start(String program, Path folder, int port, String... arguments) {
    var command = new ArrayList<String>();
    command.add(need(program).toString());
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      var peer = new RealPeer(program, process, folder);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Await.until(program + " answers on port " + port, () -> peer.answers(port));
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(int port) {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended by itself:\n" + log());
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** What a command prints; it must succeed. */
  static String run(String program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(need(program).toString());
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(COMMAND_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " never ended:\n" + printed);
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(command + " ended with " + process.exitValue() + ":\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sweep(folder);
  }
}
