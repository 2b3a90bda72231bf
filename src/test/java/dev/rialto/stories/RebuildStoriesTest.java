package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Whatever the order, however often, however late: the same alerts, and again from the raw. */
class RebuildStoriesTest {
  private static final int PROBLEMS = 4;
  private static final int EPISODES = 4;

  private record Sent(String path, Object body) {}

  @RepeatedTest(3)
  void the_same_words_in_any_order_give_the_same_alerts_and_a_rebuild_gives_them_again() {
    long seed = System.nanoTime();
    System.out.println("RebuildStoriesTest seed " + seed);
    var random = new Random(seed);
    var told = story(random);
    List<String> inOrder;
    try (var house = new TestHouse()) {
      send(house, told);
      inOrder = alerts(house);
      assertThat(inOrder).as("seed %s", seed).isNotEmpty();
    }
    var shuffled = new ArrayList<>(told);
    for (var each : told) {
      if (random.nextInt(3) == 0) {
        shuffled.add(each);
      }
    }
    Collections.shuffle(shuffled, random);
    try (var house = new TestHouse()) {
      send(house, shuffled);
      assertThat(alerts(house)).as("seed %s, shuffled", seed).isEqualTo(inOrder);

      var ada = house.as("ada", "admin");
      house.db().run(tx -> tx.handle().execute("update alert set acknowledged_by = 'ada'"));
      var same = ada.postJson("/api/v1/sources/rebuild", Map.of());
      assertThat(same.status()).as(same.body()).isEqualTo(200);
      house.settle();
      assertThat(alerts(house)).as("seed %s, rebuilt", seed).isEqualTo(inOrder);
      assertThat(
              count(
                  house, "select count(*) from alert where acknowledged_by is distinct from 'ada'"))
          .as("seed %s, what people did", seed)
          .isZero();

      house.db().run(tx -> tx.handle().execute("truncate alert cascade"));
      ada.postJson("/api/v1/sources/rebuild", Map.of());
      house.settle();
      assertThat(alerts(house)).as("seed %s, from nothing", seed).isEqualTo(inOrder);
      assertThat(count(house, "select count(*) from promise")).as("nobody is paged").isZero();
    }
  }

  /** Some problems, each with episodes that begin, are told again, worsen and mostly end. */
  private static List<Sent> story(Random random) {
    var told = new ArrayList<Sent>();
    var begin = TestHouse.START.minus(Duration.ofDays(1));
    for (int problem = 0; problem < PROBLEMS; problem++) {
      var at = begin.plusSeconds(random.nextInt(3_600));
      for (int episode = 0; episode < EPISODES; episode++) {
        var end = at.plusSeconds(60 + random.nextInt(3_600));
        boolean ends = episode < EPISODES - 1 || random.nextBoolean();
        int refreshes = 1 + random.nextInt(3);
        for (int i = 0; i < refreshes; i++) {
          told.add(word(problem, at, null));
        }
        if (ends) {
          told.add(word(problem, at, end));
        }
        at = end.plusSeconds(60 + random.nextInt(7_200));
      }
    }
    return told;
  }

  private static Sent word(int problem, Instant start, @Nullable Instant end) {
    var labels = Map.of("alertname", "Problem" + problem, "service", "shop", "severity", "warning");
    // A deadline far ahead, so that the moment of arrival decides nothing.
    var until = end == null ? TestHouse.START.plus(Duration.ofDays(2)) : end;
    if (problem % 2 == 0) {
      return new Sent(
          "/api/v2/alerts",
          List.of(
              Map.of("labels", labels, "startsAt", start.toString(), "endsAt", until.toString())));
    }
    return new Sent(
        "/api/v1/signals/alertmanager",
        Map.of(
            "version",
            "4",
            "groupKey",
            "group-" + problem,
            "status",
            end == null ? "firing" : "resolved",
            "alerts",
            List.of(
                Map.of(
                    "status",
                    end == null ? "firing" : "resolved",
                    "labels",
                    labels,
                    "startsAt",
                    start.toString(),
                    "endsAt",
                    end == null ? "0001-01-01T00:00:00Z" : end.toString()))));
  }

  private static void send(TestHouse house, List<Sent> told) {
    var ada = house.as("ada", "admin");
    var token =
        ada.postJson("/api/v1/sources", Map.of("name", "P", "format", "prometheus"))
            .json()
            .get("token")
            .asText();
    var sender = house.visitor().withToken(token);
    for (var each : told) {
      assertThat(sender.postJson(each.path(), each.body()).status()).isBetween(200, 202);
      house.settle();
    }
  }

  private static List<String> alerts(TestHouse house) {
    return house
        .db()
        .<List<String>>read(
            tx ->
                tx.handle()
                    .createQuery(
                        """
                        select concat_ws(' ', fingerprint, started_at, coalesce(ended_at::text, 'open'),
                                         severity, group_key)
                          from alert
                         where merged_into is null
                         order by 1
                        """)
                    .mapTo(String.class)
                    .list());
  }

  private static long count(TestHouse house, String sql) {
    return house.db().<Long>read(tx -> tx.handle().createQuery(sql).mapTo(Long.class).one());
  }
}
