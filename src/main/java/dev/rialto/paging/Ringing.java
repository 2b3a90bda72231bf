package dev.rialto.paging;

import static java.util.Objects.requireNonNull;

import dev.rialto.oncall.OnCall;
import dev.rialto.paging.Climb.Called;
import dev.rialto.paging.Climb.Outcome;
import dev.rialto.paging.Climb.Roll;
import dev.rialto.paging.MessageSql.MethodRow;
import dev.rialto.paging.Outbox.Wish;
import dev.rialto.paging.RingSql.Due;
import dev.rialto.paging.RingSql.Made;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rings what is due of one team, all of it together: the level whose turn it is, or the next that
 * somebody hears. Nothing leaves here; messages are written down and leave by jobs of their own.
 */
final class Ringing {
  private static final int BATCH = 2000;

  /** The level written down when administrators are rung because the team has nobody. */
  static final int LAST_RESORT = -1;

  /** With nobody in the whole house who can be reached, look again: somebody may verify a phone. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** A promise this late was missed by its job; the sweep then rings it. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Database db;
  private final Jobs jobs;
  private final OnCall onCall;
  private final Outbox outbox;
  private final InstantSource clock;

  Ringing(Database db, Jobs jobs, OnCall onCall, Outbox outbox, InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.onCall = onCall;
    this.outbox = outbox;
    this.clock = clock;
  }

  void ring(long team) {
    int rung;
    do {
      rung = db.inTransaction(tx -> ringSome(tx, team));
    } while (rung == BATCH);
  }

  void sweep() {
    db.run(
        tx -> {
          var now = clock.instant();
          tx.attach(RingSql.class)
              .overdue(now.minus(LATE))
              .forEach(team -> schedule(tx, team + ":" + UUID.randomUUID(), now));
        });
  }

  /** Nobody of the level could be reached by any message: the next is rung now. */
  void hurry(Tx tx, long notification) {
    var now = clock.instant();
    tx.attach(RingSql.class).hurry(notification, now).stream()
        .distinct()
        .forEach(team -> schedule(tx, team + ":" + UUID.randomUUID(), now));
  }

  private int ringSome(Tx tx, long team) {
    var now = clock.instant();
    var due = tx.attach(RingSql.class).due(team, now, BATCH);
    if (due.isEmpty()) {
      return 0;
    }
    var plans = plans(tx, due);
    var rolls = new Rolls(tx, onCall, team, now);
    var round = new Round(tx, team, now, rolls);
    for (var group : together(due).values()) {
      var plan = requireNonNull(plans.get(group.getFirst().planId()));
      round.climb(group, plan);
    }
    round.write();
    return due.size();
  }

  /** Everything one transaction rings: pages and passed levels at once, messages at the end. */
  private final class Round {
    private final Tx tx;
    private final RingSql sql;
    private final long team;
    private final Instant now;
    private final Rolls rolls;
    private final List<Heard> heard = new ArrayList<>();
    private final Set<Instant> nextRings = new TreeSet<>();

    /** A page that a message will carry. */
    private record Heard(Made page, Due promise) {}

    Round(Tx tx, long team, Instant now, Rolls rolls) {
      this.tx = tx;
      this.sql = tx.attach(RingSql.class);
      this.team = team;
      this.now = now;
      this.rolls = rolls;
    }

    void climb(List<Due> group, Escalation plan) {
      var start = group.getFirst().step();
      var climb = Climb.from(plan, start, level -> rolls.of(plan.levels().get(level).target()));
      for (var passed : climb.passed()) {
        sql.passOver(ids(group), passed.step(), passed.level(), passed.roll().empty(), now);
        pages(group, passed.step(), passed.level(), passed.roll());
      }
      switch (climb.outcome()) {
        case Outcome.Rings rings -> {
          pages(group, rings.step(), plan.level(rings.step()), rings.roll());
          goOn(group, rings.step() + 1, now.plus(plan.at(rings.step()).patience()));
        }
        case Outcome.NobodyAtAll nobody -> lastResort(group, nobody.nextStep());
        case Outcome.Exhausted exhausted -> sql.giveUp(ids(group), plan.steps());
      }
    }

    private void lastResort(List<Due> group, int nextStep) {
      var admins = rolls.lastResort();
      pages(group, nextStep - 1, LAST_RESORT, admins);
      if (admins.heard()) {
        goOn(group, nextStep, now.plus(Escalation.USUAL_PATIENCE));
      } else {
        goOn(group, group.getFirst().step(), now.plus(LOOK_AGAIN));
      }
    }

    private void goOn(List<Due> group, int step, Instant next) {
      sql.goOn(ids(group), step, next);
      nextRings.add(next);
    }

    private void pages(List<Due> group, int step, int level, Roll roll) {
      if (roll.people().isEmpty()) {
        return;
      }
      var byPromise = group.stream().collect(Collectors.toMap(Due::id, Function.identity()));
      var made =
          sql.pages(
              ids(group),
              group.stream().map(Due::alertId).toList(),
              step,
              level,
              roll.people().stream().map(Called::personId).toList(),
              roll.people().stream().map(Called::why).toList(),
              now);
      made.forEach(
          page -> heard.add(new Heard(page, requireNonNull(byPromise.get(page.promiseId())))));
    }

    void write() {
      var people = heard.stream().map(h -> h.page().personId()).collect(Collectors.toSet());
      var methods =
          tx.attach(MessageSql.class).firstMethods(people).stream()
              .collect(Collectors.toMap(MethodRow::personId, Function.identity()));
      var wishes = new ArrayList<Wish>();
      for (var h : heard) {
        var method = methods.get(h.page().personId());
        if (method != null) {
          wishes.add(new Wish(method, key(h.promise()), h.page().id(), about(h.promise()), null));
        }
      }
      outbox.put(tx, "page", wishes, now);
      nextRings.forEach(at -> schedule(tx, team + "@" + at.toEpochMilli(), at));
      people.forEach(person -> tx.tell("pages:" + person));
      tx.tell("paging:" + team);
      tx.tell("notifications");
    }
  }

  private void schedule(Tx tx, String instance, Instant at) {
    jobs.schedule(tx, Pager.RING.instance(instance).build(), at);
  }

  private static Map<Long, Escalation> plans(Tx tx, List<Due> due) {
    var ids = due.stream().map(Due::planId).collect(Collectors.toSet());
    var plans = new HashMap<Long, Escalation>();
    for (var row : tx.attach(PolicySql.class).plans(ids)) {
      plans.put(row.id(), PlanJson.read(row.levels(), row.repeats()));
    }
    return plans;
  }

  /** Promises at the same step of the same plan ring the same people for the same reasons. */
  private static Map<List<Long>, List<Due>> together(List<Due> due) {
    return due.stream()
        .collect(
            Collectors.groupingBy(
                d -> List.of(d.planId(), (long) d.step()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<Long> ids(List<Due> group) {
    return group.stream().map(Due::id).toList();
  }

  static String key(Due promise) {
    return promise.serviceId() == null ? "n" + promise.serviceName() : "s" + promise.serviceId();
  }

  private static String about(Due promise) {
    return promise.serviceName() + ": " + promise.title();
  }
}
