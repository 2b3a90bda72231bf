package dev.rialto.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A reference means the same however much of it is left out, and a tie from whichever end. */
class RefTest {
  @Test
  void what_is_left_out_is_filled_in_and_case_means_nothing() {
    assertThat(Ref.parse("payments", "component", "default"))
        .hasValue(Ref.of("Component", "default", "Payments"));
    assertThat(Ref.parse("web/payments", "component", "default"))
        .hasValue(Ref.of("component", "web", "payments"));
    assertThat(Ref.parse("Resource:payments", "component", "web"))
        .hasValue(Ref.of("resource", "web", "payments"));
    assertThat(Ref.parse("API:Web/Payments.v2_x", "component", "x").orElseThrow())
        .hasToString("api:web/payments.v2_x");
    for (var bad :
        List.of(
            "",
            ":",
            "/",
            "a b",
            "a/",
            "/a",
            "component:",
            "a:b:c",
            "-a",
            "a-",
            "ä",
            "x".repeat(64))) {
      assertThat(Ref.parse(bad, "component", "default")).as("“" + bad + "”").isEmpty();
    }
  }

  @Test
  void a_reference_survives_being_written_and_read() {
    for (int round = 0; round < 1_000; round++) {
      long seed = 42L + round;
      var ref = random(new Random(seed));
      assertThat(Ref.read(ref.toString())).as("seed " + seed).isEqualTo(ref);
      assertThat(Ref.parse(ref.name(), ref.kind(), ref.namespace()))
          .as("seed " + seed)
          .hasValue(ref);
    }
  }

  @Test
  void a_tie_is_one_tie_from_whichever_end_it_is_told() {
    for (int round = 0; round < 1_000; round++) {
      long seed = 77L + round;
      var dice = new Random(seed);
      var one = random(dice);
      var other = random(dice);
      if (one.equals(other)) continue;
      var type = Tie.Type.values()[dice.nextInt(Tie.Type.values().length)];
      var tie = new Tie(one, type, other);
      assertThat(Tie.read(one, tie.saidBy(one))).as("seed " + seed).isEqualTo(tie);
      assertThat(Tie.read(other, tie.saidBy(other))).as("seed " + seed).isEqualTo(tie);
      assertThat(Tie.told(one, type.forward, other)).hasValue(tie);
      assertThat(Tie.told(other, type.backward, one)).hasValue(tie);
    }
  }

  static Ref random(Random dice) {
    var kinds = List.of("component", "api", "resource", "group", "user", "system", "domain");
    return Ref.of(
        kinds.get(dice.nextInt(kinds.size())),
        dice.nextBoolean() ? "default" : "n" + dice.nextInt(3),
        "e" + dice.nextInt(20) + (dice.nextBoolean() ? "-x" : ".y_z"));
  }
}
