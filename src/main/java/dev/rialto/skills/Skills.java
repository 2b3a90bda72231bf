package dev.rialto.skills;

import dev.rialto.journal.Journal;
import dev.rialto.people.People;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What people know: they say so themselves, or an administrator does for them. */
public final class Skills {
  static final int LONGEST_NAME = 60;
  static final int MOST_OF_A_PERSON = 50;
  static final int MOST_SHOWN = 200;

  private final Database db;
  private final Journal journal;
  private final People people;
  private final InstantSource clock;

  public Skills(Database db, Journal journal, People people, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.people = people;
    this.clock = clock;
  }

  List<Skill> of(long personId) {
    return db.read(tx -> tx.attach(SkillSql.class).of(personId, MOST_OF_A_PERSON));
  }

  List<Knower> who(String q, boolean teaching) {
    return db.read(tx -> tx.attach(SkillSql.class).who(key(q), teaching, MOST_SHOWN));
  }

  List<Knower> inTeam(long teamId) {
    return db.read(tx -> tx.attach(SkillSql.class).inTeam(teamId, MOST_SHOWN));
  }

  /** What somebody has already called it, so that one thing has one name. */
  List<String> names() {
    return db.read(tx -> tx.attach(SkillSql.class).names(MOST_SHOWN));
  }

  /** Nothing of what they knew stays. */
  public void forget(Tx tx, long personId) {
    tx.attach(SkillSql.class).dropAll(personId);
  }

  static String key(String name) {
    return Scrutiny.tidy(name).toLowerCase(Locale.ROOT);
  }

  /** What the journal keeps. */
  record Said(String skill, boolean teaches) {}

  void put(Caller caller, long personId, String name, boolean teaches) {
    refuseOthers(caller, personId);
    var person = people.byId(personId);
    new Scrutiny().line("skill", name, LONGEST_NAME).orThrow();
    db.run(
        tx -> {
          var sql = tx.attach(SkillSql.class);
          var before = sql.one(personId, key(name));
          if (before.isEmpty() && sql.count(personId) >= MOST_OF_A_PERSON) {
            throw Problem.conflict(
                "%s has %d skills already; take one out first."
                    .formatted(person.name(), MOST_OF_A_PERSON));
          }
          var after = new Skill(name, teaches);
          if (before.isPresent() && before.get().equals(after)) return;
          sql.put(personId, key(name), name, teaches, clock.instant());
          journal.append(
              tx,
              caller.label(),
              before.isEmpty() ? "person.skill_added" : "person.skill_changed",
              "person",
              personId,
              before.map(b -> new Said(b.name(), b.teaches())).orElse(null),
              new Said(name, teaches));
          tx.tell("people");
        });
  }

  void remove(Caller caller, long personId, String name) {
    refuseOthers(caller, personId);
    db.run(
        tx -> {
          var sql = tx.attach(SkillSql.class);
          var before = sql.one(personId, key(name)).orElse(null);
          if (before == null || sql.delete(personId, key(name)) == 0) {
            throw Problem.notFound("There is no such skill here.");
          }
          journal.append(
              tx,
              caller.label(),
              "person.skill_removed",
              "person",
              personId,
              new Said(before.name(), before.teaches()),
              null);
          tx.tell("people");
        });
  }

  private static void refuseOthers(Caller caller, long personId) {
    if (caller.id() != personId && !caller.isAdmin()) {
      throw Problem.forbidden("People say themselves what they know; administrators may help.");
    }
  }
}
