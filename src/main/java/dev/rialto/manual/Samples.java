package dev.rialto.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Examples that fit their schema: what the description itself gives as an example, else words of
 * the trade by the name of the field. A test holds each of them against its schema. Pure.
 */
final class Samples {
  private static final int DEEPEST = 8;

  /** A change that needs nothing shows this much of what it could hold. */
  private static final int FEW = 2;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String INSTANT = "2026-11-17T14:02:00Z";
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("slug", "payments"),
          Map.entry("service", "payments"),
          Map.entry("services", "payments"),
          Map.entry("team", "checkout"),
          Map.entry("owner", "checkout"),
          Map.entry("name", "payments"),
          Map.entry("title", "High error rate"),
          Map.entry("email", "ada@example.com"),
          Map.entry("person", "ada@example.com"),
          Map.entry("by", "Ada Byron"),
          Map.entry("environment", "Prod"),
          Map.entry("capability", "Customers can pay"),
          Map.entry("zone", "Europe/Rome"),
          Map.entry("handover", "09:00"),
          Map.entry("severity", "critical"),
          Map.entry("description", "Takes the customer’s money and tells checkout so."),
          Map.entry("comment", "Known, mended at 16:00"),
          Map.entry("text", "The pool is exhausted"),
          Map.entry("sha", "4f2a9c1d7b3e5f60718293a4b5c6d7e8f9012345"),
          Map.entry("url", "https://example.com/"),
          Map.entry("link", "https://example.com/"),
          Map.entry("key", "CHK-231"));

  private final JsonNode description;

  Samples(JsonNode description) {
    this.description = description;
  }

  /** Everything that may be there. */
  JsonNode whole(JsonNode schema, String name) {
    return sample(schema, name, field -> true, 0);
  }

  /** What has to be sent; of something that needs nothing, a little. */
  JsonNode needed(JsonNode schema, String name) {
    var it = chosen(schema);
    var required =
        it.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    if (it.has("properties") && required.isEmpty()) {
      it.path("properties").properties().stream().limit(FEW).forEach(p -> required.add(p.getKey()));
      required.add("version");
    }
    return sample(it, name, required::contains, 0);
  }

  private JsonNode sample(JsonNode schema, String name, Predicate<String> wanted, int depth) {
    var it = chosen(schema);
    if (it.has("example")) return it.get("example");
    if (it.path("examples").isArray()) return it.at("/examples/0");
    if (it.has("enum")) return it.get("enum").get(0);
    if (it.has("const")) return it.get("const");
    if (it.has("default") && !it.get("default").isNull()) return it.get("default");
    return switch (type(it)) {
      case "object" -> object(it, wanted, depth);
      case "array" -> {
        var list = NODES.arrayNode();
        if (depth < DEEPEST) list.add(sample(it.path("items"), name, field -> true, depth + 1));
        yield list;
      }
      case "integer" -> NODES.numberNode(count(it, name));
      case "number" -> NODES.numberNode(Math.max(it.path("minimum").asDouble(0.5), 0.5));
      case "boolean" -> NODES.booleanNode(true);
      case "null" -> NODES.nullNode();
      default -> NODES.textNode(text(it, name));
    };
  }

  private ObjectNode object(JsonNode schema, Predicate<String> wanted, int depth) {
    var object = NODES.objectNode();
    if (depth >= DEEPEST) return object;
    for (var each : schema.path("properties").properties()) {
      if (wanted.test(each.getKey())) {
        object.set(each.getKey(), sample(each.getValue(), each.getKey(), field -> true, depth + 1));
      }
    }
    var others = schema.path("additionalProperties");
    if (object.isEmpty() && others.isObject()) {
      var name = schema.at("/propertyNames/enum/0").asText("severity");
      object.set(name, sample(others, name, wanted, depth + 1));
    }
    return object;
  }

  private static long count(JsonNode schema, String name) {
    long usual = name.equals("version") ? 3 : 17;
    return Math.clamp(
        usual,
        schema.path("minimum").asLong(Long.MIN_VALUE),
        schema.path("maximum").asLong(Long.MAX_VALUE));
  }

  private static String text(JsonNode schema, String name) {
    var said =
        switch (schema.path("format").asText()) {
          case "date-time" -> INSTANT;
          case "date" -> "2026-11-17";
          case "uuid" -> "0b9f3c1e-5d53-4c1c-9d0a-6f3a2f5f0c11";
          default ->
              name.endsWith("_at")
                  ? INSTANT
                  : name.endsWith("url") || name.endsWith("link")
                      ? "https://example.com/"
                      : name.equals("id")
                          ? "17"
                          : WORDS.getOrDefault(
                              name, name.isEmpty() ? "text" : name.replace('_', ' '));
        };
    int least = schema.path("minLength").asInt(0);
    var enough = said.length() < least ? said.repeat(least / Math.max(1, said.length()) + 1) : said;
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    return enough.length() > most ? enough.substring(0, most) : enough;
  }

  /** Behind its name, and of several the first that is something. */
  private JsonNode chosen(JsonNode schema) {
    var it = schema;
    for (int i = 0; i < DEEPEST; i++) {
      if (it.has("$ref")) {
        it = description.at(it.get("$ref").asText().substring(1));
      } else if (it.has("oneOf")) {
        it =
            it.get("oneOf")
                .valueStream()
                .filter(one -> !one.path("type").asText().equals("null"))
                .findFirst()
                .orElse(Objects.requireNonNull(it.get("oneOf").get(0)));
      }
    }
    return it;
  }

  private static String type(JsonNode schema) {
    var type = schema.path("type");
    List<String> types =
        type.isArray()
            ? type.valueStream().map(JsonNode::asText).toList()
            : List.of(type.asText("string"));
    return types.stream().filter(it -> !it.equals("null")).findFirst().orElse("null");
  }
}
