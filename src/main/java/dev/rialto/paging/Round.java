package dev.rialto.paging;

import static java.util.Objects.requireNonNull;

import dev.rialto.paging.Climb.Outcome;
import dev.rialto.paging.Climb.Roll;
import dev.rialto.paging.MessageSql.MethodRow;
import dev.rialto.paging.Outbox.Wish;
import dev.rialto.paging.RingSql.Due;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything one transaction rings: first each promise is climbed, then all of it is written in a
 * handful of statements, however many promises and teams there are.
 */
final class Round {
  /** So many pages one transaction writes; the promises that are left ring in the next. */
  private static final int MOST_PAGES = 20_000;

  /** The level written down when administrators are rung because the team has nobody. */
  static final int LAST_RESORT = -1;

  /** With nobody in the whole house who can be reached, look again: somebody may verify a phone. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private record NewPage(long promise, long alert, long person, int step, int level, String why) {}

  private record Passed(long promise, int step, int level, String why) {}

  private record Next(long promise, int step, Instant at) {}

  private record End(long promise, int step) {}

  private final Rolls rolls;
  private final Instant now;
  private final Map<Long, Due> climbed = new HashMap<>();
  private final List<NewPage> pages = new ArrayList<>();
  private final List<Passed> passed = new ArrayList<>();
  private final List<Next> next = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();

  Round(Rolls rolls, Instant now) {
    this.rolls = rolls;
    this.now = now;
  }

  boolean full() {
    return pages.size() >= MOST_PAGES;
  }

  void climb(Due promise, Escalation plan) {
    climbed.put(promise.id(), promise);
    var climb =
        Climb.from(
            plan,
            promise.step(),
            level -> rolls.of(promise.teamId(), plan.levels().get(level).target()));
    for (var over : climb.passed()) {
      passed.add(new Passed(promise.id(), over.step(), over.level(), over.roll().empty()));
      ring(promise, over.step(), over.level(), over.roll());
    }
    switch (climb.outcome()) {
      case Outcome.Rings rings -> {
        ring(promise, rings.step(), plan.level(rings.step()), rings.roll());
        goOn(promise, rings.step() + 1, plan.at(rings.step()).patience());
      }
      case Outcome.NobodyAtAll nobody -> lastResort(promise, nobody.nextStep());
      case Outcome.Exhausted exhausted -> ends.add(new End(promise.id(), plan.steps()));
    }
  }

  private void lastResort(Due promise, int nextStep) {
    var admins = rolls.lastResort(promise.teamId());
    ring(promise, nextStep - 1, LAST_RESORT, admins);
    if (admins.heard()) {
      goOn(promise, nextStep, Escalation.USUAL_PATIENCE);
    } else {
      goOn(promise, promise.step(), LOOK_AGAIN);
    }
  }

  private void goOn(Due promise, int step, Duration patience) {
    next.add(new Next(promise.id(), step, now.plus(patience)));
  }

  private void ring(Due promise, int step, int level, Roll roll) {
    for (var called : roll.people()) {
      pages.add(
          new NewPage(
              promise.id(), promise.alertId(), called.personId(), step, level, called.why()));
    }
  }

  /** Writes pages, steps and messages; answers when something of it rings again. */
  Set<Instant> write(Tx tx, Outbox outbox) {
    var sql = tx.attach(RingSql.class);
    if (!passed.isEmpty()) {
      sql.passOver(
          each(passed, Passed::promise),
          each(passed, Passed::step),
          each(passed, Passed::level),
          each(passed, Passed::why),
          now);
    }
    if (!next.isEmpty()) {
      sql.goOn(each(next, Next::promise), each(next, Next::step), each(next, Next::at));
    }
    if (!ends.isEmpty()) {
      sql.giveUp(each(ends, End::promise), each(ends, End::step));
    }
    if (!pages.isEmpty()) {
      tellPeople(tx, outbox, sql);
    }
    climbed.values().stream().map(Due::teamId).distinct().forEach(t -> tx.tell("paging:" + t));
    tx.tell("notifications");
    return new TreeSet<>(each(next, Next::at));
  }

  private void tellPeople(Tx tx, Outbox outbox, RingSql sql) {
    var made =
        sql.pages(
            each(pages, NewPage::promise),
            each(pages, NewPage::alert),
            each(pages, NewPage::person),
            each(pages, NewPage::step),
            each(pages, NewPage::level),
            each(pages, NewPage::why),
            now);
    var people =
        made.stream().map(RingSql.Made::personId).collect(Collectors.toCollection(HashSet::new));
    var methods =
        tx.attach(MessageSql.class).firstMethods(people).stream()
            .collect(Collectors.toMap(MethodRow::personId, Function.identity()));
    var wishes = new ArrayList<Wish>();
    for (var page : made) {
      var method = methods.get(page.personId());
      if (method != null) {
        var promise = requireNonNull(climbed.get(page.promiseId()));
        wishes.add(new Wish(method, key(promise), page.id(), about(promise), null));
      }
    }
    outbox.put(tx, "page", wishes, now);
    people.forEach(person -> tx.tell("pages:" + person));
  }

  private static String key(Due promise) {
    return promise.serviceId() == null ? "n" + promise.serviceName() : "s" + promise.serviceId();
  }

  private static String about(Due promise) {
    return promise.serviceName() + ": " + promise.title();
  }

  private static <R, T> List<T> each(List<R> rows, Function<R, T> what) {
    return rows.stream().map(what).toList();
  }
}
