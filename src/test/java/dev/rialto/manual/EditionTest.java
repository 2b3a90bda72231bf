package dev.rialto.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.platform.ApiDescription;
import dev.rialto.platform.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The whole manual without a house: every page can be drawn, and each is in the story. */
class EditionTest {
  private static final Papers PAPERS = Papers.read();

  private static Edition edition(Papers papers) {
    return new Edition(
        papers,
        Reference.of(new ApiDescription(List.of("alerts", "wall")).whole()),
        new Links.Written(),
        new Pages());
  }

  @Test
  void every_paper_is_a_page_and_every_page_can_be_drawn() {
    var edition = edition(PAPERS);
    var wrong = new ArrayList<String>();
    for (var spot : edition.spine()) {
      try {
        if (edition.leaf(spot.path()).orElseThrow().html().isEmpty() && !spot.path().isEmpty()) {
          wrong.add(spot.path() + " is empty");
        }
      } catch (RuntimeException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    for (var paper : PAPERS.texts().keySet()) {
      if (edition.leaf(Links.path(paper)).isEmpty()) wrong.add("no way to " + paper);
    }
    assertThat(wrong).isEmpty();
    assertThat(edition.spine()).extracting(Leaf.Spot::path).doesNotHaveDuplicates();
  }

  @Test
  void a_link_that_leads_nowhere_and_a_page_that_is_not_there_are_mistakes() {
    var texts = new TreeMap<>(PAPERS.texts());
    texts.put("docs/guide/wall.md", "# The wall\n\n[lost](nowhere.md)\n");
    var edition = edition(new Papers(texts, new TreeSet<>()));
    assertThatThrownBy(() -> edition.leaf("guide/wall"))
        .hasMessageContaining("docs/guide/wall.md links to nowhere.md");
    texts.remove("docs/guide/wall.md");
    assertThatThrownBy(() -> edition(new Papers(texts, new TreeSet<>())).leaf("guide/wall"))
        .hasMessageContaining("docs/guide/wall.md");
    assertThat(edition.leaf("guide/no-such-page")).isEmpty();
  }

  @Test
  void the_search_knows_every_page_and_every_heading() {
    var index = new String(edition(PAPERS).searchIndex(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(index)
        .contains("\"p\":\"guide/checks/http\"")
        .contains("\"a\":\"what-its-reasons-mean\"")
        .contains("\"p\":\"api/alerts\"")
        .doesNotContain("</script");
  }
}
