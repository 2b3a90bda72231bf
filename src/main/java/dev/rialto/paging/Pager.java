package dev.rialto.paging;

import static java.util.Objects.requireNonNull;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.paging.PromiseSql.Closed;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Promises to page the owner, in the transaction of the alert that asks for it. From there on jobs
 * ring, repeat and escalate until the promise is stopped or resolved.
 */
public final class Pager {
  static final Duration LINK_LIFE = Duration.ofDays(7);

  static final TaskDescriptor<Void> RING = TaskDescriptor.of("paging-ring");
  static final TaskDescriptor<Void> TELL = TaskDescriptor.of("paging-tell");

  /** Why somebody is wanted: one alert, told so that it can be read at three in the morning. */
  public record Summons(
      long alertId,
      long teamId,
      @Nullable Long serviceId,
      String serviceName,
      String title,
      String severity,
      Instant since,
      String path) {}

  /**
   * Whom and what a link of a message stands for.
   *
   * @param alertIds every alert the message told of; {@code alertId} is the first of them
   */
  public record Linked(
      long personId, long alertId, long pageId, boolean expired, List<Long> alertIds) {}

  private final Policies policies;
  private final PageLinks links;
  private final Jobs jobs;
  private final InstantSource clock;

  Pager(Policies policies, PageLinks links, Jobs jobs, InstantSource clock) {
    this.policies = policies;
    this.links = links;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Somebody of each alert's team will be rung. An alert already promised keeps its promise. */
  public void promise(Tx tx, List<Summons> summons) {
    if (summons.isEmpty()) {
      return;
    }
    var plans =
        policies.plansOf(tx, summons.stream().map(Summons::teamId).collect(Collectors.toSet()));
    var teams =
        tx.attach(PromiseSql.class)
            .promise(
                each(summons, Summons::alertId),
                each(summons, Summons::teamId),
                each(summons, s -> requireNonNull(plans.get(s.teamId()))),
                summons.stream().map(Summons::serviceId).toArray(Long[]::new),
                each(summons, Summons::serviceName),
                each(summons, Summons::title),
                each(summons, Summons::severity),
                each(summons, Summons::since),
                each(summons, Summons::path),
                clock.instant());
    if (!teams.isEmpty()) {
      Ringing.ringNow(tx, jobs, clock.instant());
    }
  }

  /**
   * Somebody has it, or it was silenced: nothing more rings, and those who were rung are told.
   *
   * @param person who acknowledged, and needs not be told; null when nobody did
   */
  public void stop(Tx tx, Collection<Long> alertIds, String by, @Nullable Long person) {
    var sql = tx.attach(PromiseSql.class);
    var now = clock.instant();
    sql.stop(alertIds, by, now);
    tell(tx, sql.close(alertIds, by, person, now));
  }

  public void stop(Tx tx, Collection<Long> alertIds, String by) {
    stop(tx, alertIds, by, null);
  }

  /** It is over: nothing more rings, and whoever was paged hears it in the same thread. */
  public void resolved(Tx tx, Collection<Long> alertIds) {
    tell(tx, tx.attach(PromiseSql.class).resolve(alertIds, clock.instant()));
  }

  /**
   * The severity rose. Whoever was paged hears it once; the escalation keeps its pace, since a
   * second ring from the bottom would delay the levels above.
   */
  public void raise(Tx tx, Collection<Long> alertIds, String severity) {
    tell(tx, tx.attach(PromiseSql.class).raise(alertIds, severity));
  }

  /** Rings the next level without waiting. False: nothing of this alert is left to escalate. */
  public boolean escalateNow(Tx tx, long alertId) {
    var team = tx.attach(PromiseSql.class).escalate(alertId, clock.instant());
    if (team != null) {
      Ringing.ringNow(tx, jobs, clock.instant());
    }
    return team != null;
  }

  /** Whose link this is and for what; empty: not one of ours. */
  public Optional<Linked> linked(Tx tx, String token) {
    return PageLinks.parse(token).flatMap(claimed -> linked(tx, claimed));
  }

  private Optional<Linked> linked(Tx tx, PageLinks.Claimed claimed) {
    var sql = tx.attach(PromiseSql.class);
    var rows = claimed.bundle() ? sql.linkedBundle(claimed.id()) : sql.linkedPage(claimed.id());
    if (rows.isEmpty() || !links.genuine(claimed, rows.getFirst().personId())) {
      return Optional.empty();
    }
    var first = rows.getFirst();
    var expired = clock.instant().isAfter(first.madeAt().plus(LINK_LIFE));
    var alerts = rows.stream().map(PromiseSql.LinkRow::alertId).distinct().toList();
    return Optional.of(
        new Linked(first.personId(), first.alertId(), first.pageId(), expired, alerts));
  }

  private void tell(Tx tx, List<Closed> closed) {
    closed.stream().map(Closed::personId).distinct().forEach(p -> tx.tell("pages:" + p));
    if (closed.stream().anyMatch(Closed::notice)) {
      jobs.schedule(tx, TELL.instance(UUID.randomUUID().toString()).build(), clock.instant());
    }
  }

  private static <T> List<T> each(List<Summons> summons, Function<Summons, T> what) {
    return summons.stream().map(what).toList();
  }
}
