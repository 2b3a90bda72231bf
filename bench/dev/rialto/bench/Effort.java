package dev.rialto.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a process and its children cost so far, as the kernel counts it. */
record Effort(double cpuSeconds) {
  private static final double TICKS = 100;

  /** Those that ended meanwhile no longer count; PostgreSQL's writers live as long as it does. */
  static Map<Long, Effort> of(long pid) {
    var all = new HashMap<Long, Effort>();
    Stream.concat(
            ProcessHandle.of(pid).stream(),
            ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants))
        .forEach(each -> all.put(each.pid(), read(each.pid())));
    return all;
  }

  static Effort between(Map<Long, Effort> before, Map<Long, Effort> after) {
    double cpu = 0;
    for (var each : after.entrySet()) {
      var start = before.getOrDefault(each.getKey(), new Effort(0));
      cpu += each.getValue().cpuSeconds() - start.cpuSeconds();
    }
    return new Effort(cpu);
  }

  private static Effort read(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Effort((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
    } catch (IOException | UncheckedIOException gone) {
      return new Effort(0);
    }
  }
}
