package dev.rialto.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One raw signal, laid out to be read.
 *
 * @param gists what it says, as far as it is quickly read
 * @param alerts what came of it, by fingerprint
 */
public record SignalPage(
    SignalRow signal,
    Source source,
    String body,
    List<Gist> gists,
    Map<String, Long> alerts,
    boolean mayReplay,
    Instant now) {

  /** More than this is cut: a page is for reading. */
  static final int MAX_SHOWN = 60_000;

  static String laidOut(byte[] body) {
    var text = pretty(body);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "\n…";
  }

  private static String pretty(byte[] body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (IOException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
