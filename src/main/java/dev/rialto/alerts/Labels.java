package dev.rialto.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.rialto.platform.Json;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations as the database keeps them, read back in the order of their names. */
final class Labels {
  private static final ObjectReader READER =
      Json.MAPPER.readerFor(
          Json.MAPPER.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class));

  private Labels() {}

  static Map<String, String> of(String json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
