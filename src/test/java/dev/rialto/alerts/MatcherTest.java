package dev.rialto.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final Map<String, String> WEB = Map.of("service", "web", "instance", "web-1:80");

  @Test
  void the_four_operators_mean_what_alertmanager_means() {
    assertThat(Matcher.parse("service=web").matches(WEB)).isTrue();
    assertThat(Matcher.parse("service!=\"web\"").matches(WEB)).isFalse();
    assertThat(Matcher.parse("instance=~\"web-.*\"").matches(WEB)).isTrue();
    assertThat(Matcher.parse("instance!~\"db-.*\"").matches(WEB)).isTrue();
  }

  @Test
  void a_pattern_must_match_the_whole_value() {
    assertThat(Matcher.parse("instance=~web").matches(WEB)).isFalse();
    assertThat(Matcher.parse("instance=~db|web-1:80").matches(WEB)).isTrue();
  }

  @Test
  void a_missing_label_is_an_empty_one() {
    assertThat(Matcher.parse("team=\"\"").matches(WEB)).isTrue();
    assertThat(Matcher.parse("team!=red").matches(WEB)).isTrue();
    assertThat(Matcher.parse("team=~.+").matches(WEB)).isFalse();
  }

  @Test
  void what_is_written_is_read_back() {
    var odd = Matcher.of("path", "a\"b\\c,d", false, false);
    assertThat(Matcher.parseAll("{" + odd + ", service=\"web\"}"))
        .isEqualTo(List.of(odd, Matcher.parse("service=web")));
  }

  @Test
  void what_is_no_condition_says_how_to_write_one() {
    assertThatThrownBy(() -> Matcher.parse("payments")).hasMessageContaining("service=payments");
    assertThatThrownBy(() -> Matcher.parse("service=~(")).hasMessageContaining("no pattern");
  }

  @Test
  void a_hostile_pattern_is_answered_at_once() {
    var matcher = Matcher.parse("x=~(a+)+b");
    assertThat(matcher.matches(Map.of("x", "a".repeat(100_000)))).isFalse();
  }
}
