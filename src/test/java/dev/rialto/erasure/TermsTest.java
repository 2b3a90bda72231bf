package dev.rialto.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents lose the name and nothing else; what the database replaces is held in the stories. */
class TermsTest {
  private static final Terms LISE =
      new Terms(7, List.of("Lise Meitnerová", "Lise"), List.of("lise@merchantrow.example", "x"));

  @Test
  void a_document_loses_every_spelling_of_the_name_and_nothing_else() {
    assertThat(swept("{\"author\":\"Lise Meitnerová\",\"mail\":\"lise@merchantrow.example\"}"))
        .isEqualTo(
            "{\"author\":\"Former colleague 7\",\"mail\":\"former-colleague-7@erased.invalid\"}");
    assertThat(swept("by Lise Meitnerov\\u00e1 and Lise Meitnerov\\u00E1"))
        .isEqualTo("by Former colleague 7 and Former colleague 7");
    assertThat(swept("lise meitnerová")).isEqualTo("Former colleague 7");
    assertThat(swept("Lise’s, Lise.")).isEqualTo("Former colleague 7’s, Former colleague 7.");
    assertThat(swept("Lisette, Annelise, lise, Liseé"))
        .as("parts of other words, and the word as it is not written")
        .isEqualTo("Lisette, Annelise, lise, Liseé");
  }

  @Test
  void short_addresses_are_nobodys_and_nothing_is_looked_for_without_terms() {
    assertThat(LISE.addresses()).containsExactly("lise@merchantrow.example");
    assertThat(new Terms(7, List.of(" "), List.of()).words()).isEqualTo("(?!x)x");
  }

  @Test
  void signs_that_mean_something_in_a_pattern_mean_themselves() {
    assertThat(new Terms(7, List.of("J.R. (Bob)"), List.of()).fullNames())
        .contains("J\\.R\\. \\(Bob\\)");
  }

  private static String swept(String text) {
    var bytes = text.getBytes(UTF_8);
    for (var each : LISE.bytes()) {
      bytes = each.replaceIn(bytes);
    }
    return new String(bytes, UTF_8);
  }
}
