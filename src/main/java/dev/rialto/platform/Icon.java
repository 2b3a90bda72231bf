package dev.rialto.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One drawing of Tabler Icons, inlined: no font to load, and it takes the colour of its text. */
public final class Icon {
  private static final Pattern INSIDE = Pattern.compile("(?s)<svg[^>]*>(.*)</svg>");
  private static final Map<String, String> READ = new ConcurrentHashMap<>();

  private Icon() {}

  /** The paths inside the SVG; the template draws the frame around them. */
  public static String paths(String name) {
    return READ.computeIfAbsent(name, Icon::read);
  }

  private static String read(String name) {
    String file = "/META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/" + name + ".svg";
    try (var in = Icon.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("Tabler has no outline icon “" + name + "”");
      }
      var inside = INSIDE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!inside.find()) {
        throw new IllegalStateException("Unreadable icon " + name);
      }
      return inside.group(1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
