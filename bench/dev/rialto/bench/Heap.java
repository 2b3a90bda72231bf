package dev.rialto.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The heap of another Java process, asked with the JDK's own tool. */
record Heap(long usedMib, long takenMib, long limitMib) {
  private static final Pattern GENERATION =
      Pattern.compile(
          "(?:DefNew|Tenured|def new generation|tenured generation)[^\\n]*total (\\d+)K, used (\\d+)K");
  private static final Pattern LIMIT = Pattern.compile("MaxHeapSize=(\\d+)");

  static Heap of(long pid) {
    long taken = 0;
    long used = 0;
    var generation = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
    while (generation.find()) {
      taken += Long.parseLong(generation.group(1));
      used += Long.parseLong(generation.group(2));
    }
    var limit = LIMIT.matcher(jcmd(pid, "VM.flags"));
    long most = limit.find() ? Long.parseLong(limit.group(1)) : -1;
    return new Heap(used / 1024, taken / 1024, most >> 20);
  }

  private static String jcmd(long pid, String... what) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(Arrays.asList(what));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
