package dev.rialto.manual;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.manual.Reference.Answer;
import dev.rialto.manual.Reference.Field;
import dev.rialto.manual.Reference.Group;
import dev.rialto.manual.Reference.Kind;
import dev.rialto.manual.Reference.Noun;
import dev.rialto.manual.Reference.Operation;
import dev.rialto.manual.Reference.Shape;
import dev.rialto.platform.Json;
import dev.rialto.platform.Slug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads an OpenAPI description into nouns and their doors. Pure. */
final class ReferenceReader {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final String HOST = "https://rialto.example.com";

  private final JsonNode description;
  private final Schemas schemas;
  private final Samples samples;

  /** Which objects are told of on which noun's page: on that of the first one that has them. */
  private final Map<String, String> homes = new LinkedHashMap<>();

  ReferenceReader(JsonNode description) {
    this.description = description;
    this.schemas = new Schemas(description, homes);
    this.samples = new Samples(description);
  }

  Reference read() {
    var found = new LinkedHashMap<String, List<Door>>();
    for (var path : description.path("paths").properties()) {
      for (var method : METHODS) {
        var operation = path.getValue().path(method);
        if (operation.isObject()) {
          found
              .computeIfAbsent(operation.at("/tags/0").asText(), tag -> new ArrayList<>())
              .add(new Door(method, path.getKey(), operation, path.getValue().path("parameters")));
        }
      }
    }
    // Homes first, so that a noun can link to an object of a later one.
    for (var group : description.path("x-tagGroups")) {
      group
          .path("tags")
          .forEach(tag -> settle(tag.asText(), found.getOrDefault(tag.asText(), List.of())));
    }
    var groups = new ArrayList<Group>();
    for (var group : description.path("x-tagGroups")) {
      var nouns = new ArrayList<Noun>();
      group
          .path("tags")
          .forEach(it -> nouns.add(noun(it.asText(), found.getOrDefault(it.asText(), List.of()))));
      groups.add(new Group(group.path("name").asText(), nouns));
    }
    return new Reference(groups);
  }

  private record Door(String method, String path, JsonNode operation, JsonNode shared) {}

  private void settle(String tag, List<Door> doors) {
    for (var door : doors) {
      var names = new TreeSet<String>();
      // What is sent stands beside the door itself; what comes back has a place of its own.
      door.operation()
          .path("responses")
          .forEach(answer -> schemas.collect(schema(schemas.resolved(answer)), names));
      schemas
          .properties(schema(door.operation().path("requestBody")))
          .forEach(p -> schemas.collect(p, names));
      names.forEach(name -> homes.putIfAbsent(name, Slug.of(tag)));
    }
  }

  private Noun noun(String tag, List<Door> doors) {
    var about =
        description
            .path("tags")
            .valueStream()
            .filter(it -> it.path("name").asText().equals(tag))
            .findFirst();
    var slug = Slug.of(tag);
    return new Noun(
        tag,
        slug,
        about.map(it -> it.path("description").asText()).orElse(""),
        about.map(it -> it.path("x-guide").asText()).orElse(""),
        doors.stream().map(this::operation).toList(),
        homes.entrySet().stream()
            .filter(it -> it.getValue().equals(slug))
            .map(it -> shape(it.getKey()))
            .toList());
  }

  private Shape shape(String name) {
    var schema = description.at("/components/schemas/" + name);
    return new Shape(
        Schemas.id(name),
        name,
        Prose.line(schema.path("description").asText()),
        schemas.fields(schema),
        schema.has("properties") ? pretty(samples.whole(schema, name)) : "");
  }

