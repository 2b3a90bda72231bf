package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a pipeline tells with one line of curl: when a deployment began, and what became of it. */
final class Deploys {
  static final Duration TAKES = Duration.ofMinutes(2);

  private Deploys() {}

  static void finished(TestHouse house, String service, String version, Instant at) {
    finished(house, service, "Prod", version, at);
  }

  static void finished(
      TestHouse house, String service, String environment, String version, Instant at) {
    tell(house, service, environment, version, "started", at.minus(TAKES));
    tell(house, service, environment, version, "succeeded", at);
  }

  /** Back to a version that ran before. */
  static void rolledBack(TestHouse house, String service, String to, Instant at) {
    tell(house, service, "Prod", to, "rolled_back", at);
  }

  private static void tell(
      TestHouse house,
      String service,
      String environment,
      String version,
      String state,
      Instant at) {
    var answer =
        house
            .as("grace", "member")
            .postJson(
                "/api/v1/deployments",
                Map.of(
                    "service", service,
                    "environment", environment,
                    "version", version,
                    "state", state,
                    "at", at.toString(),
                    "by", "Grace"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    house.settle();
  }
}
