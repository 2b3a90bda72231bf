package dev.rialto.probes;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import okhttp3.HttpUrl;

/** Durations, dates and addresses as a tired person reads them. */
final class Words {
  static final int LONGEST_LINE = 160;
  static final int LONGEST_URL = 200;

  private Words() {}

  /** 12 ms, 1.2 s, 10 s, 3 min. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) return millis + " ms";
    if (millis < 10_000 && millis % 1_000 != 0) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis < 120_000 ? millis / 1_000 + " s" : millis / 60_000 + " min";
  }

  static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  static LocalDate date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  static String bytes(long bytes) {
    return bytes < 10_000
        ? bytes + (bytes == 1 ? " byte" : " bytes")
        : bytes < 1024 * 1024 ? bytes / 1024 + " KB" : bytes / (1024 * 1024) + " MB";
  }

  /** One visible line of something a stranger sent. */
  static String line(String text) {
    return cut(text.replaceAll("[\\p{C}\\s]+", " ").strip(), LONGEST_LINE);
  }

  static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }

  /** Without query and fragment: tokens like to live there. */
  static String of(HttpUrl url) {
    var bare = url.newBuilder().query(null).fragment(null).username("").password("").build();
    var hidden = url.query() != null ? "?…" : "";
    var whole = bare.toString();
    // https://shop.example.com reads better than https://shop.example.com/
    var tidy = bare.encodedPath().equals("/") ? whole.substring(0, whole.length() - 1) : whole;
    return cut(tidy, LONGEST_URL) + hidden;
  }

  static String of(String host, int port) {
    return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
  }
}
