package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Teams own what runs. Whoever is in a team may act for it; nobody else but an administrator may.
 */
public final class Teams {
  static final int LARGEST_TEAM = 200;

  private final Database db;
  private final Journal journal;
  private final InstantSource clock;
  private final List<StillNeeded> stillNeeded = new ArrayList<>();

  public Teams(Database db, Journal journal, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.clock = clock;
  }

  /** Says, in sentences a person can act on, why a team cannot go yet. */
  public interface StillNeeded {
    List<String> reasons(Tx tx, long teamId);
  }

  /** A room to the right that hangs something on teams tells here what would be left hanging. */
  public void keptBy(StillNeeded reasons) {
    stillNeeded.add(reasons);
  }

  /** Membership is the permission to act for a team. */
  public boolean mayActFor(Caller caller, long teamId) {
    return db.read(tx -> mayActFor(tx, caller, teamId));
  }

  public boolean mayActFor(Tx tx, Caller caller, long teamId) {
    if (caller.isAdmin()) return true;
    return caller.id() > 0 && tx.attach(TeamSql.class).isMember(teamId, caller.id());
  }

  public Optional<Team> bySlug(String slug) {
    return db.read(tx -> bySlug(tx, slug));
  }

  public Optional<Team> bySlug(Tx tx, String slug) {
    return Slug.fits(slug) ? tx.attach(TeamSql.class).bySlug(slug) : Optional.empty();
  }

  public Optional<Team> byId(Tx tx, long id) {
    return tx.attach(TeamSql.class).byId(id);
  }

  /** Teams by slug after a given one; with a person, only theirs. */
  public List<Team> page(String q, @Nullable Long personId, String after, int limit) {
    return db.read(tx -> tx.attach(TeamSql.class).page(q, personId, after, limit));
  }

  public List<Membership> members(long teamId) {
    return db.read(tx -> tx.attach(TeamSql.class).members(teamId, LARGEST_TEAM));
  }

  List<String> outsiders(long teamId) {
    return db.read(tx -> tx.attach(TeamSql.class).outsiders(teamId, LARGEST_TEAM));
  }

