package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Incidents as somebody declares, widens and ends them. */
final class Outages {
  private final TestHouse house;
  private final Visitor leader;

  Outages(TestHouse house, Visitor leader) {
    this.house = house;
    this.leader = leader;
  }

  long declare(String title, int severity, String service) {
    var made =
        leader.postJson(
            "/api/v1/incidents",
            Map.of("title", title, "severity", severity, "services", List.of(service)));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().get("id").asLong();
  }

  void alsoHits(long id, String service) {
    done(leader.postJson("/api/v1/incidents/" + id + "/services", Map.of("service", service)));
  }

  void resolve(long id) {
    done(leader.postJson("/api/v1/incidents/" + id + "/resolution", Map.of()));
  }

  void reopen(long id) {
    done(leader.postJson("/api/v1/incidents/" + id + "/reopening", Map.of()));
  }

  /** As a job that ran twice would hear it. */
  void tellAgain(String kind, long id) {
    house
        .db()
        .run(
            tx ->
                house.house.journal.append(
                    tx, "rialto", kind, "incident", id, null, Map.of("id", id)));
  }

  private static void done(Visitor.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
  }
}
