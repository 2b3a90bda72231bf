package dev.rialto.catalog;

import dev.rialto.capabilities.Capabilities;
import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of what runs. Every name means one service, so a signal always finds at most one
 * owner.
 */
public final class Services {
  private static final int NAMED_IN_A_REASON = 3;

  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final People people;
  private final Capabilities capabilities;
  private final InstantSource clock;

  public Services(
      Database db,
      Journal journal,
      Teams teams,
      People people,
      Capabilities capabilities,
      InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.teams = teams;
    this.people = people;
    this.capabilities = capabilities;
    this.clock = clock;
    teams.keptBy(this::reasonsToKeepTeam);
  }

  /** The service somebody means by its slug, its name or one of its other names, in any case. */
  public Optional<Service> byName(Tx tx, String name) {
    return tx.attach(ServiceSql.class).byKey(ServiceDraft.key(name)).map(ServiceRow::service);
  }

  /** The same for many names in two statements; names nobody bears are missing from the answer. */
  public Map<String, Service> byNames(Tx tx, Collection<String> names) {
    if (names.isEmpty()) return Map.of();
    var sql = tx.attach(ServiceSql.class);
    var keys = names.stream().map(ServiceDraft::key).distinct().toArray(String[]::new);
    var services = new HashMap<Long, Service>();
    sql.byKeys(keys).forEach(row -> services.put(row.id(), row.service()));
    var byKey = new HashMap<String, Service>();
    sql.keys(keys)
        .forEach(
            k ->
                Optional.ofNullable(services.get(k.serviceId()))
                    .ifPresent(s -> byKey.put(k.key(), s)));
    var found = new LinkedHashMap<String, Service>();
    for (var name : names) {
      Optional.ofNullable(byKey.get(ServiceDraft.key(name))).ifPresent(s -> found.put(name, s));
    }
    return found;
  }

  public Optional<Service> byId(Tx tx, long id) {
    return tx.attach(ServiceSql.class).byId(id).map(ServiceRow::service);
  }

  public Optional<Service> bySlug(String slug) {
    return Slug.fits(slug)
        ? db.read(tx -> tx.attach(ServiceSql.class).bySlug(slug).map(ServiceRow::service))
        : Optional.empty();
  }

  List<Service> page(ServicesQuery query, String after, int limit) {
    return db
        .read(
            tx -> {
              var sql = tx.attach(ServiceSql.class);
              return query.q().isEmpty()
                  ? sql.page(query.owner(), query.tier(), query.capability(), after, limit)
                  : sql.byIds(
                      sql.search(
                              ServiceDraft.key(query.q()),
                              query.words(),
                              query.owner(),
                              query.tier(),
                              query.capability(),
                              after,
                              limit)
                          .toArray(Long[]::new));
            })
        .stream()
        .map(ServiceRow::service)
        .toList();
  }

  /** An unowned service may be looked after by any member; an owned one by its team. */
  public boolean mayEdit(Caller caller, Service service) {
    return db.read(tx -> mayActFor(tx, caller, service.ownerTeamId()));
  }

