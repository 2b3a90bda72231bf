package dev.rialto.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Applying a plan makes the next plan of the same files empty, whatever the files say. */
class PlanTest {
  private static final long SOURCE = 1;

  @Test
  void what_was_applied_is_unchanged_when_it_comes_again() {
    for (int round = 0; round < 300; round++) {
      long seed = 5_000L + round;
      var dice = new Random(seed);
      var before = random(dice);
      var after = random(dice);
      var state = apply(Map.of(), before);
      var plan = plan(before, state);
      assertThat(plan.counts().unchanged()).as("seed " + seed).isEqualTo(before.entities().size());
      assertThat(plan.lines()).as("seed " + seed).isEmpty();

      var next = plan(after, state);
      var counts = next.counts();
      assertThat(counts.added() + counts.changed() + counts.unchanged())
          .as("seed " + seed)
          .isEqualTo(after.entities().size());
      assertThat(counts.vanished())
          .as("seed " + seed)
          .isEqualTo(before.entities().size() - counts.changed() - counts.unchanged());
      for (var line : next.lines()) {
        if (line.change().equals(Plan.CHANGED)) assertThat(line.fields()).isNotEmpty();
      }
      assertThat(plan(after, apply(state, after)).lines()).as("seed " + seed).isEmpty();
      assertThat(plan(after, state).digest()).as("seed " + seed).isEqualTo(next.digest());
    }
  }

  private record Kept(Known.Was was, Entity.Body body) {}

  private static Map<Ref, Kept> apply(Map<Ref, Kept> state, Reading reading) {
    var now = new LinkedHashMap<Ref, Kept>();
    long id = 1;
    for (var entity : reading.entities()) {
      now.put(
          entity.ref(),
          new Kept(
              new Known.Was(id, entity.ref(), SOURCE, entity.hash(), "service", id++, false),
              entity.body()));
    }
    for (var old : state.values()) {
      var was = old.was();
      now.putIfAbsent(
          was.ref(),
          new Kept(
              new Known.Was(id++, was.ref(), SOURCE, was.hash(), "service", id, true), old.body()));
    }
    return now;
  }

  private static Plan plan(Reading reading, Map<Ref, Kept> state) {
    var known = new HashMap<Ref, Known.Was>();
    state.forEach((ref, kept) -> known.put(ref, kept.was()));
    return Plan.of(
        SOURCE,
        reading,
        new Known(known, Map.of(), Set.of()),
        ref -> Objects.requireNonNull(state.get(ref)).body(),
        List.of(),
        List.of());
  }

  private static Reading random(Random dice) {
    var entities = new LinkedHashMap<Ref, Entity>();
    for (int i = 0; i < 1 + dice.nextInt(12); i++) {
      var ref = Ref.of("component", "default", "c" + dice.nextInt(15));
      var ties = new ArrayList<String>();
      if (dice.nextBoolean()) ties.add("ownedBy group:default/g" + dice.nextInt(3));
      entities.put(
          ref,
          Entity.of(
              ref,
              "f.yaml",
              1 + dice.nextInt(100),
              new Entity.Body(
                  ref.name(),
                  "words " + dice.nextInt(3),
                  "service",
                  "",
                  "",
                  List.of(),
                  List.of(),
                  ties)));
    }
    return new Reading(List.copyOf(entities.values()), List.of(), List.of(), 0);
  }
}
