package dev.rialto.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How templates say times, durations and people: words people use, never raw numbers. */
public final class Show {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private static final int SHORT_SHA = 8;

  private Show() {}

  /** A commit as people quote it: “f95f852b”. */
  public static String commit(String sha) {
    return sha.length() > SHORT_SHA ? sha.substring(0, SHORT_SHA) : sha;
  }

  /** A version as people quote it: short where it is a commit, else as its team wrote it. */
  public static String version(String version) {
    return version.matches("[0-9a-f]{40,64}") ? commit(version) : version;
  }

  /** “14 min”, “3 h 05 min”, “2 d 4 h”. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 24) {
      return hours + " h " + String.format(Locale.ROOT, "%02d min", minutes % 60);
    }
    return hours / 24 + " d " + hours % 24 + " h";
  }

  /** “14 min ago”, or “in 5 min” for the future. */
  public static String ago(Instant then, Instant now) {
    return then.isAfter(now)
        ? "in " + duration(Duration.between(now, then))
        : duration(Duration.between(then, now)) + " ago";
  }

  /** The exact time in the reader's zone, for the hover. */
  public static String exact(Instant at, ZoneId zone) {
    return EXACT.format(at.atZone(zone)) + " " + zone.getId();
  }

  /** “14:05” today, “Mon 14:05” this week, “13 Nov 14:05” before. */
  public static String when(Instant at, Instant now, ZoneId zone) {
    var then = at.atZone(zone);
    var today = now.atZone(zone).toLocalDate();
    if (then.toLocalDate().equals(today)) {
      return CLOCK.format(then);
    }
    return DAY.format(then) + " " + CLOCK.format(then);
  }

  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  public static String day(Instant at, ZoneId zone) {
    return DAY.format(at.atZone(zone));
  }

  /** Two letters that stand for a person. */
  public static String initials(String name) {
    String[] words = name.strip().split("\\s+");
    String letters =
        words.length > 1 ? first(words[0]) + first(words[words.length - 1]) : cut(words[0], 2);
    return letters.toUpperCase(Locale.ROOT);
  }

  /**
   * A colour to follow a person by, one of 12, so that a stylesheet can name them: {@code av-h0} to
   * {@code av-h11}.
   */
  public static int hue(String name) {
    return Math.floorMod(name.hashCode() * 31, 12);
  }

  public static String plural(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  /** A number of things, with its thousands apart: 1,000. */
  public static String count(long n) {
    // Said a thousand times on a page, of numbers that seldom need a comma.
    return n > -1000 && n < 1000 ? Long.toString(n) : String.format(Locale.ENGLISH, "%,d", n);
  }

  private static String first(String word) {
    return cut(word, 1);
  }

  private static String cut(String word, int codePoints) {
    return word.codePoints()
        .limit(codePoints)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
