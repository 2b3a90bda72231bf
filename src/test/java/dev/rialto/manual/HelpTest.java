package dev.rialto.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The nearest page of the guide is found for any address. */
class HelpTest {
  @Test
  void the_longest_beginning_decides() {
    assertThat(Screens.about("/oncall/checkout/rotation").link()).isEqualTo("/docs/guide/on-call");
    assertThat(Screens.about("/").link()).isEqualTo("/docs");
    assertThat(Screens.about("/nowhere/at/all").link()).isEqualTo("/docs");
    assertThat(Screens.about("/people/5").link()).isEqualTo("/docs/guide/people");
  }

  @Test
  void what_it_leads_to_is_in_the_manual() {
    var papers = Papers.read();
    for (var help : Screens.all().values()) {
      var page = help.link().replaceFirst("^/docs/?", "").replaceFirst("#.*", "");
      if (page.isEmpty()) continue;
      assertThat(papers.texts()).containsKey("docs/" + page + ".md");
      if (help.link().contains("#")) {
        var prose = Prose.of(papers.text("docs/" + page + ".md"), it -> it);
        assertThat(prose.headings())
            .extracting(Leaf.Heading::id)
            .contains(help.link().replaceFirst(".*#", ""));
      }
    }
  }
}
