package dev.rialto.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Between any two keys there is another, and they compare byte by byte. */
class RankTest {
  @Test
  void the_oracle() {
    assertThat(Rank.between(null, null)).isEqualTo("a0");
    assertThat(Rank.between("a0", null)).isEqualTo("a1");
    assertThat(Rank.between(null, "a0")).isEqualTo("Zz");
    assertThat(Rank.between("a1", "a2")).isEqualTo("a1V");
  }

  @Test
  void whole_parts_grow_where_a_length_is_used_up() {
    assertThat(Rank.between("az", null)).isEqualTo("b00");
    assertThat(Rank.between("bzz", null)).isEqualTo("c000");
    assertThat(Rank.between(null, "Z0")).isEqualTo("Yzz");
    assertThat(Rank.between(null, "b00")).isEqualTo("az");
    assertThat(Rank.between("Zz", "a0")).isEqualTo("ZzV");
    assertThat(Rank.between("a0", "a0V")).isEqualTo("a0G");
  }

  @Test
  void what_does_not_lie_before_is_refused() {
    assertThatThrownBy(() -> Rank.between("a1", "a1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rank.between("a2", "a1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ten_thousand_random_places_stay_in_order_and_never_end_in_nought() {
    long seed = System.nanoTime();
    var dice = new Random(seed);
    List<String> keys = new ArrayList<>(List.of(Rank.between(null, null)));
    for (int i = 0; i < 10_000; i++) {
      int at = dice.nextInt(keys.size() + 1);
      var below = at == 0 ? null : keys.get(at - 1);
      var above = at == keys.size() ? null : keys.get(at);
      var made = Rank.between(below, above);
      assertThat(below == null || below.compareTo(made) < 0).as("seed " + seed).isTrue();
      assertThat(above == null || made.compareTo(above) < 0).as("seed " + seed).isTrue();
      if (made.length() > 2 && made.charAt(0) == 'a') {
        assertThat(made).as("seed " + seed).doesNotEndWith("0");
      }
      keys.add(at, made);
    }
    assertThat(keys).as("seed " + seed).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void always_into_the_same_gap_keeps_order() {
    var below = "a0";
    var above = "a1";
    for (int i = 0; i < 200; i++) {
      var made = Rank.between(below, above);
      assertThat(made).isGreaterThan(below).isLessThan(above);
      if (i % 2 == 0) below = made;
      else above = made;
    }
  }

  @Test
  void fresh_keys_are_short_and_in_order() {
    var keys = Rank.fresh(5_000);
    assertThat(keys).hasSize(5_000).isSorted().doesNotHaveDuplicates();
    assertThat(keys.stream().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_prefix_is_read_from_the_short_name() {
    assertThat(Prefix.of("checkout")).isEqualTo("CHK");
    assertThat(Prefix.of("payments-ops")).isEqualTo("PYM");
    assertThat(Prefix.of("ai")).hasSize(3).startsWith("A");
    assertThat(Prefix.of("4u")).matches("[A-Z][A-Z0-9]{2}");
    assertThat(Prefix.of("77")).matches("[A-Z][A-Z0-9]{2}");
  }
}
