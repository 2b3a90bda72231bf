package dev.rialto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A room writes only its own tables, and reads others through the views they publish. */
final class TableRules {
  private static final Pattern CREATED =
      Pattern.compile(
          "(?i)create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?([a-z_]+)");
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?i)\\b(?:insert\\s+into|update(?!\\s+set)(?!\\s+skip)|delete\\s+from|truncate)\\s+([a-z_]+)");
  private static final Pattern READ = Pattern.compile("(?i)\\b(?:from|join)\\s+([a-z_]+)");

  private final Map<String, String> roomOfTable = new HashMap<>();

  TableRules(Path migrations) {
    for (Path file : files(migrations, ".sql")) {
      String room = file.getFileName().toString().replaceFirst("^V\\d+__([a-z]+)_.*$", "$1");
      var matcher = CREATED.matcher(text(file));
      while (matcher.find()) {
        roomOfTable.put(matcher.group(1), room);
      }
    }
  }

  Set<String> tables() {
    return roomOfTable.keySet();
  }

  /** Every place where a room reaches into another's table. */
  List<String> broken(Path sources) {
    var broken = new ArrayList<String>();
    for (Path file : files(sources, "Sql.java")) {
      String room = sources.relativize(file).getName(0).toString();
      String text = text(file).replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "").replaceAll("--.*", "");
      find(WRITTEN, text, room, "writes", file, broken);
      find(READ, text, room, "reads", file, broken);
    }
    return broken;
  }

  private void find(
      Pattern pattern, String text, String room, String does, Path file, List<String> broken) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      String table = matcher.group(1).toLowerCase(java.util.Locale.ROOT);
      String owner = roomOfTable.get(table);
      if (owner != null && !owner.equals(room)) {
        broken.add(
            file.getFileName()
                + " of "
                + room
                + " "
                + does
                + " "
                + table
                + ", a table of "
                + owner);
      }
    }
  }

  private static List<Path> files(Path root, String ending) {
    try (var walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
