package dev.rialto.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The OpenAPI 3.1 description, written first and by hand, a file a room, merged here and served.
 * Story tests check every answer against it, so it cannot drift as annotations would.
 */
public final class ApiDescription {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final ObjectNode whole;

  public ApiDescription(List<String> rooms) {
    whole = part("platform");
    for (String room : rooms) {
      merge(whole, part(room));
    }
  }

  public void open(Doors doors) {
    byte[] json = Json.bytes(whole);
    doors.get(
        "/api/v1/openapi.json",
        Access.ANYONE,
        ctx -> ctx.contentType("application/json").result(json));
  }

  public JsonNode whole() {
    return whole;
  }

  private static ObjectNode part(String room) {
    try (var in = ApiDescription.class.getResourceAsStream("/openapi/" + room + ".yaml")) {
      if (in == null) {
        throw new IllegalArgumentException("There is no openapi/" + room + ".yaml");
      }
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            each -> {
              if (into.get(each.getKey()) instanceof ObjectNode mine
                  && each.getValue() instanceof ObjectNode theirs) {
                merge(mine, theirs);
              } else if (into.has(each.getKey())) {
                throw new IllegalStateException("Described twice: " + each.getKey());
              } else {
                into.set(each.getKey(), each.getValue());
              }
            });
  }
}
