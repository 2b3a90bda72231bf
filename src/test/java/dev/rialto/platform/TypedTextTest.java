package dev.rialto.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slugs, scrutiny and spreadsheets: what may stand where. */
class TypedTextTest {
  @Test
  void a_slug_follows_the_name_where_it_can() {
    assertThat(Slug.of("Card Ledger (EU)")).isEqualTo("card-ledger-eu");
    assertThat(Slug.of("Größe & Café")).isEqualTo("grosse-cafe");
    assertThat(Slug.of("--x--")).isEqualTo("x");
    assertThat(Slug.of("日本語")).isEmpty();
    assertThat(Slug.of("a".repeat(200))).hasSize(63);
    assertThat(Slug.of("a".repeat(62) + " b")).isEqualTo("a".repeat(62));
    for (var name : List.of("Card Ledger", "x", "a".repeat(300), "é-é", "1")) {
      assertThat(Slug.fits(Slug.of(name))).as(name).isTrue();
    }
    assertThat(Slug.fits("")).isFalse();
    assertThat(Slug.fits("a\nb")).isFalse();
    assertThat(Slug.fits("-a")).isFalse();
  }

  @Test
  void what_nobody_can_see_is_named() {
    for (var hidden :
        List.of("a\u0000", "a\u202Eb", "a\u2028b", "\uD800", "a\uFEFFb", "a\uFFFDb", "a\nb")) {
      var scrutiny = new Scrutiny().line("name", hidden, 80);
      assertThat(scrutiny.wrongs()).hasSize(1);
      assertThat(scrutiny.wrongs().getFirst().message()).contains("invisible character U+");
    }
    for (var fine : List.of("متجر", "🛒", "👩‍💻", "é", "a'b<c>")) {
      assertThat(new Scrutiny().line("name", fine, 80).isClean()).as(fine).isTrue();
    }
    assertThat(new Scrutiny().prose("text", "one\ntwo\tthree", 80).isClean()).isTrue();
    assertThat(new Scrutiny().line("name", "😀".repeat(80), 80).isClean()).isTrue();
    assertThat(new Scrutiny().line("name", "😀".repeat(81), 80).isClean()).isFalse();
  }

  @Test
  void only_web_addresses_become_links() {
    for (var fine : List.of("", "https://wiki.example/x?y=1#z", "HTTP://host")) {
      assertThat(new Scrutiny().webLink("url", fine).isClean()).as(fine).isTrue();
    }
    for (var wrong :
        List.of(
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://x/y",
            "//host/x",
            "wiki.example",
            "http://",
            "https:///x",
            "http://a b")) {
      assertThat(new Scrutiny().webLink("url", wrong).isClean()).as(wrong).isFalse();
    }
  }

  @Test
  void a_spreadsheet_runs_nothing_it_opens() {
    assertThat(Csv.cell("=1+1")).isEqualTo("'=1+1");
    assertThat(Csv.cell("@sum")).isEqualTo("'@sum");
    assertThat(Csv.cell("+49 30")).isEqualTo("'+49 30");
    assertThat(Csv.cell("-2")).isEqualTo("'-2");
    assertThat(Csv.cell("a,\"b\"\nc")).isEqualTo("\"a,\"\"b\"\"\nc\"");
    assertThat(Csv.cell("=cmd|' /C calc'!A0,x")).startsWith("\"'=");
    assertThat(Csv.cell("plain")).isEqualTo("plain");
    assertThat(Csv.cell("＝1+1")).isEqualTo("'＝1+1");
    assertThat(Csv.cell("\n=1+1")).isEqualTo("\"'\n=1+1\"");
    // What we counted ourselves is a number, and stays one that can be added up.
    assertThat(Csv.row(List.of(-2, "-2", true, Instant.EPOCH, List.of("=a", "b"))))
        .isEqualTo("-2,'-2,yes,1970-01-01T00:00:00Z,\"'=a, b\"\r\n");
  }
}
