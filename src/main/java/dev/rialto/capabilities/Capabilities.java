package dev.rialto.capabilities;

import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the business calls things. A name means one capability, so that two services never spell it
 * differently.
 */
public final class Capabilities {
  /** Capabilities are parts of capabilities, but nobody thinks in more storeys than these. */
  static final int DEEPEST = 12;

  static final int MOST_PARTS = 200;
  private static final int MOST_NAMES = 500;
  private static final int NAMED_IN_A_REASON = 3;

  private final Database db;
  private final Journal journal;
  private final Teams teams;
  private final People people;
  private final InstantSource clock;

  public Capabilities(
      Database db, Journal journal, Teams teams, People people, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.teams = teams;
    this.people = people;
    this.clock = clock;
    teams.keptBy(this::reasonsToKeepTeam);
  }

  public Optional<Capability> bySlug(String slug) {
    return Slug.fits(slug)
        ? db.read(tx -> tx.attach(CapabilitySql.class).bySlug(slug).map(CapabilityRow::capability))
        : Optional.empty();
  }

  List<Capability> page(String q, String after, int limit) {
    return db.read(tx -> tx.attach(CapabilitySql.class).page(q, after, limit)).stream()
        .map(CapabilityRow::capability)
        .toList();
  }

  List<Capability> parts(long id) {
    return db.read(tx -> tx.attach(CapabilitySql.class).parts(id, MOST_PARTS)).stream()
        .map(CapabilityRow::capability)
        .toList();
  }

  /** Names as the choices of a form. */
  public List<String> names() {
    return db.read(tx -> tx.attach(CapabilitySql.class).names(MOST_NAMES));
  }

  /**
   * The capability somebody means by its short name or its name. One that is named for the first
   * time is made on the spot: whoever describes a service need not stop to describe the business.
   */
  public Capability named(Tx tx, Caller caller, String said) {
    var sql = tx.attach(CapabilitySql.class);
    var known = sql.called(said);
    if (known.isPresent()) return known.get().capability();
    var draft = new CapabilityDraft(said, freeSlug(sql, said), "", "", "", "").withSlugFromName();
    var scrutiny = new Scrutiny();
    draft.check(scrutiny);
    if (!scrutiny.wrongs().isEmpty()) {
      throw Problem.invalid("capability", scrutiny.wrongs().getFirst().message());
    }
    return insert(tx, caller, draft, new Owners(null, null, null));
  }

  /** An unowned capability may be described by any member; an owned one by its team. */
  boolean mayEdit(Caller caller, Capability capability) {
    return db.read(tx -> mayActFor(tx, caller, capability.ownerTeamId()));
  }

