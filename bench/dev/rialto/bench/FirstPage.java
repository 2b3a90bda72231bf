package dev.rialto.bench;

import dev.rialto.bench.FirstPageRun.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long from an alert being sent to the first message about it reaching a receiver: at 50 alerts
 * a second over many services and people, and for one alert that 1,300 people must hear of.
 */
final class FirstPage {
  static final int PER_SECOND = 50;
  static final int SECONDS = 60;
  static final int PEOPLE = 50;
  static final int RECIPIENTS = 1_300;

  static final double PROMISE_S = 1;
  static final double RECIPIENTS_PROMISE_S = 30;

  private FirstPage() {}

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
    int services = PER_SECOND * seconds / 2;
    try (var arrivals = new Arrivals()) {
      var ours = rialto(arrivals, seconds, services);
      var peer = Peer.program().map(program -> alertmanager(arrivals, program, seconds, services));
      tell("Rialto", ours);
      peer.ifPresentOrElse(
          it -> tell("prometheus-alertmanager", it),
          () ->
              System.out.println("prometheus-alertmanager is not installed: no peer in this run"));
      ratio(ours, peer);
      boolean met =
          Promise.tell(
                  "alert → first notification at 50 alerts/s, p99 < 1 s, none missing",
                  ours.firsts().at(0.99) < PROMISE_S && ours.missing() == 0)
              & Promise.tell(
                  "1,300 recipients < 30 s, none missing",
                  ours.reached() == RECIPIENTS && ours.everybodyS() < RECIPIENTS_PROMISE_S);
      System.exit(met ? 0 : 1);
    }
  }

  private static Result rialto(Arrivals arrivals, int seconds, int services) throws Exception {
    try (var product = new Product(Map.of())) {
      product.startAndAwait();
      String token;
      try (var api = new Api(product.base(), Product.TOKEN)) {
        var company = new Company(api, arrivals::arrived);
        for (int i = 0; i < PEOPLE; i++) {
          long person = company.person("person-" + i);
          var path = "/p/" + i;
          company.reach(person, "webhook", arrivals.url(path).toString(), path);
          company.team("team-" + i, List.of(person));
        }
        for (int i = 0; i < services; i++) {
          company.service("service-" + i, "team-" + i % PEOPLE);
        }
        company.team("everybody", List.of());
        company.service("everything", "everybody");
        token = company.source("bench");
      }
      Crowd.join(product, "everybody", RECIPIENTS, i -> arrivals.url("/crowd/" + i).toString());
      return new FirstPageRun(product.base(), token, arrivals).measure(seconds, services);
    }
  }

  /** A group for each service, as Rialto bundles, its first message at once. */
  private static Result alertmanager(Arrivals arrivals, Path program, int seconds, int services) {
    var crowd =
        IntStream.range(0, RECIPIENTS)
            .mapToObj(i -> "{ url: '" + arrivals.url("/crowd/" + i) + "', send_resolved: false }")
            .collect(Collectors.joining(",\n      "));
    var configuration =
        """
        route:
          receiver: on-call
          group_by: [service]
          group_wait: 0s
          group_interval: 30s
          repeat_interval: 12h
          routes:
            - matchers: ['service="everything"']
              receiver: crowd
        receivers:
          - name: on-call
            webhook_configs: [{ url: '%s', send_resolved: false, max_alerts: 0 }]
          - name: crowd
            webhook_configs: [
              %s]
        """
            .formatted(arrivals.url("/peer"), crowd);
    try (var peer = Peer.start(program, configuration)) {
      return new FirstPageRun(peer.base(), "", arrivals).measure(seconds, services);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void tell(String name, Result result) {
    System.out.printf(
        Locale.ROOT, "%s, %d alerts/s for %d s:%n", name, PER_SECOND, result.seconds());
    System.out.println("  first per service        " + result.firsts().many("s"));
    System.out.println("  later ones, bundled      " + result.later().many("s"));
    System.out.printf(
        Locale.ROOT,
        "  %,d messages, %d alerts nobody was told of, sender %.0f ms behind at most%n",
        result.messages(),
        result.missing(),
        result.senderLateS() * 1e3);
    System.out.printf(
        Locale.ROOT,
        "  one alert, 1,300 receivers: first after %.3f s, %,d reached, the last after %.2f s%n",
        result.firstOfCrowdS(),
        result.reached(),
        result.everybodyS());
  }

  private static void ratio(Result ours, Optional<Result> peer) {
    peer.ifPresent(
        theirs ->
            System.out.printf(
                Locale.ROOT,
                "Rialto to Alertmanager: p50 %.1f, p99 %.1f, 1,300 receivers %.1f times as long%n",
                ours.firsts().median() / theirs.firsts().median(),
                ours.firsts().at(0.99) / theirs.firsts().at(0.99),
                ours.everybodyS() / theirs.everybodyS()));
  }
}