  /** Whoever makes a team leads it, so that a new team is never empty by accident. */
  public Team create(Caller caller, TeamDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(TeamSql.class);
          refuseHeldNames(sql, draft, 0);
          long id =
              sql.insert(
                  draft.slug(), draft.name(), draft.zone(), draft.description(), clock.instant());
          var team = sql.byId(id).orElseThrow();
          journal.append(tx, caller.label(), "team.created", "team", id, null, TeamJson.of(team));
          if (caller.id() > 0 && sql.activePerson(caller.id()).isPresent()) {
            admit(tx, caller, team, caller.id(), "lead", null);
          }
          tx.tell("teams");
          return sql.byId(id).orElseThrow();
        });
  }

  Team change(Caller caller, String slug, int version, TeamDraft draft, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(TeamSql.class);
          var before = theirs(tx, caller, slug);
          refuseHeldNames(sql, draft, before.id());
          int changed =
              sql.update(
                  before.id(),
                  version,
                  draft.slug(),
                  draft.name(),
                  draft.zone(),
                  draft.description(),
                  clock.instant());
          if (changed == 0) throw stale(before);
          var after = sql.byId(before.id()).orElseThrow();
          journal.append(
              tx,
              caller.label(),
              "team.changed",
              "team",
              after.id(),
              TeamJson.of(before),
              TeamJson.of(after));
          tx.tell("teams");
          return after;
        });
  }

  /** What stands in the way of removing a team; empty when nothing does. */
  List<String> reasonsToKeep(long teamId) {
    return db.read(tx -> reasonsToKeep(tx, teamId));
  }

  void remove(Caller caller, String slug, int version) {
    db.run(
        tx -> {
          var team = theirs(tx, caller, slug);
          var reasons = reasonsToKeep(tx, team.id());
          if (!reasons.isEmpty()) {
            throw Problem.conflict(
                "%s cannot be removed yet. %s".formatted(team.name(), String.join(" ", reasons)));
          }
          if (deleteUnlessReferred(tx, team, version) == 0) throw stale(team);
          journal.append(
              tx, caller.label(), "team.removed", "team", team.id(), TeamJson.of(team), null);
          tx.tell("teams");
        });
  }

  /**
   * Takes somebody in, or changes what they are there.
   *
   * @param role member or lead; null leaves it, or makes a member
   * @param roles what they do in the team; null leaves that
   */
  Membership admit(
      Caller caller,
      String slug,
      long personId,
      @Nullable String role,
      @Nullable List<String> roles) {
    return db.inTransaction(
        tx -> admit(tx, caller, theirs(tx, caller, slug), personId, role, roles));
  }

  /** For the form: a person named by address, or by a name that is theirs alone. */
  Optional<Long> personCalled(String typed) {
    var open = typed.lastIndexOf('<');
    var address =
        open >= 0 && typed.endsWith(">") ? typed.substring(open + 1, typed.length() - 1) : typed;
    var found = db.read(tx -> tx.attach(TeamSql.class).peopleCalled(address.strip()));
    return found.size() == 1 || (!found.isEmpty() && address.contains("@"))
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  void release(Caller caller, String slug, long personId) {
    db.run(
        tx -> {
          var sql = tx.attach(TeamSql.class);
          var team = theirs(tx, caller, slug);
          var member =
              sql.member(team.id(), personId)
                  .orElseThrow(
                      () -> Problem.notFound("Nobody with this number is in " + team.name() + "."));
          sql.release(team.id(), personId);
          journal.append(
              tx,
              caller.label(),
              "team.member_left",
              "team",
              team.id(),
              MembershipJson.of(member),
              null);
          tx.tell("teams");
        });
  }

  private Membership admit(
      Tx tx,
      Caller caller,
      Team team,
      long personId,
      @Nullable String role,
      @Nullable List<String> roles) {
    var sql = tx.attach(TeamSql.class);
    sql.lock(team.id());
    if (sql.activePerson(personId).isEmpty() && sql.member(team.id(), personId).isEmpty()) {
      throw Problem.notFound(
          "No active person has the number %d. Invite them first.".formatted(personId));
    }
    var before = sql.member(team.id(), personId).orElse(null);
    if (before == null && sql.members(team.id(), LARGEST_TEAM).size() >= LARGEST_TEAM) {
      throw Problem.conflict(
          "%s has %d members, which is as many as a team may have."
              .formatted(team.name(), LARGEST_TEAM));
    }
    var does = roles != null ? roles : before == null ? List.<String>of() : before.roles();
    sql.admit(
        team.id(),
        personId,
        role != null ? role : before == null ? "member" : before.role(),
        does.toArray(String[]::new));
    var after = sql.member(team.id(), personId).orElseThrow();
    if (!after.equals(before)) {
      journal.append(
          tx,
          caller.label(),
          before == null ? "team.member_joined" : "team.member_changed",
          "team",
          team.id(),
          before == null ? null : MembershipJson.of(before),
          MembershipJson.of(after));
      tx.tell("teams");
    }
    return after;
  }

  private Team theirs(Tx tx, Caller caller, String slug) {
    var team = bySlug(tx, slug).orElseThrow(() -> unknown(slug));
    if (!mayActFor(tx, caller, team.id())) throw notTheirs(team);
    return team;
  }

  static Problem unknown(String slug) {
    return Problem.notFound("No team “%s”. All teams are under /teams.".formatted(slug));
  }

  static Problem notTheirs(Team team) {
    return Problem.forbidden(
        "Only members of %s and administrators may do this. Ask one of its members to add you."
            .formatted(team.name()));
  }

  private List<String> reasonsToKeep(Tx tx, long teamId) {
    return stillNeeded.stream().flatMap(room -> room.reasons(tx, teamId).stream()).toList();
  }

  /** A room that told nothing is still safe: its foreign key speaks, and names its table. */
  private int deleteUnlessReferred(Tx tx, Team team, int version) {
    try {
      return tx.attach(TeamSql.class).delete(team.id(), version);
    } catch (RuntimeException e) {
      var table = Tx.stillReferredBy(e).orElseThrow(() -> e);
      throw Problem.conflict(
          "%s cannot be removed yet: it still has an entry under “%s”."
              .formatted(team.name(), table.replace('_', ' ')));
    }
  }

  private static void refuseHeldNames(TeamSql sql, TeamDraft draft, long exceptId) {
    sql.heldBy(draft.slug(), draft.name(), exceptId)
        .ifPresent(
            field -> {
              throw Problem.invalid(
                  new Scrutiny()
                      .wrong(field, "Another team is already called this; choose another.")
                      .wrongs());
            });
  }

  private static Problem stale(Team team) {
    return Problem.conflict(
        "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
            .formatted(team.name(), team.version()));
  }
}