  private Operation operation(Door door) {
    var operation = door.operation();
    var sent = schema(operation.path("requestBody"));
    return new Operation(
        id(door),
        door.method().toUpperCase(Locale.ROOT),
        door.path(),
        operation.path("summary").asText(),
        Prose.line(operation.path("description").asText()),
        right(operation.path("x-right").asText(), door.method().equals("get")),
        Stream.concat(door.shared().valueStream(), operation.path("parameters").valueStream())
            .map(schemas::resolved)
            .map(this::parameter)
            .toList(),
        sent.isMissingNode() ? Kind.NONE : schemas.kind(schemas.plain(sent)),
        schemas.fields(sent),
        call(door, sent),
        answers(operation, true),
        answers(operation, false));
  }

  private static String id(Door door) {
    return door.method()
        + door.path()
            .replaceFirst("^/api/v\\d", "")
            .replaceAll("[^A-Za-z0-9]+", "-")
            .replaceFirst("-$", "");
  }

  private Field parameter(JsonNode it) {
    return new Field(
        it.path("name").asText(),
        it.path("in").asText(),
        it.path("required").asBoolean(),
        schemas.kind(it.path("schema")),
        schemas.limits(it.path("schema")),
        Prose.line(it.path("description").asText()));
  }

  private List<Answer> answers(JsonNode operation, boolean good) {
    return operation.path("responses").properties().stream()
        .filter(it -> it.getKey().startsWith("2") == good)
        .map(
            it -> {
              var answer = schemas.resolved(it.getValue());
              var schema = schema(answer);
              boolean told = good && !schema.isMissingNode();
              return new Answer(
                  it.getKey(),
                  Prose.line(answer.path("description").asText()),
                  told ? schemas.kind(schema) : Kind.NONE,
                  told && schemas.resolved(schema).has("properties")
                      ? pretty(samples.whole(schema, ""))
                      : "");
            })
        .toList();
  }

  /** The schema of whatever a body or an answer is made of; missing when it is not JSON. */
  private static JsonNode schema(JsonNode holder) {
    return holder.path("content").path("application/json").path("schema");
  }

  private String call(Door door, JsonNode sent) {
    var line = new StringBuilder("curl");
    if (!door.method().equals("get")) {
      line.append(" -X ").append(door.method().toUpperCase(Locale.ROOT));
    }
    if (!door.operation().path("x-right").asText().equals("anyone")) {
      line.append(" -H \"Authorization: Bearer $TOKEN\"");
    }
    var path = samplePath(door);
    if (sent.isMissingNode()) {
      return line + " " + HOST + path;
    }
    return line
        + " \\\n  -H \"Content-Type: application/json\" \\\n  -d '"
        + pretty(samples.needed(sent, "")).replace("'", "’").replace("\n", "\n  ")
        + "' \\\n  "
        + HOST
        + path;
  }

  private String samplePath(Door door) {
    var path = door.path();
    for (var each :
        (Iterable<JsonNode>)
            Stream.concat(
                        door.shared().valueStream(),
                        door.operation().path("parameters").valueStream())
                    .map(schemas::resolved)
                ::iterator) {
      var name = each.path("name").asText();
      if (each.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", samples.whole(each.path("schema"), name).asText());
      }
    }
    return path;
  }

  /** Who may, by what the door itself declares; the room behind it may ask for more. */
  static String right(String access, boolean looks) {
    return switch (access) {
      case "anyone" -> "anybody, signed in or not.";
      case "viewer" ->
          looks
              ? "viewers and up; a token with the scope `read`."
              : "whoever is signed in, or a token; whose it is decides the rest.";
      case "screen" ->
          "viewers and up; a token with the scope `read`; screens opened by a kiosk link.";
      case "member" ->
          looks
              ? "members and up; a token with the scope `write`."
              : "members and up; a token with the scope `write`. What is a team’s may ask for its members.";
      case "admin" -> "administrators; a token of theirs with the scope `admin`.";
      case "signal" ->
          "whoever has the token of a source or of a heartbeat; an API token with the scope `signals`.";
      case "keyed" -> "whoever has the key in the address.";
      default -> "";
    };
  }

  private static String pretty(JsonNode json) {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
