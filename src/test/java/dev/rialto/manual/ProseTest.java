package dev.rialto.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What we write becomes a page: anchors as on a code forge, boxes for what is wide, no tags. */
class ProseTest {
  @Test
  void headings_can_be_linked_to_as_code_forges_do_it() {
    var prose =
        Prose.of(
            "# Title\n\nFirst.\n\n## When is it down?\n\nA.\n\n## `PUT` & co.\n\n## When is it down?\n",
            it -> it);
    assertThat(prose.title()).isEqualTo("Title");
    assertThat(prose.headings())
        .extracting(Leaf.Heading::id)
        .containsExactly("when-is-it-down", "put--co", "when-is-it-down-1");
    assertThat(prose.html()).contains("<h2 id=\"when-is-it-down\">").doesNotContain("<h1");
    assertThat(prose.passages())
        .extracting(Leaf.Passage::words)
        .containsExactly("First.", "A.", "", "");
  }

  @Test
  void tables_and_code_scroll_in_boxes_and_tags_are_text() {
    var prose =
        Prose.of(
            "# T\n\n| a | b |\n| --- | --- |\n| `<table>` | <b>x</b> |\n\n```json\n{}\n```\n",
            it -> it);
    assertThat(prose.html())
        .contains("<div class=\"scroll-x\" tabindex=\"0\"><table class=\"table\">")
        .contains("<pre tabindex=\"0\"><code class=\"language-json\">")
        .contains("&lt;b&gt;x")
        .containsOnlyOnce("</table></div>");
  }

  @Test
  void links_become_addresses_of_the_edition() {
    assertThat(Prose.of("# T\n\n[a](b.md#c)", it -> "/docs/" + it).html())
        .contains("href=\"/docs/b.md#c\"");
    assertThat(Links.target("docs/guide/checks/dns.md", "../maintenance.md"))
        .isEqualTo("docs/guide/maintenance.md");
    assertThat(Links.path("docs/guide/checks/http.md")).isEqualTo("guide/checks/http");
    assertThat(Links.path("docs/README.md")).isEmpty();
    assertThat(Links.path("docs/adr/README.md")).isEqualTo("adr");
    assertThat(Links.path("CHANGELOG.md")).isEqualTo("changelog");
    assertThat(new Links.Written().page("guide/checks/http", "guide/on-call"))
        .isEqualTo("../../guide/on-call.html");
    assertThat(new Links.Written().page("guide/on-call", "")).isEqualTo("../index.html");
    assertThat(new Links.Served("/docs").page("guide/on-call", "")).isEqualTo("/docs");
  }

  @Test
  void a_page_without_a_title_is_refused() {
    assertThatThrownBy(() -> Prose.of("Only words.", it -> it)).hasMessageContaining("title");
  }

  @Test
  void the_start_gives_the_order_and_says_why_one_would_read_a_page() {
    var contents =
        Contents.of(
            "# Start\n\nWords.\n\n## Begin\n\n- [One](guide/one.md): the first\n- [Two](guide/two.md)\n");
    assertThat(contents.title()).isEqualTo("Start");
    assertThat(contents.lead()).isEqualTo("Words.");
    assertThat(contents.parts().getFirst().entries())
        .containsExactly(
            new Contents.Entry("guide/one.md", "One", "the first"),
            new Contents.Entry("guide/two.md", "Two", ""));
    assertThatThrownBy(() -> Contents.of("# S\n\n## B\n\n- no link\n"))
        .hasMessageContaining("no link");
  }
}
