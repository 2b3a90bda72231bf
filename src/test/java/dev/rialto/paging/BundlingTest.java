package dev.rialto.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.paging.Bundling.Last;
import dev.rialto.paging.Bundling.Parcel;
import dev.rialto.paging.Bundling.Topic;
import dev.rialto.paging.Bundling.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BundlingTest {
  private static final Instant NOW = Instant.parse("2026-11-17T14:00:00Z");
  private static final Topic ADA_CHECKOUT = new Topic(1, "s1");

  private final long seed = Long.getLong("rialto.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void the_first_page_about_a_service_leaves_at_once() {
    assertThat(pack(Map.of(), wanted(ADA_CHECKOUT, 10)))
        .containsExactly(new Parcel(1, java.util.Set.of("s1"), NOW, null, List.of(10L)));
  }

  @Test
  void what_follows_leaves_when_the_pause_is_over() {
    var told = Map.of(ADA_CHECKOUT, new Last(NOW.minusSeconds(10), null));
    assertThat(pack(told, wanted(ADA_CHECKOUT, 11)).getFirst().leavesAt())
        .isEqualTo(NOW.plusSeconds(20));
  }

  @Test
  void a_message_that_still_waits_takes_the_page_along() {
    var told = Map.of(ADA_CHECKOUT, new Last(NOW.plusSeconds(12), 77L));
    var parcel = pack(told, wanted(ADA_CHECKOUT, 12)).getFirst();
    assertThat(parcel.joins()).isEqualTo(77L);
    assertThat(parcel.leavesAt()).isEqualTo(NOW.plusSeconds(12));
  }

  @Test
  void after_a_quiet_time_a_page_leaves_at_once_again() {
    var told = Map.of(ADA_CHECKOUT, new Last(NOW.minusSeconds(31), null));
    assertThat(pack(told, wanted(ADA_CHECKOUT, 13)).getFirst().leavesAt()).isEqualTo(NOW);
  }

  @Test
  void many_services_at_one_moment_are_one_message_and_it_still_leaves_at_once() {
    var wanted = LongStream.range(0, 40).mapToObj(i -> wanted(new Topic(1, "s" + i), i)).toList();
    var parcels = Bundling.USUAL.pack(wanted, Map.of(), NOW);
    assertThat(parcels).hasSize(1);
    assertThat(parcels.getFirst().leavesAt()).isEqualTo(NOW);
    assertThat(parcels.getFirst().pages()).hasSize(40);
    assertThat(parcels.getFirst().keys()).hasSize(40);
  }

  @Test
  void
      every_page_is_in_exactly_one_message_of_its_own_person_and_never_waits_longer_than_a_pause() {
    for (int i = 0; i < 500; i++) {
      var what = "seed %d, round %d".formatted(seed, i);
      var told = new HashMap<Topic, Last>();
      var wanted = new ArrayList<Wanted>();
      long page = 0;
      var owner = new HashMap<Long, Long>();
      for (int person = 1; person <= 3; person++) {
        for (int service = 0; service < random.nextInt(12); service++) {
          var topic = new Topic(person, "s" + service);
          var pages = new ArrayList<Long>();
          for (int n = 0; n <= random.nextInt(4); n++) {
            owner.put(page, (long) person);
            pages.add(page++);
          }
          wanted.add(new Wanted(topic, pages));
          if (random.nextBoolean()) {
            var waits = random.nextBoolean();
            var leaves = NOW.plusSeconds(waits ? random.nextInt(30) : -random.nextInt(60));
            told.put(topic, new Last(leaves, waits ? person * 100L + service : null));
          }
        }
      }
      var parcels = Bundling.USUAL.pack(wanted, told, NOW);
      var seen = parcels.stream().flatMap(p -> p.pages().stream()).toList();
      assertThat(seen).as(what).containsExactlyInAnyOrderElementsOf(owner.keySet());
      for (var parcel : parcels) {
        assertThat(parcel.pages())
            .as(what)
            .allMatch(p -> Objects.equals(owner.get(p), parcel.personId()));
        assertThat(parcel.leavesAt()).as(what).isBetween(NOW, NOW.plus(Bundling.USUAL.pause()));
      }
    }
  }

  private static Wanted wanted(Topic topic, long page) {
    return new Wanted(topic, List.of(page));
  }

  private static List<Parcel> pack(Map<Topic, Last> told, Wanted wanted) {
    return Bundling.USUAL.pack(List.of(wanted), told, NOW);
  }
}
