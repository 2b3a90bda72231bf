package dev.rialto.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One raw signal, laid out to be read. */
public record SignalPage(
    SignalRow signal, Source source, String body, boolean mayReplay, Instant now) {

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
