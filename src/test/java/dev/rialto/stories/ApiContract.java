package dev.rialto.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.rialto.platform.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds every answer of the API against the description that Rialto itself serves: an undescribed
 * path, status, or field type fails the story that met it.
 */
final class ApiContract {
  private static @Nullable ApiContract shared;

  private final JsonNode description;
  private final Map<String, Pattern> templates;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private ApiContract(JsonNode description) {
    this.description = description;
    this.templates = templates(description);
  }

  /** Every house of this JVM serves the same description; reading it once makes stories quick. */
  static synchronized ApiContract of(Supplier<JsonNode> description) {
    if (shared == null) {
      shared = new ApiContract(description.get());
    }
    return shared;
  }

  void check(String method, String path, int status, String contentType, String body) {
    if (!path.startsWith("/api/")) {
      return;
    }
    String plain = path.replaceFirst("\\?.*$", "");
    String template = template(plain);
    if (template == null) {
      // An address that leads nowhere must say so; anything else must be described.
      if (status == 404 || status == 405) {
        return;
      }
      throw new AssertionError(
          "Not described: " + method + " " + plain + " (answered " + status + ")");
    }
    JsonNode operation =
        description.at("/paths").path(template).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      if (status == 404 || status == 405) {
        return;
      }
      throw new AssertionError(
          "Not described: " + method + " " + template + " (answered " + status + ")");
    }
    JsonNode answer = resolve(operation.path("responses").path(String.valueOf(status)));
    if (answer.isMissingNode()) {
      throw new AssertionError(
          "Not described: " + method + " " + template + " answering " + status + ": " + body);
    }
    JsonNode content = answer.path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return;
    }
    String type = contentType.replaceFirst(";.*$", "").strip();
    JsonNode media = content.path(type);
    if (media.isMissingNode()) {
      throw new AssertionError(
          method
              + " "
              + template
              + " "
              + status
              + " answered "
              + type
              + ", described are "
              + names(content));
    }
    if (!type.endsWith("json") || media.path("schema").isMissingNode()) {
      return;
    }
    var schema =
        schemas.computeIfAbsent(
            method + template + status + type, key -> schema(media.path("schema")));
    var wrong = schema.validate(Json.tree(body));
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          method + " " + template + " " + status + " is not as described: " + wrong + "\n" + body);
    }
  }

  private JsonSchema schema(JsonNode schema) {
    var root = Json.MAPPER.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.set("components", description.path("components"));
    root.set("allOf", Json.MAPPER.createArrayNode().add(schema));
    return factory.getSchema(root);
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
  }

  private @Nullable String template(String path) {
    if (description.at("/paths").has(path)) {
      return path;
    }
    return templates.entrySet().stream()
        .filter(template -> template.getValue().matcher(path).matches())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** A house is asked thousands of times, so the patterns are made once. */
  private static Map<String, Pattern> templates(JsonNode description) {
    var made = new LinkedHashMap<String, Pattern>();
    names(description.at("/paths")).stream()
        .filter(name -> name.contains("{"))
        .forEach(name -> made.put(name, template(name.split("(?<=/)|(?=/)"))));
    return made;
  }

  private static Pattern template(String[] parts) {
    return Pattern.compile(
        Arrays.stream(parts)
            .map(
                part ->
                    part.startsWith("{")
                        ? "[^/]+"
                        : part.contains("{")
                            ? part.replaceAll("\\{[^}]+\\}", "[^/]+")
                            : Pattern.quote(part))
            .collect(Collectors.joining()));
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
