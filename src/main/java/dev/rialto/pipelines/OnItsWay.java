package dev.rialto.pipelines;

import dev.rialto.delivery.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of what runs and waits, in the words of the screen, as a file of it has it.
 *
 * @param kind review, run or deployment
 * @param waitsFor whom or what it waits for; empty while it runs
 */
record OnItsWay(
    String kind,
    long id,
    @Nullable String service,
    String title,
    String by,
    String state,
    String waitsFor,
    Instant since) {

  static List<OnItsWay> of(ShipPage ship) {
    return Stream.of(
            ship.reviews().stream().map(OnItsWay::of),
            ship.ways().stream().map(OnItsWay::of),
            ship.deployments().stream().map(OnItsWay::of))
        .flatMap(lines -> lines)
        .toList();
  }

  private static OnItsWay of(PipelineSql.Review review) {
    return new OnItsWay(
        "review",
        review.id(),
        review.serviceSlug(),
        review.title(),
        review.author(),
        "waiting",
        review.waitsFor(),
        review.askedAt());
  }

  private static OnItsWay of(Way way) {
    return new OnItsWay(
        "run",
        way.run().id(),
        way.run().serviceSlug(),
        way.title(),
        way.run().byWhom(),
        way.waits() ? "waiting" : "running",
        way.waits() ? way.waitsFor() : "",
        way.since());
  }

  private static OnItsWay of(Deployment deployment) {
    return new OnItsWay(
        "deployment",
        deployment.id(),
        deployment.serviceSlug(),
        deployment.version(),
        deployment.byWhom(),
        deployment.state(),
        "",
        deployment.startedAt());
  }
}