  /** A new service; whoever makes it for a team acts for that team. */
  public Service create(Caller caller, ServiceDraft typed, Scrutiny scrutiny) {
    var draft = typed.withSlugFromName();
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var owner = owner(tx, caller, draft, scrutiny);
          var named = named(tx, draft, scrutiny);
          scrutiny.orThrow();
          var sql = tx.attach(ServiceSql.class);
          refuseHeldNames(sql, draft, 0);
          long id = sql.insert(written(tx, caller, draft, owner, named), clock.instant());
          learnNames(sql, id, draft);
          Ownerships.follow(tx, List.of(id), clock.instant());
          var service = byId(tx, id).orElseThrow();
          journal.append(
              tx, caller.label(), "service.created", "service", id, null, ServiceJson.of(service));
          tx.tell("services");
          return service;
        });
  }

  Service change(Caller caller, String slug, int version, ServiceDraft typed, Scrutiny scrutiny) {
    var draft = typed.withSlugFromName();
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ServiceSql.class);
          var before = editable(tx, caller, slug);
          draft.checkAgainst(before, scrutiny);
          var owner =
              draft.owner().equals(before.ownerSlug())
                  ? before.ownerTeamId()
                  : owner(tx, caller, draft, scrutiny);
          var named = named(tx, draft, scrutiny);
          scrutiny.orThrow();
          refuseHeldNames(sql, draft, before.id());
          int changed =
              sql.update(
                  before.id(), version, written(tx, caller, draft, owner, named), clock.instant());
          if (changed == 0) throw stale(before);
          sql.forgetNames(before.id());
          learnNames(sql, before.id(), draft);
          Ownerships.follow(tx, List.of(before.id()), clock.instant());
          return told(tx, caller, "service.changed", before);
        });
  }

  /** From now on people say what this service is, and no import touches it. */
  Service detach(Caller caller, String slug, int version) {
    return db.inTransaction(
        tx -> {
          var before = editable(tx, caller, slug);
          if (before.origin() == null) {
            throw Problem.conflict("%s is kept by hand already.".formatted(before.name()));
          }
          if (tx.attach(ServiceSql.class).detach(before.id(), version, clock.instant()) == 0) {
            throw stale(before);
          }
          return told(tx, caller, "service.detached", before);
        });
  }

  private Service told(Tx tx, Caller caller, String kind, Service before) {
    var after = byId(tx, before.id()).orElseThrow();
    journal.append(
        tx,
        caller.label(),
        kind,
        "service",
        after.id(),
        ServiceJson.of(before),
        ServiceJson.of(after));
    tx.tell("services");
    return after;
  }

  void remove(Caller caller, String slug, int version) {
    db.run(
        tx -> {
          var service = editable(tx, caller, slug);
          if (deleteUnlessReferred(tx, service, version) == 0) throw stale(service);
          Ownerships.follow(tx, List.of(service.id()), clock.instant());
          journal.append(
              tx,
              caller.label(),
              "service.removed",
              "service",
              service.id(),
              ServiceJson.of(service),
              null);
          tx.tell("services");
        });
  }

  /** Giving a service to a team is acting for that team: nobody hands the pager to strangers. */
  private @Nullable Long owner(Tx tx, Caller caller, ServiceDraft draft, Scrutiny scrutiny) {
    if (draft.owner().isEmpty()) return null;
    var team = teams.bySlug(tx, draft.owner()).orElse(null);
    if (team == null) {
      scrutiny.wrong("owner", "There is no team with this short name. Teams are under /teams.");
      return null;
    }
    if (!teams.mayActFor(tx, caller, team.id())) {
      scrutiny.wrong(
          "owner",
          "You are not in %s, and only its members take on services for it."
              .formatted(team.name()));
    }
    return team.id();
  }

  private record Named(@Nullable Long serviceOwner, @Nullable Long dev, @Nullable Long ops) {}

  private Named named(Tx tx, ServiceDraft draft, Scrutiny scrutiny) {
    return new Named(
        person(tx, "service_owner", draft.people().serviceOwner(), scrutiny),
        person(tx, "dev_contact", draft.people().dev(), scrutiny),
        person(tx, "ops_contact", draft.people().ops(), scrutiny));
  }

  private @Nullable Long person(Tx tx, String field, String typed, Scrutiny scrutiny) {
    if (typed.isEmpty()) return null;
    var found = people.called(tx, typed);
    if (found.isPresent()) return found.get().id();
    scrutiny.wrong(field, "No single person is called this. Give their e-mail address.");
    return null;
  }

  private ServiceSql.Written written(
      Tx tx, Caller caller, ServiceDraft draft, @Nullable Long owner, Named named) {
    return new ServiceSql.Written(
        draft.slug(),
        draft.name(),
        draft.kind(),
        owner,
        named.serviceOwner(),
        named.dev(),
        named.ops(),
        draft.tier(),
        draft.capability().isEmpty()
            ? null
            : Long.valueOf(capabilities.named(tx, caller, draft.capability()).id()),
        Json.write(draft.environments()),
        draft.runbookUrl(),
        draft.description(),
        Json.write(draft.repositories()),
        Json.write(draft.links()));
  }

  private Service editable(Tx tx, Caller caller, String slug) {
    var service =
        Optional.of(slug)
            .filter(Slug::fits)
            .flatMap(tx.attach(ServiceSql.class)::bySlug)
            .map(ServiceRow::service)
            .orElseThrow(() -> unknown(slug));
    if (!mayActFor(tx, caller, service.ownerTeamId())) throw notTheirs(service);
    return service;
  }

  static Problem unknown(String slug) {
    return Problem.notFound("No service “%s”. All services are under /services.".formatted(slug));
  }

  static Problem notTheirs(Service service) {
    return Problem.forbidden(
        "Only members of %s and administrators may do this.".formatted(service.ownerName()));
  }

  private boolean mayActFor(Tx tx, Caller caller, @Nullable Long teamId) {
    return teamId == null || teams.mayActFor(tx, caller, teamId);
  }

  private static void refuseHeldNames(ServiceSql sql, ServiceDraft draft, long exceptId) {
    var names = KnownAs.all(draft);
    var keys = names.stream().map(KnownAs::key).toArray(String[]::new);
    sql.heldByAnother(keys, exceptId)
        .ifPresent(
            held -> {
              var name = names.stream().filter(n -> n.key().equals(held.key())).findFirst();
              throw Problem.invalid(
                  new Scrutiny()
                      .wrong(
                          name.map(KnownAs::field).orElse("name"),
                          "“%s” already means %s. Each name leads to one service."
                              .formatted(name.map(KnownAs::label).orElse(""), held.name()))
                      .wrongs());
            });
  }

  /**
   * Another transaction may have taken a name since it was looked up: then the whole write is
   * undone.
   */
  private static void learnNames(ServiceSql sql, long id, ServiceDraft draft) {
    var names = KnownAs.all(draft);
    int learnt =
        sql.learnNames(
            id,
            names.stream().map(KnownAs::key).toArray(String[]::new),
            names.stream().map(KnownAs::label).toArray(String[]::new),
            names.stream().map(KnownAs::kind).toArray(String[]::new));
    if (learnt != names.size()) {
      throw Problem.conflict("Somebody took one of these names a moment ago. Look again.");
    }
  }

  private List<String> reasonsToKeepTeam(Tx tx, long teamId) {
    var sql = tx.attach(ServiceSql.class);
    int count = sql.countOwnedBy(teamId);
    if (count == 0) return List.of();
    var named = String.join(", ", sql.namesOwnedBy(teamId, NAMED_IN_A_REASON));
    return List.of(
        "It owns %d %s (%s%s): give them to another team first."
            .formatted(
                count,
                count == 1 ? "service" : "services",
                named,
                count > NAMED_IN_A_REASON ? ", …" : ""));
  }

  /** Rooms to the right may hang things on a service; their foreign keys say so. */
  private int deleteUnlessReferred(Tx tx, Service service, int version) {
    try {
      return tx.attach(ServiceSql.class).delete(service.id(), version);
    } catch (RuntimeException e) {
      var table = Tx.stillReferredBy(e).orElseThrow(() -> e);
      throw Problem.conflict(
          "%s cannot be removed: it still has an entry under “%s”."
              .formatted(service.name(), table.replace('_', ' ')));
    }
  }

  private static Problem stale(Service service) {
    return Problem.conflict(
        "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
            .formatted(service.name(), service.version()));
  }
}
