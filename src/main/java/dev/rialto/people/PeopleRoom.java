package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Vault;
import java.time.InstantSource;

/** The room's own wiring, so that the house sees what the room offers and not how it is made. */
public final class PeopleRoom {
  public final People people;
  public final ContactMethods contactMethods;
  public final Tokens tokens;
  public final FirstRun firstRun;

  public PeopleRoom(
      Database db,
      Doors doors,
      Jobs jobs,
      Journal journal,
      Vault vault,
      Letters letters,
      Reach reach,
      HashCost cost,
      InstantSource clock) {
    var passwords = new Passwords(cost);
    var messages = new Messages(db, jobs, vault, letters, reach, clock);
    people = new People(db, journal, clock);
    contactMethods = new ContactMethods(db, journal, vault, messages, clock);
    tokens = new Tokens(db, journal, clock);
    var signIns = new SignIns(db, journal, passwords, clock);
    firstRun = new FirstRun(db, journal, people, contactMethods, signIns, passwords, clock);
    var links =
        new EntryLinks(
            db,
            jobs,
            journal,
            people,
            contactMethods,
            signIns,
            passwords,
            messages,
            doors::link,
            clock);
    var doorkeeper = new DoorkeeperWeb(signIns, tokens, doors);
    doors.guardedBy(doorkeeper);
    new SignInWeb(signIns, firstRun, links, people, doorkeeper, doors, clock).open();
    new PeopleWeb(people, links, contactMethods, doors, clock).open();
    var me = new MeWeb(people, contactMethods, signIns, passwords, links, doorkeeper, doors, clock);
    me.open();
    new ContactMethodsWeb(contactMethods, me, doors, clock).open();
    new TokensWeb(tokens, doors, clock).open();
    PeopleJobs.addTo(jobs, db, clock);
  }
}
