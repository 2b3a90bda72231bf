package dev.rialto.people;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The time zones people may choose from: places, since a fixed offset knows no summer. */
public final class Zones {
  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(z -> z.equals("UTC") || z.matches("[A-Z][A-Za-z_]+/[A-Za-z_/-]+"))
          .filter(z -> !z.startsWith("Etc/") && !z.startsWith("SystemV/"))
          .sorted()
          .toList();

  private Zones() {}

  public static List<String> names() {
    return NAMES;
  }

  public static boolean exists(String name) {
    return NAMES.contains(name);
  }

  /** A zone that a later Java no longer knows is read as UTC rather than breaking a page. */
  public static ZoneId of(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
