package dev.rialto.beginning;

import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far somebody has come on the first steps, and what they set aside. */
public final class Beginning {
  private static final String ALL = "all";

  private final OnCall onCall;
  private final Database db;
  private final InstantSource clock;

  public Beginning(OnCall onCall, Database db, InstantSource clock) {
    this.onCall = onCall;
    this.db = db;
    this.clock = clock;
  }

  /** The steps as they stand for this reader. */
  public FirstSteps of(Tx tx, Caller reader) {
    var sql = tx.attach(StepsSql.class);
    return steps(tx, sql, reader, sql.aside(reader.id()));
  }

  private FirstSteps steps(Tx tx, StepsSql sql, Caller reader, List<String> aside) {
    return new FirstSteps(
        facts(tx, sql, reader),
        aside.stream().map(Step::of).flatMap(Optional::stream).collect(Collectors.toSet()),
        aside.contains(ALL));
  }

  /** The steps when Home speaks of them; who may not take them or took them off is not asked. */
  public Optional<FirstSteps> onHome(Tx tx, Caller reader) {
    if (!reader.mayWrite()) return Optional.empty();
    var sql = tx.attach(StepsSql.class);
    var aside = sql.aside(reader.id());
    return aside.contains(ALL)
        ? Optional.empty()
        : Optional.of(steps(tx, sql, reader, aside)).filter(FirstSteps::onHome);
  }

  private Facts facts(Tx tx, StepsSql sql, Caller reader) {
    var there = sql.there(reader.id());
    return new Facts(
        there.reachedBy(),
        made(there.teamId(), there.teamSlug(), there.teamName()),
        there.member(),
        made(there.serviceId(), there.serviceSlug(), there.serviceName()),
        made(there.checkId(), String.valueOf(there.checkId()), there.checkName()),
        there.scheduleId(),
        there.teamId() == null ? null : onCall(tx, there.teamId()),
        sql.newestOf(reader.id()).orElse(null));
  }

  private @Nullable String onCall(Tx tx, long team) {
    return onCall.current(tx, List.of(team), clock.instant()).getOrDefault(team, List.of()).stream()
        .filter(duty -> !duty.isGap())
        .findFirst()
        .map(duty -> String.valueOf(duty.personName()))
        .orElse(null);
  }

  private static Facts.@Nullable Made made(
      @Nullable Long id, @Nullable String slug, @Nullable String name) {
    return id == null ? null : new Facts.Made(id, String.valueOf(slug), String.valueOf(name));
  }

  /** Left out for now; it still ticks itself when it comes true. */
  void setAside(Caller reader, Step step, boolean aside) {
    keep(reader, step.word(), aside);
  }

  /** Away from Home, or back on it. */
  void hide(Caller reader, boolean hidden) {
    keep(reader, ALL, hidden);
  }

  private void keep(Caller reader, String step, boolean aside) {
    db.run(
        tx -> {
          var sql = tx.attach(StepsSql.class);
          if (aside) {
            sql.setAside(reader.id(), step, clock.instant());
          } else {
            sql.takeUp(reader.id(), step);
          }
        });
  }
}
