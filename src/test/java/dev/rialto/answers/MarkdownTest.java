package dev.rialto.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people write is read, and never does anything. */
class MarkdownTest {
  @Test
  void it_reads_as_it_was_meant() {
    assertThat(
            Markdown.html(
                "Cluster `shop-eu`, **6 pods**\nsee [the runbook](https://wiki.example/x)"))
        .contains("<code>shop-eu</code>")
        .contains("<strong>6 pods</strong>")
        .contains("rel=\"noreferrer\"")
        .contains("href=\"https://wiki.example/x\"");
    assertThat(Markdown.html("- one\n- two")).contains("<li>one</li>");
    assertThat(Markdown.html("[here](/services/payments)")).contains("href=\"/services/payments\"");
  }

  @Test
  void tags_are_text_and_links_lead_only_to_the_web() {
    assertThat(Markdown.html("<script>alert(1)</script> <img src=x onerror=alert(1)>"))
        .doesNotContain("<script")
        .doesNotContain("<img")
        .contains("&lt;script&gt;");
    for (var evil :
        List.of(
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x)",
            "[x](//evil.example/)",
            "[x](/\\evil.example)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]")) {
      assertThat(Markdown.html(evil).toLowerCase(java.util.Locale.ROOT))
          .as(evil)
          .doesNotContain("href=\"javascript")
          .doesNotContain("href=\"data")
          .doesNotContain("href=\"vbscript")
          .doesNotContain("href=\"//")
          .doesNotContain("href=\"/\\");
    }
    assertThat(Markdown.html("![plan](https://elsewhere.example/pixel.png)"))
        .doesNotContain("<img")
        .contains(">plan</a>");
  }

  @Test
  void noise_never_becomes_a_tag_of_its_own() {
    var pieces =
        List.of(
            "<b onclick=x>",
            "[",
            "](",
            ")",
            "javascript:",
            "`",
            "*",
            "\n",
            "> ",
            "# ",
            "<!--",
            "&#x6a;",
            "![",
            "word ");
    for (int round = 0; round < 2_000; round++) {
      long seed = 11L + round;
      var dice = new Random(seed);
      var text = new StringBuilder();
      for (int i = 0; i < 20; i++) text.append(pieces.get(dice.nextInt(pieces.size())));
      assertThat(Markdown.html(text.toString()))
          .as("seed " + seed)
          .doesNotContain("<b onclick")
          .doesNotContain("<img")
          .doesNotContain("<!--")
          .doesNotContain("href=\"javascript");
    }
  }
}
