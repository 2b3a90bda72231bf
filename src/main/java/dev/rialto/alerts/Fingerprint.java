package dev.rialto.alerts;

import java.util.Map;
import java.util.TreeMap;

/** The identity of an alert: the same 16 digits Prometheus and Alertmanager give to a label set. */
public final class Fingerprint {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xff;

  private Fingerprint() {}

  /** 64-bit FNV-1a over the UTF-8 names and values in order of names, each ended by 0xff. */
  public static String of(Map<String, String> labels) {
    long hash = FNV_OFFSET;
    for (var label : new TreeMap<>(labels).entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return digits(hash);
  }

  private static long add(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        hash = (hash ^ c) * FNV_PRIME;
      } else if (c < 0x800) {
        hash = (hash ^ (0xc0 | c >> 6)) * FNV_PRIME;
        hash = (hash ^ (0x80 | c & 0x3f)) * FNV_PRIME;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        hash = (hash ^ (0xf0 | point >> 18)) * FNV_PRIME;
        hash = (hash ^ (0x80 | point >> 12 & 0x3f)) * FNV_PRIME;
        hash = (hash ^ (0x80 | point >> 6 & 0x3f)) * FNV_PRIME;
        hash = (hash ^ (0x80 | point & 0x3f)) * FNV_PRIME;
      } else {
        hash = (hash ^ (0xe0 | c >> 12)) * FNV_PRIME;
        hash = (hash ^ (0x80 | c >> 6 & 0x3f)) * FNV_PRIME;
        hash = (hash ^ (0x80 | c & 0x3f)) * FNV_PRIME;
      }
    }
    return (hash ^ SEPARATOR) * FNV_PRIME;
  }

  private static String digits(long hash) {
    var hex = Long.toHexString(hash);
    return "0".repeat(16 - hex.length()) + hex;
  }
}
