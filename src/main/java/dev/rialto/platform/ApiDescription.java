package dev.rialto.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI 3.1 description, written first and by hand, a file a room, merged here and served.
 * Story tests check every answer against it, so it cannot drift as annotations would.
 */
public final class ApiDescription {
  private final List<String> rooms;
  private @Nullable ObjectNode whole;
  private @Nullable Doors doors;

  public ApiDescription(List<String> rooms) {
    this.rooms = List.copyOf(rooms);
  }

  public void open(Doors doors) {
    this.doors = doors;
    doors.get(
        "/api/v1/openapi.json",
        Access.ANYONE,
        ctx -> ctx.contentType("application/json").result(Json.bytes(whole())));
  }

  /** Read when it is first asked for: a start need not wait for it. */
  public synchronized JsonNode whole() {
    if (whole == null) {
      var merged = part("platform");
      rooms.forEach(room -> merge(merged, part(room)));
      if (doors != null) {
        tellRights(merged, doors.all());
      }
      whole = merged;
    }
    return whole;
  }

  /** Who may pass is what the door itself declares: {@code x-right} cannot say anything else. */
  private static void tellRights(ObjectNode whole, List<Doors.Door> doors) {
    var described = new HashMap<String, JsonNode>();
    for (var path : whole.path("paths").properties()) {
      described.put(plain(path.getKey()), path.getValue());
    }
    for (var door : doors) {
      var path = described.get(plain(door.path()));
      if (path != null
          && path.path(door.method().name().toLowerCase(Locale.ROOT))
              instanceof ObjectNode operation) {
        operation.put("x-right", door.access().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static String plain(String path) {
    return path.replaceAll("[{<][^}>]+[}>]", "{}");
  }

  private static ObjectNode part(String room) {
    try (var in = ApiDescription.class.getResourceAsStream("/openapi/" + room + ".yaml")) {
      if (in == null) {
        throw new IllegalArgumentException("There is no openapi/" + room + ".yaml");
      }
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in);
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
