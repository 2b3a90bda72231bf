package dev.rialto.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and ends PostgreSQL processes of our data directory, by where they live and never by a
 * remembered pid.
 */
record EmbeddedPostgresOrphans(Path cluster) {
  // Together within the ten seconds in which a stop is promised; the harder ends lose nothing
  // committed.
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(6);
  private static final Duration QUICK_SHUTDOWN = Duration.ofSeconds(2);
  private static final Duration AFTER_KILL = Duration.ofSeconds(2);
  private static final Set<String> PROGRAMS = Set.of("postgres", "initdb");
  private static final Path PROC = Path.of("/proc");
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresOrphans.class);

  static List<ProcessHandle> of(Path cluster) {
    return Files.isDirectory(PROC.resolve("self"))
        ? byWorkingDirectory(cluster)
        : byPidFile(cluster);
  }

  /** Returns when no process of this directory is left. */
  void end() {
    var all = of(cluster);
    if (all.isEmpty()) {
      return;
    }
    log.warn("Ending PostgreSQL processes left on {}", cluster);
    var heads = all.stream().filter(one -> one.parent().filter(all::contains).isEmpty()).toList();
    end(heads.toArray(ProcessHandle[]::new));
  }

  void end(ProcessHandle... heads) {
    signal("INT", List.of(heads));
    if (gone(FAST_SHUTDOWN, heads)) {
      return;
    }
    signal("QUIT", List.of(heads));
    if (gone(QUICK_SHUTDOWN, heads)) {
      return;
    }
    signal("KILL", of(cluster));
    if (!gone(AFTER_KILL, heads)) {
      throw new EmbeddedPostgres.CannotStart(
          "A PostgreSQL on " + cluster + " does not end; stop it by hand: processes " + of(cluster),
          null);
    }
  }

  private boolean gone(Duration within, ProcessHandle... heads) {
    var deadline = System.nanoTime() + within.toNanos();
    var left = List.of(heads);
    while (!left.isEmpty()) {
      var exits = left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
      try {
        CompletableFuture.allOf(exits).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("The end of a process cannot fail", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      left = of(cluster); // a killed server's children notice only by and by
    }
    return true;
  }

  /**
   * The shell's own kill, since Java can only send TERM, on which PostgreSQL waits for its clients.
   */
  private static void signal(String name, List<ProcessHandle> processes) {
    var command =
        new ArrayList<>(List.of("/bin/sh", "-c", "kill -" + name + " \"$@\" 2>/dev/null", "kill"));
    processes.forEach(one -> command.add(Long.toString(one.pid())));
    var kill = new ProcessBuilder(command);
    kill.environment().clear();
    try {
      kill.start().waitFor();
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart("Cannot signal PostgreSQL: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ProcessHandle> byWorkingDirectory(Path cluster) {
    try (Stream<Path> all = Files.list(PROC)) {
      return all.filter(
              entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(entry -> livesIn(entry, cluster))
          .map(entry -> ProcessHandle.of(Long.parseLong(entry.getFileName().toString())))
          .flatMap(Optional::stream)
          .filter(ProcessHandle::isAlive)
          .toList();
    } catch (IOException e) {
      throw new EmbeddedPostgres.CannotStart("Cannot look at the processes: " + e.getMessage(), e);
    }
  }

  /**
   * By its working directory; where a container hides that from us, and for initdb, by the
   * directory in its command line.
   */
  private static boolean livesIn(Path entry, Path cluster) {
    try {
      if (!PROGRAMS.contains(Files.readString(entry.resolve("comm"), UTF_8).strip())) {
        return false;
      }
      var arguments = Files.readString(entry.resolve("cmdline"), UTF_8).split("\0");
      return Arrays.asList(arguments).contains(cluster.toString())
          || Files.readSymbolicLink(entry.resolve("cwd")).equals(cluster);
    } catch (IOException e) {
      return false; // it ended while we looked
    }
  }

  private static List<ProcessHandle> byPidFile(Path cluster) {
    try {
      var pid =
          Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
      return ProcessHandle.of(pid)
          .filter(one -> one.info().command().filter(it -> it.endsWith("/postgres")).isPresent())
          .stream()
          .toList();
    } catch (IOException | NumberFormatException e) {
      return List.of();
    }
  }
}
