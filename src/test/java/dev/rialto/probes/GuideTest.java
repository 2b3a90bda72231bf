package dev.rialto.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The guide tells the truth: there is a page for each type, and its examples can be typed as they
 * are.
 */
class GuideTest {
  private static final Path PAGES = Path.of("docs", "guide", "checks");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
  private static final Pattern FIELD = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");

  @Test
  void every_type_of_probe_has_a_page_whose_example_is_accepted() throws IOException {
    for (var type : Set.of("http", "tcp", "dns", "tls")) {
      var page = Files.readString(PAGES.resolve(type + ".md"));
      var examples = EXAMPLE.matcher(page).results().map(found -> found.group(1)).toList();
      assertThat(examples).as(type).isNotEmpty();
      for (var example : examples) {
        var probe = Probe.read(Json.tree(example));
        assertThat(probe.type()).isEqualTo(type);
        assertThat(probe.wrongs()).as(example).isEmpty();
      }
    }
    assertThat(PAGES.resolve("heartbeat.md")).exists();
  }

  @Test
  void every_field_that_a_page_names_is_known() throws IOException {
    for (var type : Set.of("http", "tcp", "dns", "tls")) {
      var page = Files.readString(PAGES.resolve(type + ".md"));
      var named = new HashSet<String>();
      var fields = page.substring(page.indexOf("## Fields"), page.indexOf("## What"));
      FIELD
          .matcher(fields.split("###")[0])
          .results()
          .flatMap(found -> Pattern.compile("`([a-z_]+)`").matcher(found.group(1)).results())
          .forEach(found -> named.add(found.group(1)));
      assertThat(named).as(type).hasSizeGreaterThan(3);
      for (var field : named) {
        var json = Json.MAPPER.createObjectNode().put("type", type);
        json.put(field, "x");
        assertThat(unknown(json)).as(type + " " + field).isFalse();
      }
      assertThat(unknown(Json.MAPPER.createObjectNode().put("type", type).put("nonsense", 1)))
          .isTrue();
    }
  }

  /** Whether a field is refused as one that does not exist. */
  private static boolean unknown(com.fasterxml.jackson.databind.JsonNode json) {
    try {
      return Probe.read(json).wrongs().stream()
          .anyMatch(w -> w.message().contains("no such field"));
    } catch (dev.rialto.platform.Problem problem) {
      return problem.errors().stream().anyMatch(w -> w.message().contains("no such field"));
    }
  }
}
