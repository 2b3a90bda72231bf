package dev.rialto.beginning;

import dev.rialto.alerts.Alerts;
import dev.rialto.alerts.Symptom;
import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.journal.Entry;
import dev.rialto.journal.Journal;
import dev.rialto.journal.Reactions;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page somebody asks for, to see that it arrives: an alert like any other, by the same road to
 * the same people, marked, in no figure, and over as soon as somebody has it.
 */
public final class Practice {
  /** Shorter than the usual wait for the next level: an unanswered one wakes nobody else. */
  static final Duration LASTS = Duration.ofMinutes(4);

  private static final String FINGERPRINT = "rialto-practice-";

  private final Database db;
  private final Alerts alerts;
  private final Services services;
  private final Teams teams;
  private final Journal journal;
  private final UnaryOperator<String> link;
  private final InstantSource clock;

  public Practice(
      Database db,
      Alerts alerts,
      Services services,
      Teams teams,
      Journal journal,
      UnaryOperator<String> link,
      InstantSource clock) {
    this.db = db;
    this.alerts = alerts;
    this.services = services;
    this.teams = teams;
    this.journal = journal;
    this.link = link;
    this.clock = clock;
  }

  /** An answered one is over: there is nothing to mend. */
  public void follow(Reactions reactions) {
    reactions.on("alert.acknowledged", "practice-answered", this::answered);
  }

  /** Begins one; while one of this service runs, that one is it. */
  Facts.Practised begin(Caller caller, String slug) {
    return db.inTransaction(
        tx -> {
          var service = service(tx, slug);
          var team = service.ownerTeamId();
          if (team == null) {
            throw Problem.conflict(
                "Nobody owns %s, so a page would have nobody to go to. Give it an owner first."
                    .formatted(service.name()));
          }
          if (!teams.mayActFor(tx, caller, team)) {
            throw Problem.forbidden(
                "Only members of %s and administrators page it for practice."
                    .formatted(service.ownerName()));
          }
          var sql = tx.attach(StepsSql.class);
          var fingerprint = FINGERPRINT + service.id();
          var running = sql.open(fingerprint).orElse(null);
          if (running == null) {
            var now = clock.instant();
            alerts.apply(tx, List.of(symptom(service, caller.name(), now, null)), true);
            running = sql.open(fingerprint).orElseThrow();
            sql.begin(
                running.id(),
                service.id(),
                caller.kind() == Caller.Kind.PERSON ? (Long) caller.id() : null,
                caller.name(),
                now);
            journal.append(
                tx,
                caller.label(),
                "practice.begun",
                "service",
                service.id(),
                null,
                Map.of("alert", "A-" + running.id()));
          }
          return sql.of(running.id()).orElseThrow();
        });
  }

  /** Acknowledges one's own practice page from the screen, where no phone is at hand. */
  void answer(Caller caller, long alertId) {
    db.run(
        tx -> {
          var begun = tx.attach(StepsSql.class).unanswered(alertId).orElse(null);
          if (begun == null) return;
          alerts.acknowledge(
              tx, alertId, caller.name(), caller.id() == 0 ? null : caller.id(), caller.label());
          // Not left to what follows the journal: whoever pressed sees at once that it is over.
          end(tx, begun, clock.instant(), caller.name());
        });
  }

  Optional<Facts.Practised> newest(String slug) {
    return db.read(tx -> tx.attach(StepsSql.class).newestFor(service(tx, slug).id()));
  }

  private void answered(Tx tx, Entry entry) {
    var begun = tx.attach(StepsSql.class).unanswered(entry.subjectId()).orElse(null);
    if (begun == null) return;
    var after = entry.afterTree();
    end(tx, begun, entry.at(), after == null ? entry.who() : after.path("by").asText(entry.who()));
  }

  private void end(Tx tx, StepsSql.Begun begun, Instant at, String by) {
    if (tx.attach(StepsSql.class).answered(begun.alertId(), at, by) == 0) return;
    var service =
        begun.serviceId() == null ? null : services.byId(tx, begun.serviceId()).orElse(null);
    if (service == null) return;
    var now = clock.instant();
    var end = now.isAfter(begun.startedAt()) ? now : begun.startedAt();
    alerts.apply(tx, List.of(symptom(service, by, begun.startedAt(), end)), true);
  }

  private Symptom symptom(Service service, String who, Instant since, @Nullable Instant over) {
    var now = clock.instant();
    return new Symptom(
        FINGERPRINT + service.id(),
        Map.of(
            "alertname", "Practice page",
            "service", service.slug(),
            "severity", "critical",
            "rialto_practice", "yes"),
        Map.of(
            "summary",
            "Practice, nothing is wrong",
            "description",
            over == null
                ? "%s asked for this page to see that it arrives. Acknowledge it: then it is over."
                    .formatted(who)
                : "%s answered this practice page.".formatted(who)),
        since,
        over == null ? since.plus(LASTS) : over,
        over == null,
        link.apply("/first-steps"),
        Symptom.PRACTICE,
        null,
        now,
        service.id());
  }

  private Service service(Tx tx, String slug) {
    return (Slug.fits(slug) ? services.byName(tx, slug) : Optional.<Service>empty())
        .orElseThrow(
            () -> Problem.notFound("No service “%s”. All are under /services.".formatted(slug)));
  }
}
