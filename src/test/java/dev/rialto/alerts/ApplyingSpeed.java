package dev.rialto.alerts;

import dev.rialto.stories.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many alerts a second become rows, journal entries and promises; run by hand, not a test. */
final class ApplyingSpeed {
  private static final int BATCH = 2_000;
  private static final int ROUNDS = 15;

  private ApplyingSpeed() {}

  public static void main(String[] args) {
    try (var house = new TestHouse()) {
      house
          .db()
          .run(
              tx ->
                  tx.handle()
                      .execute(
                          """
                          insert into team (slug, name) values ('checkout', 'Checkout');
                          insert into service (slug, name, owner_team_id, tier, created_at, updated_at)
                          select 's' || i, 'Service ' || i, 1, 1, now(), now() from generate_series(1, 50) i;
                          insert into service_known_as (key, label, kind, service_id)
                          select slug, slug, 'slug', id from service;
                          """));
      var alerts = house.house.alerts;
      for (int round = 0; round < ROUNDS; round++) {
        var batch = new ArrayList<Symptom>();
        for (int i = 0; i < BATCH; i++) {
          batch.add(symptom(house, round * BATCH + i));
        }
        System.out.printf(
            "round %2d: %6.0f opened/s, %6.0f refreshed/s, %6.0f repeated/s%n",
            round,
            rate(house, alerts, batch),
            rate(house, alerts, later(house, batch)),
            rate(house, alerts, batch));
      }
    }
  }

  private static double rate(TestHouse house, Alerts alerts, List<Symptom> batch) {
    long began = System.nanoTime();
    house.db().run(tx -> alerts.apply(tx, batch, true));
    return batch.size() / ((System.nanoTime() - began) / 1e9);
  }

  private static List<Symptom> later(TestHouse house, List<Symptom> batch) {
    return batch.stream()
        .map(
            s ->
                new Symptom(
                    s.fingerprint(),
                    s.labels(),
                    s.annotations(),
                    s.startsAt(),
                    house.clock.instant().plus(Duration.ofMinutes(6)),
                    false,
                    s.generatorUrl(),
                    1,
                    null,
                    house.clock.instant()))
        .toList();
  }

  private static Symptom symptom(TestHouse house, int i) {
    var labels =
        Map.of(
            "alertname", "HighErrorRate",
            "service", "s" + (1 + i % 50),
            "instance", "10.0.0." + i + ":9100",
            "severity", "critical",
            "cluster", "eu-1",
            "job", "node");
    return new Symptom(
        Fingerprint.of(labels),
        labels,
        Map.of("summary", "Error rate is above five per cent", "description", "It is 7.3 %."),
        house.clock.instant(),
        house.clock.instant().plus(Duration.ofMinutes(4)),
        false,
        "http://prometheus:9090/graph?g0.expr=rate",
        1,
        null,
        house.clock.instant());
  }
}
