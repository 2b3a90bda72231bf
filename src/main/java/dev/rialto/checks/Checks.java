package dev.rialto.checks;

import dev.rialto.catalog.Service;
import dev.rialto.catalog.Services;
import dev.rialto.journal.Journal;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import dev.rialto.probes.Probe;
import dev.rialto.uptime.Timekeeping;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of checks. Whoever may change a service may say what must hold of it; secrets go
 * in and never come out again.
 */
public final class Checks {
  static final int MOST_CHECKS = 20_000;
  private static final String SUBJECT = "check";

  private final Database db;
  private final Journal journal;
  private final Services services;
  private final Teams teams;
  private final Secrets secrets;
  private final Timekeeping timekeeping;
  private final Heartbeats heartbeats;
  private final InstantSource clock;

  public Checks(
      Database db,
      Journal journal,
      Services services,
      Teams teams,
      Vault vault,
      Timekeeping timekeeping,
      Heartbeats heartbeats,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.services = services;
    this.teams = teams;
    this.secrets = new Secrets(vault);
    this.timekeeping = timekeeping;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  /** A check as it was made; a heartbeat comes with the token that is shown this once. */
  public record Made(Check check, @Nullable String token) {}

  public Optional<Check> byId(Tx tx, long id) {
    return tx.attach(CheckSql.class).byId(id).map(CheckRow::check);
  }

  public List<Check> byIds(Tx tx, Collection<Long> ids) {
    return tx.attach(CheckSql.class).byIds(ids).stream().map(CheckRow::check).toList();
  }

  Check must(Tx tx, long id) {
    return byId(tx, id)
        .orElseThrow(
            () -> Problem.notFound("There is no check %d. All are under /checks.".formatted(id)));
  }

  public boolean mayEdit(Tx tx, Caller caller, Check check) {
    var team = check.service().teamId();
    return caller.mayWrite() && (team == null || teams.mayActFor(tx, caller, team));
  }

  /** A new check of a service that the caller may act for. */
  public Made create(Caller caller, CheckDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    var what = What.read(draft.probe(), Map.of(), scrutiny);
    return db.inTransaction(
        tx -> {
          var service = service(tx, caller, draft, scrutiny);
          scrutiny.orThrow();
          if (what == null || service == null) {
            throw new IllegalStateException("Nothing was wrong and yet something is missing");
          }
          var sql = tx.attach(CheckSql.class);
          long id = sql.nextId();
          var sealed = secrets.sealed(id, what.secrets(), Map.of());
          if (sql.insert(CheckSql.Fields.of(id, draft, what, service, sealed, 0, clock.instant()))
              == 0) {
            throw taken(draft, service);
          }
          timekeeping.begin(tx, id, clock.instant());
          var token = what.rhythm() == null ? null : heartbeats.begin(tx, id, what.rhythm());
          sql.moved();
          var check = must(tx, id);
          journal.append(
              tx, caller.label(), "check.created", SUBJECT, id, null, CheckJson.of(check));
          tx.tell("checks");
          return new Made(check, token);
        });
  }

  Check change(Caller caller, long id, int version, CheckDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(CheckSql.class);
          var row = sql.byId(id).orElse(null);
          var before = editable(tx, caller, id);
          var kept = row == null ? Map.<String, String>of() : row.sealed();
          var what = What.read(draft.probe(), secrets.opened(id, kept), scrutiny);
          scrutiny.holds(
              draft.isHeartbeat() == before.isHeartbeat(),
              "probe.type",
              "What reports by itself cannot become what is probed; make a new check.");
          var service = service(tx, caller, draft, scrutiny);
          scrutiny.orThrow();
          if (what == null || service == null) {
            throw new IllegalStateException("Nothing was wrong and yet something is missing");
          }
          if (sql.named(service.id(), draft.name(), id) > 0) {
            throw taken(draft, service);
          }
          // Only what the probe still has a place for is kept.
          var sealed = secrets.sealed(id, what.secrets(), kept);
          if (sql.update(
                  CheckSql.Fields.of(id, draft, what, service, sealed, version, clock.instant()))
              == 0) {
            throw stale(before);
          }
          if (what.rhythm() != null) {
            heartbeats.rhythmIs(tx, id, what.rhythm(), before.paused() != null);
          }
          sql.moved();
          var after = must(tx, id);
          journal.append(
              tx,
              caller.label(),
              "check.changed",
              SUBJECT,
              id,
              said(before, Set.of()),
              said(after, secrets.changed(id, kept, what.secrets())));
          tx.tell("checks");
          tx.tell("check:" + id);
          return after;
        });
  }

  /** Nobody looks any more, or somebody does again; said twice, it changes nothing. */
  Check pause(Caller caller, long id, boolean pause) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, id);
          var now = clock.instant();
          var sql = tx.attach(CheckSql.class);
          if (sql.pause(id, pause ? caller.name() : null, pause ? now : null, now) > 0) {
            sql.moved();
            timekeeping.pause(
                tx, before.watched(), pause ? "Paused by " + caller.name() : null, now);
            if (before.isHeartbeat()) {
              heartbeats.rhythmIs(tx, id, What.rhythm(before.probe()), pause);
            }
            journal.append(
                tx,
                caller.label(),
                pause ? "check.paused" : "check.resumed",
                SUBJECT,
                id,
                null,
                Map.of("by", caller.name()));
            tx.tell("checks");
            tx.tell("check:" + id);
          }
          return must(tx, id);
        });
  }

  void remove(Caller caller, long id, int version) {
    db.run(
        tx -> {
          var check = editable(tx, caller, id);
          var sql = tx.attach(CheckSql.class);
          timekeeping.forget(tx, check.watched(), clock.instant());
          if (sql.delete(id, version) == 0) {
            throw stale(check);
          }
          sql.moved();
          journal.append(
              tx, caller.label(), "check.removed", SUBJECT, id, CheckJson.of(check), null);
          tx.tell("checks");
        });
  }

  /** The old token is worth nothing from now on. */
  String renewToken(Caller caller, long id) {
    return db.inTransaction(
        tx -> {
          var check = editable(tx, caller, id);
          if (!check.isHeartbeat()) {
            throw Problem.conflict(check.name() + " is probed; only heartbeats have a token.");
          }
          var token = heartbeats.renewToken(tx, id);
          journal.append(
              tx, caller.label(), "check.token_renewed", SUBJECT, id, null, Map.of("token", "new"));
          return token;
        });
  }

  /** What a node that holds these shards has to probe, with its secrets in place. */
  public List<Due> probed(Tx tx, Set<Integer> shards) {
    return tx.attach(CheckSql.class).probed(shards, MOST_CHECKS).stream().map(this::due).toList();
  }

  /** The same for single checks, whoever holds them; those that are paused are left out. */
  public List<Due> due(Tx tx, Collection<Long> ids) {
    return tx.attach(CheckSql.class).byIds(ids).stream()
        .filter(row -> row.check().paused() == null && !row.check().isHeartbeat())
        .map(this::due)
        .toList();
  }

  /** A check and the very probe, ready to be run. */
  public record Due(Check check, Probe probe) {}

  /** Moves with every change of any definition. */
  public long generation(Tx tx) {
    return tx.attach(CheckSql.class).generation();
  }

  /** A draft as it would run, for trying it before it is saved; secrets that are kept are used. */
  What ready(Tx tx, Caller caller, CheckDraft draft, @Nullable Long id, Scrutiny scrutiny) {
    var kept = Map.<String, String>of();
    if (id != null) {
      editable(tx, caller, id);
      kept =
          tx.attach(CheckSql.class)
              .byId(id)
              .map(row -> secrets.opened(id, row.sealed()))
              .orElse(kept);
    }
    var what = What.read(draft.probe(), kept, scrutiny);
    scrutiny.orThrow();
    if (what == null) {
      throw new IllegalStateException("Nothing was wrong and yet something is missing");
    }
    return what;
  }

  /** The probe of a draft that is not kept yet, for trying it. */
  public Probe probe(CheckDraft draft) {
    var scrutiny = new Scrutiny();
    var what = What.read(draft.probe(), Map.of(), scrutiny);
    scrutiny.orThrow();
    if (what == null || what.probe() == null) {
      throw Problem.invalid("type", "A heartbeat reports by itself; there is nothing to try.");
    }
    return what.probe();
  }

  private Due due(CheckRow row) {
    var check = row.check();
    return new Due(
        check, Probe.read(check.probe()).withSecrets(secrets.opened(row.id(), row.sealed())));
  }

  Check editable(Tx tx, Caller caller, long id) {
    var check = must(tx, id);
    if (!mayEdit(tx, caller, check)) {
      throw Problem.forbidden(
          "Only members of %s and administrators may do this."
              .formatted(check.service().teamName()));
    }
    return check;
  }

  private @Nullable Service service(Tx tx, Caller caller, CheckDraft draft, Scrutiny scrutiny) {
    var service =
        Slug.fits(draft.service()) ? services.byName(tx, draft.service()).orElse(null) : null;
    if (service == null) {
      scrutiny.wrong("service", "There is no service with this short name; see /services.");
      return null;
    }
    var team = service.ownerTeamId();
    scrutiny.holds(
        team == null || teams.mayActFor(tx, caller, team),
        "service",
        "Only members of %s and administrators make checks of %s."
            .formatted(service.ownerName(), service.name()));
    var names = service.environments().stream().map(e -> e.name()).toList();
    scrutiny.holds(
        draft.environment().isEmpty() || names.contains(draft.environment()),
        "environment",
        names.isEmpty()
            ? "%s names no environment yet; leave this empty.".formatted(service.name())
            : "%s has %s.".formatted(service.name(), String.join(", ", names)));
    return service;
  }

  /** For the journal: of secrets only that they changed. */
  private static Map<String, Object> said(Check check, Set<String> changedSecrets) {
    var said = new LinkedHashMap<String, Object>();
    var tree = Json.tree(Json.write(CheckJson.of(check)));
    tree.properties().forEach(field -> said.put(field.getKey(), field.getValue()));
    changedSecrets.forEach(name -> said.put("secret " + name, "changed"));
    return said;
  }

  private static Problem taken(CheckDraft draft, Service service) {
    return Problem.invalid(
        "name", "%s has a check called “%s” already.".formatted(service.name(), draft.name()));
  }

  private static Problem stale(Check check) {
    return Problem.conflict(
        "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
            .formatted(check.name(), check.version()));
  }
}