  Capability create(Caller caller, CapabilityDraft typed, Scrutiny scrutiny) {
    var draft = typed.withSlugFromName();
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var owners = owners(tx, caller, draft, null, scrutiny);
          refuseHeldNames(tx.attach(CapabilitySql.class), draft, 0, scrutiny);
          scrutiny.orThrow();
          return insert(tx, caller, draft, owners);
        });
  }

  Capability change(
      Caller caller, String slug, int version, CapabilityDraft typed, Scrutiny scrutiny) {
    var draft = typed.withSlugFromName();
    draft.check(scrutiny);
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(CapabilitySql.class);
          var before = editable(tx, caller, slug);
          refuseWhatTheDescriptorSays(before, draft, scrutiny);
          var owners = owners(tx, caller, draft, before, scrutiny);
          refuseHeldNames(sql, draft, before.id(), scrutiny);
          scrutiny.orThrow();
          int changed =
              sql.update(
                  before.id(),
                  version,
                  draft.slug(),
                  draft.name(),
                  draft.description(),
                  owners.teamId(),
                  owners.personId(),
                  owners.partOfId(),
                  clock.instant());
          if (changed == 0) throw stale(before);
          var after = byId(tx, before.id());
          journal.append(
              tx,
              caller.label(),
              "capability.changed",
              "capability",
              after.id(),
              CapabilityJson.of(before),
              CapabilityJson.of(after));
          tx.tell("services");
          return after;
        });
  }

  void remove(Caller caller, String slug, int version) {
    db.run(
        tx -> {
          var capability = editable(tx, caller, slug);
          if (deleteUnlessReferred(tx, capability, version) == 0) throw stale(capability);
          journal.append(
              tx,
              caller.label(),
              "capability.removed",
              "capability",
              capability.id(),
              CapabilityJson.of(capability),
              null);
          tx.tell("services");
        });
  }

  private record Owners(@Nullable Long teamId, @Nullable Long personId, @Nullable Long partOfId) {}

  private Capability insert(Tx tx, Caller caller, CapabilityDraft draft, Owners owners) {
    long id =
        tx.attach(CapabilitySql.class)
            .insert(
                draft.slug(),
                draft.name(),
                draft.description(),
                owners.teamId(),
                owners.personId(),
                owners.partOfId(),
                clock.instant());
    var made = byId(tx, id);
    journal.append(
        tx, caller.label(), "capability.created", "capability", id, null, CapabilityJson.of(made));
    tx.tell("services");
    return made;
  }

  private Owners owners(
      Tx tx, Caller caller, CapabilityDraft draft, @Nullable Capability before, Scrutiny scrutiny) {
    Long teamId = null;
    if (!draft.owner().isEmpty()) {
      var team = teams.bySlug(tx, draft.owner()).orElse(null);
      if (team == null) {
        scrutiny.wrong("owner", "There is no team with this short name. Teams are under /teams.");
      } else {
        teamId = team.id();
        boolean kept = before != null && teamId.equals(before.ownerTeamId());
        scrutiny.holds(
            kept || teams.mayActFor(tx, caller, teamId),
            "owner",
            "You are not in %s, and only its members take on capabilities for it."
                .formatted(team.name()));
      }
    }
    Long personId = null;
    if (!draft.person().isEmpty()) {
      var person = people.called(tx, draft.person()).orElse(null);
      if (person == null) {
        scrutiny.wrong(
            "owner_person", "No single person is called this. Give their e-mail address.");
      } else {
        personId = person.id();
      }
    }
    return new Owners(teamId, personId, wider(tx, draft, before, scrutiny));
  }

  /** What it is part of must not, further up, be part of it. */
  private @Nullable Long wider(
      Tx tx, CapabilityDraft draft, @Nullable Capability before, Scrutiny scrutiny) {
    if (draft.partOf().isEmpty()) return null;
    var sql = tx.attach(CapabilitySql.class);
    var wider = sql.called(draft.partOf()).orElse(null);
    if (wider == null) {
      scrutiny.wrong("part_of", "There is no such capability. They are under /capabilities.");
      return null;
    }
    var up = sql.upFrom(wider.id(), DEEPEST);
    if (before != null && up.stream().anyMatch(step -> step.id() == before.id())) {
      var path = String.join(" → ", up.stream().map(CapabilitySql.Step::name).toList());
      scrutiny.wrong("part_of", "That would be a circle: %s → %s.".formatted(before.name(), path));
    }
    scrutiny.holds(
        up.size() < DEEPEST,
        "part_of",
        "At most %d storeys; choose a wider one.".formatted(DEEPEST));
    return wider.id();
  }

  private static void refuseWhatTheDescriptorSays(
      Capability before, CapabilityDraft draft, Scrutiny scrutiny) {
    if (before.origin() == null) return;
    var is = CapabilityDraft.of(before);
    var told = "%s says so: change it there and import again.".formatted(before.origin());
    scrutiny
        .holds(draft.name().equals(is.name()), "name", told)
        .holds(draft.description().equals(is.description()), "description", told)
        .holds(draft.owner().equals(is.owner()), "owner", told)
        .holds(draft.partOf().equals(is.partOf()), "part_of", told);
  }

  private Capability editable(Tx tx, Caller caller, String slug) {
    var capability =
        Optional.of(slug)
            .filter(Slug::fits)
            .flatMap(tx.attach(CapabilitySql.class)::bySlug)
            .map(CapabilityRow::capability)
            .orElseThrow(() -> unknown(slug));
    if (!mayActFor(tx, caller, capability.ownerTeamId())) throw notTheirs(capability);
    return capability;
  }

  static Problem unknown(String slug) {
    return Problem.notFound(
        "No capability “%s”. All of them are under /capabilities.".formatted(slug));
  }

  static Problem notTheirs(Capability capability) {
    return Problem.forbidden(
        "Only members of %s and administrators may do this.".formatted(capability.ownerName()));
  }

  private boolean mayActFor(Tx tx, Caller caller, @Nullable Long teamId) {
    return teamId == null || teams.mayActFor(tx, caller, teamId);
  }

  private static Capability byId(Tx tx, long id) {
    return tx.attach(CapabilitySql.class).byId(id).orElseThrow().capability();
  }

  /** Two names may suggest one address: the second is given a number. */
  private static String freeSlug(CapabilitySql sql, String name) {
    var base = Slug.of(name);
    if (base.isEmpty()) base = "capability";
    var slug = base;
    for (int n = 2; sql.bySlug(slug).isPresent(); n++) {
      slug = base.substring(0, Math.min(base.length(), 55)) + "-" + n;
    }
    return slug;
  }

  private static void refuseHeldNames(
      CapabilitySql sql, CapabilityDraft draft, long exceptId, Scrutiny scrutiny) {
    sql.heldBy(draft.slug(), draft.name(), exceptId)
        .ifPresent(
            field ->
                scrutiny.wrong(
                    field, "Another capability is already called this; choose another."));
  }

  private List<String> reasonsToKeepTeam(Tx tx, long teamId) {
    var names = tx.attach(CapabilitySql.class).namesOwnedBy(teamId, NAMED_IN_A_REASON);
    return names.isEmpty()
        ? List.of()
        : List.of(
            "It owns capabilities (%s): give them to another team first."
                .formatted(String.join(", ", names)));
  }

  private int deleteUnlessReferred(Tx tx, Capability capability, int version) {
    try {
      return tx.attach(CapabilitySql.class).delete(capability.id(), version);
    } catch (RuntimeException e) {
      var table = Tx.stillReferredBy(e).orElseThrow(() -> e);
      throw Problem.conflict(
          table.equals("capability")
              ? "%s still has parts. Move them first.".formatted(capability.name())
              : "%s still has services. Give them another capability first."
                  .formatted(capability.name()));
    }
  }

  private static Problem stale(Capability capability) {
    return Problem.conflict(
        "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
            .formatted(capability.name(), capability.version()));
  }
}
