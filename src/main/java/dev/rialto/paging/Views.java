package dev.rialto.paging;

import dev.rialto.oncall.OnCall;
import dev.rialto.paging.AlertPages.AttemptRow;
import dev.rialto.paging.AlertPages.Carried;
import dev.rialto.paging.AlertPages.MessageRow;
import dev.rialto.paging.AlertPages.Next;
import dev.rialto.paging.AlertPages.PageRow;
import dev.rialto.paging.AlertPages.Rung;
import dev.rialto.paging.Climb.Called;
import dev.rialto.paging.Escalation.Target;
import dev.rialto.paging.EscalationPage.Ring;
import dev.rialto.paging.ViewSql.PromiseRow;
import dev.rialto.platform.Database;
import dev.rialto.platform.Show;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the screens of this room show, read at one moment. */
final class Views {
  private static final int MINE_AT_HOME = 5;
  private static final int MINE_WHOLE = 400;
  private static final int TROUBLE_SHOWN = 20;
  private static final Duration HEALTH_WINDOW = Duration.ofHours(24);

  private final Database db;
  private final OnCall onCall;
  private final InstantSource clock;

  Views(Database db, OnCall onCall, InstantSource clock) {
    this.db = db;
    this.onCall = onCall;
    this.clock = clock;
  }

  MyPages mine(long person, boolean whole) {
    return db.read(
        tx -> {
          var sql = tx.attach(ViewSql.class);
          var lines = sql.mine(person, whole ? MINE_WHOLE : MINE_AT_HOME);
          return MyPages.of(lines, sql.openCount(person), whole, clock.instant());
        });
  }

  int openCount(long person) {
    return db.read(tx -> tx.attach(ViewSql.class).openCount(person));
  }

  AlertPages pagesOf(long alert) {
    return db.read(
        tx -> {
          var sql = tx.attach(ViewSql.class);
          var promise = sql.lastPromise(alert).orElse(null);
          var messages = carried(sql, sql.messagesOf(alert));
          var pages = sql.pagesOf(alert);
          var over = promise != null && promise.state().equals("resolved");
          var rung = rung(pages, messages, over);
          var passed = sql.passedOf(alert).stream().map(ViewSql.PassedRow::why).toList();
          var teamId = promise == null ? null : (Long) promise.teamId();
          return new AlertPages(
              alert,
              teamId,
              verdict(promise, pages, rung),
              state(promise, rung),
              next(tx, promise),
              rung,
              passed.stream().distinct().toList(),
              clock.instant());
        });
  }

  NotificationsPage notifications(String state, String channel, long before, int limit) {
    return db.read(
        tx -> {
          var sql = tx.attach(ViewSql.class);
          var rows = carried(sql, sql.messages(before, state, channel, null, limit + 1));
          var more = rows.size() > limit;
          var shown = more ? rows.subList(0, limit) : rows;
          var trouble =
              state.isEmpty() && channel.isEmpty() && before == Long.MAX_VALUE
                  ? carried(sql, sql.messages(Long.MAX_VALUE, "trouble", "", null, TROUBLE_SHOWN))
                  : List.<Carried>of();
          return new NotificationsPage(
              sql.health(clock.instant().minus(HEALTH_WINDOW)),
              recent(trouble),
              shown,
              state,
              channel,
              more ? String.valueOf(shown.getLast().message().id()) : null,
              clock.instant());
        });
  }

  /** Each level of the first round as it would ring at this moment. */
  List<Ring> rings(Tx tx, long team, Escalation plan) {
    var now = clock.instant();
    var rolls = new Rolls(tx, onCall, Set.of(team), List.of(plan), now);
    var names =
        tx.attach(PolicySql.class).schedulesOf(Set.of(team)).stream()
            .collect(Collectors.toMap(PolicySql.ScheduleOf::id, PolicySql.ScheduleOf::name));
    var rings = new ArrayList<Ring>();
    var after = Duration.ZERO;
    for (var level : plan.levels()) {
      var roll = rolls.of(team, level.target());
      var heard = roll.people().stream().filter(Called::reachable).map(Called::name).toList();
      rings.add(
          new Ring(
              words(level.target(), names),
              after.isZero() ? "" : Show.duration(after),
              heard,
              heard.isEmpty() ? roll.empty() : ""));
      after = heard.isEmpty() ? after : after.plus(level.patience());
    }
    return rings;
  }

