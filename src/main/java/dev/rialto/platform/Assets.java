package dev.rialto.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses of our own files with a hash of their content, so that browsers may keep them for ever.
 */
public final class Assets {
  public static final String TABLER_CSS = "/webjars/tabler__core/1.4.0/dist/css/tabler.min.css";
  public static final String HTMX_JS = "/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  public static final String SORTABLE_JS = "/webjars/sortablejs/1.15.6/Sortable.min.js";

  private static final Map<String, String> HASHES = new ConcurrentHashMap<>();

  private Assets() {}

  public static String url(String file) {
    return "/web/" + file + "?v=" + HASHES.computeIfAbsent(file, Assets::hash);
  }

  /** A short SHA-256 of text; not for secrets. */
  private static String hash(String file) {
    try (var in = Assets.class.getResourceAsStream("/web/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no file web/" + file);
      }
      return HexFormat.of().formatHex(Sha256.of(in.readAllBytes()), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
