package dev.rialto.probes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON paths from users, within limits: what json-path can do in linear time and no more. */
final class JsonPaths {
  static final int LONGEST = 300;

  /** A descent inside a descent visits the square of the document. */
  static final int MOST_DESCENTS = 1;

  static final int MOST_FILTERS = 2;
  static final int DEEPEST = 200;
  static final int LONGEST_RESULT = 4_000;

  /** Deeper than ours and without its strictness: a stranger's duplicate key is no outage. */
  private static final ObjectMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private static final Configuration HOW =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(LENIENT))
          .mappingProvider(new JacksonMappingProvider(LENIENT))
          .options(Option.SUPPRESS_EXCEPTIONS)
          .build();

  private static final Pattern DESCENT = Pattern.compile("\\.\\.");
  private static final Pattern FILTER = Pattern.compile("\\[\\s*\\?");
  private static final Pattern ROOT_AGAIN = Pattern.compile("(?<=.)\\$");

  private JsonPaths() {}

  static Optional<String> wrongWith(String path) {
    if (!path.startsWith("$")) {
      return Optional.of("Begin with $, for example $.status or $.items[0].name.");
    }
    if (path.length() > LONGEST) {
      return Optional.of("At most %d characters of path.".formatted(LONGEST));
    }
    if (path.contains("=~")) {
      return Optional.of("Patterns in a path are not offered; compare with “matches” instead.");
    }
    if (DESCENT.matcher(path).results().count() > MOST_DESCENTS
        || FILTER.matcher(path).results().count() > MOST_FILTERS
        || ROOT_AGAIN.matcher(path).find()) {
      return Optional.of("At most one .. and two filters, and $ only at the beginning.");
    }
    try {
      JsonPath.compile(path);
      return Optional.empty();
    } catch (InvalidPathException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.of("Not a JSON path; write it like $.status or $.items[0].name.");
    }
  }

  /** The answer as a document; empty when it is none. */
  static Optional<JsonNode> document(String text) {
    try {
      return Optional.ofNullable(LENIENT.readTree(text)).filter(json -> !json.isMissingNode());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** What lies at the path, as text; null when nothing does. */
  static @Nullable String at(JsonNode document, String path) {
    Object found;
    try {
      found = JsonPath.using(HOW).parse(document).read(path);
    } catch (JsonPathException notInThisDocument) {
      return null;
    }
    if (!(found instanceof JsonNode node)) {
      return found == null ? null : found.toString(); // a function such as length() gives a number
    }
    boolean several = node.isArray() && !JsonPath.isPathDefinite(path);
    return node.isMissingNode() || (several && node.isEmpty()) ? null : shown(node, several);
  }

  private static String shown(JsonNode found, boolean several) {
    // One hit of a path that may find several is meant as that one.
    var one = several && found.size() == 1 ? found.get(0) : found;
    var text = one.isValueNode() ? one.asText() : one.toString();
    return text.length() > LONGEST_RESULT ? text.substring(0, LONGEST_RESULT) : text;
  }
}