  static List<Carried> carried(ViewSql sql, List<MessageRow> messages) {
    if (messages.isEmpty()) {
      return List.of();
    }
    var attempts = attempts(sql, messages);
    return messages.stream()
        .map(m -> new Carried(m, attempts.getOrDefault(m.id(), List.of())))
        .toList();
  }

  static Map<Long, List<AttemptRow>> attempts(ViewSql sql, List<MessageRow> messages) {
    return sql.attempts(messages.stream().map(MessageRow::id).toList()).stream()
        .collect(Collectors.groupingBy(AttemptRow::notificationId));
  }

  private List<Carried> recent(List<Carried> trouble) {
    var since = clock.instant().minus(HEALTH_WINDOW);
    return trouble.stream().filter(c -> c.message().createdAt().isAfter(since)).toList();
  }

  private @Nullable Next next(Tx tx, @Nullable PromiseRow promise) {
    if (promise == null || promise.nextAt() == null) {
      return null;
    }
    var row = tx.attach(PolicySql.class).plans(Set.of(promise.planId())).getFirst();
    var plan = PlanJson.read(row.levels(), row.repeats());
    var team = promise.teamId();
    var rolls = new Rolls(tx, onCall, Set.of(team), List.of(plan), promise.nextAt());
    var climb =
        Climb.from(plan, promise.step(), l -> rolls.of(team, plan.levels().get(l).target()));
    return switch (climb.outcome()) {
      case Climb.Outcome.Rings rings -> new Next(names(rings.roll()), promise.nextAt());
      case Climb.Outcome.NobodyAtAll nobody -> new Next("An administrator", promise.nextAt());
      case Climb.Outcome.Exhausted exhausted -> null;
    };
  }

  private static String names(Climb.Roll roll) {
    var names = roll.people().stream().filter(Called::reachable).map(Called::name).toList();
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }

  private static String verdict(
      @Nullable PromiseRow promise, List<PageRow> pages, List<Rung> rung) {
    if (promise == null) {
      return "Nobody was paged";
    }
    var reached = reached(rung);
    return switch (promise.state()) {
      case "resolved" -> "Over; nothing rings";
      case "stopped" ->
          pages.stream()
              .map(PageRow::closedBy)
              .filter(java.util.Objects::nonNull)
              .reduce((a, b) -> b)
              .map(by -> by + " has it; nothing rings")
              .orElse("Stopped; nothing rings");
      case "unanswered" -> "Nobody answered, and nothing more rings";
      default ->
          rung.isEmpty()
              ? promise.step() == 0 ? "Rings in a moment" : "Nobody could be paged"
              : reached
                  ? "No answer yet"
                  : rung.stream().allMatch(Rung::silent)
                      ? "Nobody could be paged; it is tried again every minute"
                      : "No message has got through yet";
    };
  }

  private static String state(@Nullable PromiseRow promise, List<Rung> rung) {
    if (promise == null) {
      return "unknown";
    }
    return switch (promise.state()) {
      case "resolved", "stopped" -> "up";
      case "unanswered" -> "down";
      default ->
          reached(rung) ? "degraded" : rung.isEmpty() && promise.step() == 0 ? "unknown" : "down";
    };
  }

  private static boolean reached(List<Rung> rung) {
    return rung.stream()
        .flatMap(r -> r.messages().stream())
        .anyMatch(m -> m.message().state().equals("sent"));
  }

  /** A person stands once, however often they were rung, and in the order of the first ring. */
  private static List<Rung> rung(List<PageRow> pages, List<Carried> messages, boolean over) {
    return pages.stream()
        .collect(Collectors.groupingBy(PageRow::personId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(
            rings -> {
              var last = rings.getLast();
              var theirs =
                  messages.stream().filter(m -> m.message().personId() == last.personId()).toList();
              return new Rung(last, rings.size(), theirs, over);
            })
        .toList();
  }

  private static String words(Target target, Map<Long, String> schedules) {
    return switch (target) {
      case Target.OnCall onCall ->
          "on call for " + schedules.getOrDefault(onCall.scheduleId(), "a schedule that is gone");
      case Target.OnePerson person -> "by name";
      case Target.WholeTeam team -> "everybody of the team";
    };
  }

  Instant now() {
    return clock.instant();
  }
}
