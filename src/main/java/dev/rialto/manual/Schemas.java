package dev.rialto.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rialto.manual.Reference.Field;
import dev.rialto.manual.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the schemas of a description say, in words and rows. Pure. */
final class Schemas {
  private static final int DEEPEST = 4;
  private static final String OBJECTS = "/components/schemas/";

  private final JsonNode description;
  private final Map<String, String> homes;

  Schemas(JsonNode description, Map<String, String> homes) {
    this.description = description;
    this.homes = homes;
  }

  static String id(String shape) {
    return "object-" + shape.toLowerCase(Locale.ROOT);
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? resolved(description.at(node.get("$ref").asText().substring(1)))
        : node;
  }

  /** The names of the objects that a schema leads to, however far. */
  void collect(JsonNode schema, Set<String> into) {
    var ref = schema.path("$ref").asText();
    if (!ref.isEmpty()) {
      var name = ref.substring(ref.lastIndexOf('/') + 1);
      if (ref.contains(OBJECTS) && into.add(name)) {
        collect(resolved(schema), into);
      }
      return;
    }
    schema.forEach(each -> collect(each, into));
  }

  /** The same without its own name: for a body, whose fields stand right below. */
  JsonNode plain(JsonNode schema) {
    return resolved(schema);
  }

  List<JsonNode> properties(JsonNode schema) {
    return resolved(schema).valueStream().toList();
  }

  /** One row a field; what lies inside an object that has no name follows it. */
  List<Field> fields(JsonNode schema) {
    var rows = new ArrayList<Field>();
    rows(resolved(schema), "", rows, 0);
    return rows;
  }

  private void rows(JsonNode schema, String prefix, List<Field> rows, int depth) {
    var required =
        schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    for (var each : schema.path("properties").properties()) {
      var its = each.getValue();
      var name = prefix + each.getKey();
      rows.add(
          new Field(
              name,
              "",
              required.contains(each.getKey()),
              kind(its),
              limits(its),
              Prose.line(its.path("description").asText())));
      if (depth < DEEPEST) {
        rows(its, name + ".", rows, depth + 1);
        rows(its.path("items"), name + "[].", rows, depth + 1);
      }
    }
    // One of several: the first that has fields, and the list of the same is said in its kind.
    if (schema.path("properties").isEmpty()) {
      for (var one : schema.path("oneOf")) {
        if (resolved(one).has("properties")) {
          rows(resolved(one), prefix, rows, depth + 1);
          return;
        }
      }
      if (depth == 0 && schema.has("items")) {
        rows(resolved(schema.path("items")), "[].", rows, depth + 1);
      }
    }
  }

  Kind kind(JsonNode schema) {
    if (schema.has("$ref")) {
      var ref = schema.get("$ref").asText();
      var name = ref.substring(ref.lastIndexOf('/') + 1);
      var home = homes.get(name);
      return home == null
          ? kind(resolved(schema))
          : new Kind("", name, "api/" + home + "#" + id(name), "");
    }
    if (schema.has("oneOf")) {
      return oneOf(schema.get("oneOf").valueStream().map(this::kind).toList());
    }
    var types = types(schema);
    var plain = types.stream().filter(it -> !it.equals("null")).toList();
    var nullable = plain.size() < types.size() ? " or null" : "";
    if (plain.equals(List.of("array"))) {
      var of = kind(schema.path("items"));
      return new Kind("list of " + of.before(), of.shape(), of.at(), of.after() + nullable);
    }
    return new Kind(
        (plain.isEmpty()
            ? "anything"
            : plain.stream().map(it -> word(it, schema)).collect(Collectors.joining(" or "))),
        "",
        "",
        nullable);
  }

  private static Kind oneOf(List<Kind> kinds) {
    var named = kinds.stream().filter(it -> !it.shape().isEmpty()).findFirst();
    var others =
        kinds.stream()
            .filter(it -> named.isEmpty() || it != named.get())
            .map(it -> it.before() + it.shape() + it.after())
            .map(it -> it.equals(" or null") ? "null" : it)
            .collect(Collectors.joining(" or "));
    return named
        .map(it -> new Kind(it.before(), it.shape(), it.at(), it.after() + " or " + others))
        .orElse(new Kind(others, "", "", ""));
  }

  private static List<String> types(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asText).toList()
        : type.isTextual() ? List.of(type.asText()) : List.of();
  }

  private String word(String type, JsonNode schema) {
    return switch (type) {
      case "string" ->
          switch (schema.path("format").asText()) {
            case "date-time" -> "instant";
            case "date" -> "day";
            case "uuid" -> "UUID";
            case "uri" -> "address";
            default -> "text";
          };
      case "integer" -> "whole number";
      case "boolean" -> "true or false";
      case "object" ->
          schema.path("additionalProperties").isObject()
              ? "names with " + kind(schema.get("additionalProperties")).before()
              : "object";
      default -> type;
    };
  }

  /** What a value has to keep to, such as “at most 80 characters · usually 50”. */
  String limits(JsonNode schema) {
    var it = schema.has("items") && !schema.has("maxItems") ? schema.path("items") : schema;
    var limits = new ArrayList<String>();
    var words =
        it.path("enum")
            .valueStream()
            .filter(each -> !each.isNull())
            .map(each -> "`" + each.asText() + "`")
            .toList();
    if (!words.isEmpty()) limits.add(String.join(", ", words));
    var least = or(it, "minimum", "minLength", "minItems");
    var most = or(it, "maximum", "maxLength", "maxItems");
    var unit =
        it.has("maxLength") || it.has("minLength")
            ? " characters"
            : it.has("maxItems") || it.has("minItems") ? " of them" : "";
    if (!least.isMissingNode() && !most.isMissingNode())
      limits.add(least.asText() + " to " + most.asText() + unit);
    else if (!most.isMissingNode()) limits.add("at most " + most.asText() + unit);
    else if (!least.isMissingNode()) limits.add("at least " + least.asText() + unit);
    if (it.has("pattern")) limits.add("`" + it.get("pattern").asText() + "`");
    if (it.has("default") && !it.get("default").isNull()) {
      var usual = it.get("default");
      limits.add("usually `" + (usual.isTextual() ? usual.asText() : usual.toString()) + "`");
    }
    return Prose.line(String.join(" · ", limits));
  }

  private static JsonNode or(JsonNode schema, String... names) {
    for (var name : names) {
      if (schema.has(name)) return schema.get(name);
    }
    return MissingNode.getInstance();
  }
}
