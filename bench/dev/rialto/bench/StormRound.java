package dev.rialto.bench;

import dev.rialto.stories.HttpSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One storm: 5,000 alerts from several senders while Rialto and its PostgreSQL are killed at random
 * instants, then a look at what is left. The seed decides what is killed and when.
 */
public final class StormRound {
  static final int ALERTS = 5_000;
  static final int PER_SERVICE = 50;
  static final int KILLS = 4;
  static final List<String> PEOPLE = List.of("Ada", "Grace", "Edsger");
  static final String TEAM = "storm-watch";

  /** The last bundle leaves half a minute after the first message about its service. */
  static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

  private static final Duration MESSAGE_PATIENCE = Duration.ofSeconds(20);

  /** What is killed; each round has the first three of them at least. */
  private enum Victim {
    RIALTO_IN_THE_MIDDLE_OF_A_MESSAGE,
    POSTMASTER,
    RIALTO,
    BACKEND,
    BOTH
  }

  /** How many alerts, pages, messages and marked repeats came of it. */
  public record Figures(int alerts, int pages, int messages, int repeats) {
    @Override
    public String toString() {
      return "%,d alerts there, %,d pages told in %,d messages, %d of them marked repeats"
          .formatted(alerts, pages, messages, repeats);
    }
  }

  /** How a round went. It went well when nothing is wrong. */
  public record Report(
      long seed,
      List<String> kills,
      Duration sending,
      Duration settled,
      int tries,
      Figures figures,
      List<String> wrongs) {
    @Override
    public String toString() {
      return "seed %d: %d tries to send, %s; sent in %.1f s, settled %.1f s later; %s"
              .formatted(
                  seed,
                  tries,
                  String.join(", ", kills),
                  sending.toMillis() / 1e3,
                  settled.toMillis() / 1e3,
                  figures)
          + wrongs.stream().map(w -> "\n  WRONG: " + w).reduce("", String::concat);
    }
  }

  private final long seed;
  private final SplittableRandom dice;
  private final HttpSink sink = new HttpSink();
  private final Product product = new Product(Map.of());
  private final List<Long> people = new ArrayList<>();
  private final List<String> kills = new ArrayList<>();

  public StormRound(long seed) {
    this.seed = seed;
    this.dice = new SplittableRandom(seed);
  }

  public Report run() throws Exception {
    try (sink;
        product) {
      product.startAndAwait();
      var token = setUp();
      try (var senders = new StormSenders(product.base(), token, ALERTS, PER_SERVICE)) {
        var report = storm(senders, token);
        if (!report.wrongs().isEmpty()) {
          keepLog();
        }
        return report;
      } catch (Exception e) {
        keepLog();
        throw e;
      }
    }
  }

  private void keepLog() throws IOException {
    System.err.println("What Rialto said: " + product.keepLog("storm-" + seed));
  }

  /** People with two proven ways each, a team that is rung together, services, a source. */
  private String setUp() {
    try (var api = new Api(product.base(), Product.TOKEN)) {
      var company = new Company(api, this::arrived);
      for (var name : PEOPLE) {
        long person = company.person(name);
        people.add(person);
        for (var kind : kinds(people.size())) {
          var path = "/" + kind + "/" + name;
          company.reach(person, kind, sink.url(path).toString(), path);
        }
      }
      company.team(TEAM, people);
      company.services("storm-", ALERTS / PER_SERVICE, TEAM);
      return company.source("storm");
    }
  }

  private static List<String> kinds(int person) {
    return person % 2 == 0 ? List.of("ntfy", "webhook") : List.of("webhook", "ntfy");
  }

  private String arrived(String path) {
    var received = sink.await(r -> r.path().equals(path), MESSAGE_PATIENCE);
    return received.title() + " " + received.body();
  }

  private Report storm(StormSenders senders, String token) throws Exception {
    sink.forget();
    var victims = victims();
    var moments = dice.ints(victims.size(), ALERTS / 50, ALERTS * 19 / 20).sorted().toArray();
    long from = System.nanoTime();
    senders.start(seed);
    for (int i = 0; i < victims.size(); i++) {
      int moment = moments[i];
      Until.holds(StormSenders.PATIENCE, () -> senders.accepted() >= moment);
      kill(victims.get(i), senders.accepted());
    }
    senders.awaitEnd();
    var sending = Duration.ofNanos(System.nanoTime() - from);
    var ledger = new StormLedger(product, sink, token, people);
    var unsettled = ledger.awaitSettled(SETTLES_WITHIN);
    var settled = Duration.ofNanos(System.nanoTime() - from).minus(sending);
    var wrongs = new ArrayList<>(senders.surprises());
    wrongs.addAll(unsettled);
    wrongs.addAll(ledger.wrongs(senders.taken()));
    return new Report(
        seed, List.copyOf(kills), sending, settled, senders.tries(), ledger.figures(), wrongs);
  }

  private List<Victim> victims() {
    var all = Victim.values();
    var victims =
        new ArrayList<>(
            IntStream.range(0, KILLS)
                .mapToObj(i -> i < 3 ? all[i] : all[dice.nextInt(5)])
                .toList());
    for (int i = victims.size() - 1; i > 0; i--) {
      java.util.Collections.swap(victims, i, dice.nextInt(i + 1));
    }
    return victims;
  }

  private void kill(Victim victim, int accepted) {
    kills.add(
        victim.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " at " + accepted);
    switch (victim) {
      case RIALTO -> restart();
      case RIALTO_IN_THE_MIDDLE_OF_A_MESSAGE -> killInTheMiddle();
      case POSTMASTER -> product.killPostmaster();
      case BACKEND -> product.killBackend(dice);
      case BOTH -> {
        product.killPostmaster();
        restart();
      }
    }
  }

  private void restart() {
    product.kill();
    product.start();
    product.awaitReady();
  }

  /** A receiver has the message and has not answered yet: this one must come once more, marked. */
  private void killInTheMiddle() {
    int before = sink.received().size();
    sink.hangs();
    try {
      sink.await(before + 1, MESSAGE_PATIENCE);
    } catch (AssertionError nothingToSendJustNow) {
      kills.add("no message was on its way");
    }
    product.kill();
    sink.works();
    product.start();
    product.awaitReady();
  }
}
