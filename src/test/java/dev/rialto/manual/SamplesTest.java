package dev.rialto.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.rialto.platform.Access;
import dev.rialto.platform.ApiDescription;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The examples of the reference fit the schemas they stand for, every one. */
class SamplesTest {
  private static final JsonNode WHOLE = whole();

  @Test
  void every_example_is_what_its_schema_asks_for() {
    var samples = new Samples(WHOLE);
    var wrong = new ArrayList<String>();
    int seen = 0;
    for (var path : WHOLE.path("paths").properties()) {
      for (var operation : path.getValue()) {
        var sent = operation.at("/requestBody/content/application~1json/schema");
        if (!sent.isMissingNode()) {
          seen++;
          judge(path.getKey() + " sent", sent, samples.needed(sent, ""), wrong);
        }
        for (var answer : operation.path("responses")) {
          var schema = answer.at("/content/application~1json/schema");
          if (!schema.isMissingNode()) {
            seen++;
            judge(path.getKey() + " answered", schema, samples.whole(schema, ""), wrong);
          }
        }
      }
    }
    for (var shape : WHOLE.at("/components/schemas").properties()) {
      judge(
          shape.getKey(), shape.getValue(), samples.whole(shape.getValue(), shape.getKey()), wrong);
    }
    assertThat(seen).isGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  @Test
  void an_example_that_does_not_fit_is_noticed() {
    var wrong = new ArrayList<String>();
    judge(
        "team", WHOLE.at("/components/schemas/Problem"), Json.tree("{\"status\": \"no\"}"), wrong);
    assertThat(wrong).isNotEmpty();
  }

  @Test
  void every_noun_has_a_group_a_sentence_and_doors() {
    var reference = Reference.of(WHOLE);
    assertThat(reference.nouns()).hasSize(WHOLE.path("tags").size());
    for (var noun : reference.nouns()) {
      assertThat(noun.says()).as(noun.name()).isNotEmpty();
      assertThat(noun.operations()).as(noun.name()).isNotEmpty();
    }
    int doors = reference.nouns().stream().mapToInt(it -> it.operations().size()).sum();
    int described = 0;
    for (var path : WHOLE.path("paths")) {
      for (var each : path.properties()) if (!each.getKey().equals("parameters")) described++;
    }
    assertThat(doors).isEqualTo(described);
  }

  @Test
  void every_kind_of_door_says_who_may() {
    for (var access : Access.values()) {
      assertThat(ReferenceReader.right(access.name().toLowerCase(Locale.ROOT), true))
          .as(access.name())
          .isNotEmpty();
    }
  }

  private static void judge(String what, JsonNode schema, JsonNode sample, List<String> wrong) {
    var root = Json.MAPPER.createObjectNode();
    root.set("components", WHOLE.path("components"));
    root.set("allOf", Json.MAPPER.createArrayNode().add(schema));
    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(root)
        .validate(sample)
        .forEach(it -> wrong.add(what + ": " + it.getMessage() + " in " + sample));
  }

  /** Every room's part of the description, whether the house has it or not. */
  private static JsonNode whole() {
    try (var files = Files.list(Path.of("src/main/resources/openapi"))) {
      return new ApiDescription(
              files
                  .map(it -> it.getFileName().toString().replace(".yaml", ""))
                  .filter(it -> !it.equals("platform"))
                  .sorted()
                  .toList())
          .whole();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
