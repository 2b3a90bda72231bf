package dev.rialto.erasure;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.journal.Journal;
import dev.rialto.paging.Paging;
import dev.rialto.people.People;
import dev.rialto.people.Person;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import dev.rialto.skills.Skills;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a person out of everything. At once: they cannot come in, nobody is told their name. Then a
 * job walks every table, and once more a little later, for what was being written meanwhile.
 */
public final class Erasures {
  /** Longer than any transaction that may still have the name in its hand. */
  static final Duration AGAIN = Duration.ofMinutes(2);

  static final int PASSES = 2;
  static final int LONGEST_LEFTOVER = 2_000;

  private static final TaskDescriptor<Void> SWEEP = TaskDescriptor.of("erasure-sweep");
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Database db;
  private final Jobs jobs;
  private final Journal journal;
  private final People people;
  private final Skills skills;
  private final Paging paging;
  private final Vault vault;
  private final SweepSql sweeping;
  private final InstantSource clock;

  public Erasures(
      Database db,
      Jobs jobs,
      Journal journal,
      People people,
      Skills skills,
      Paging paging,
      Vault vault,
      InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.journal = journal;
    this.people = people;
    this.skills = skills;
    this.paging = paging;
    this.vault = vault;
    this.clock = clock;
    this.sweeping = new SweepSql(db);
    jobs.add(SWEEP, AFTER_FAILURE, id -> sweep(Long.parseLong(id)));
  }

  /**
   * What erasing somebody would reach, before anybody does it.
   *
   * @param holdings what hangs on them and has to be given to somebody else first
   * @param places in how many rows of each table their name or an address of theirs stands
   * @param progress how far it is, once it was asked for
   */
  public record Reach(
      Person person,
      List<Holding> holdings,
      Map<String, Long> places,
      Optional<Progress> progress) {
    public long rows() {
      return places.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** How far an erasure is. */
  public record Progress(Instant askedAt, boolean done, long places, List<String> leftover) {}

  public Reach reach(long id) {
    var person = people.byId(id);
    var progress = progress(id);
    if (progress.isPresent()) {
      return new Reach(person, List.of(), Map.of(), progress);
    }
    return new Reach(
        person,
        db.read(tx -> holdings(tx, person)),
        sweeping.reach(db.read(tx -> terms(tx, person))),
        progress);
  }

  private Optional<Progress> progress(long id) {
    return db.read(tx -> tx.attach(ErasureSql.class).of(id))
        .map(
            row ->
                new Progress(
                    row.askedAt(),
                    row.doneAt() != null,
                    row.places(),
                    row.leftover().isEmpty() ? List.of() : List.of(row.leftover().split(", "))));
  }

  private List<Holding> holdings(Tx tx, Person person) {
    var holdings =
        new ArrayList<>(tx.attach(ErasureSql.class).holdings(person.id(), clock.instant()));
    if (people.isLastAdmin(tx, person.id())) {
      holdings.add(new Holding("the last administrator", "/people"));
    }
    return holdings;
  }

  private static Terms terms(Tx tx, Person person) {
    var sql = tx.attach(ErasureSql.class);
    var names = new ArrayList<>(List.of(person.name()));
    names.addAll(sql.formerly(person.id(), "name"));
    var addresses = new ArrayList<>(List.of(person.email()));
    addresses.addAll(sql.formerly(person.id(), "email"));
    addresses.addAll(sql.addresses(person.id()));
    return new Terms(person.id(), names, addresses);
  }

  /** From this moment on nobody can come in as them, and the walk through the tables begins. */
  public void erase(Caller caller, long id, int version) {
    db.run(
        tx -> {
          var person = people.byId(id);
          var sql = tx.attach(ErasureSql.class);
          if (sql.of(id).isPresent()) {
            throw Problem.conflict(person.name() + " has been erased already.");
          }
          if (caller.id() == id) {
            throw Problem.conflict("Nobody erases themselves; ask another administrator.");
          }
          var holdings = holdings(tx, person);
          if (!holdings.isEmpty()) {
            throw Problem.conflict(
                "%s is still %s. Give that to somebody else first."
                    .formatted(
                        person.name(),
                        holdings.stream().map(Holding::words).collect(Collectors.joining("; "))));
          }
          var now = clock.instant();
          var terms = terms(tx, person);
          var methods = sql.methods(id);
          people.forget(tx, id, version, terms.name(), terms.address(), now);
          skills.forget(tx, id);
          paging.forget(tx, id);
          journal.forget(tx, "person", List.of(id));
          journal.forget(tx, "contact_method", methods);
          sql.ask(id, vault.seal(Json.write(terms), context(id)), caller.label(), now);
          journal.append(tx, caller.label(), "person.erased", "person", id, null, null);
          jobs.schedule(tx, SWEEP.instance(String.valueOf(id)).build(), now);
        });
  }

  /** One walk; answers when to come again. */
  private Optional<Instant> sweep(long id) {
    var row = db.read(tx -> tx.attach(ErasureSql.class).of(id)).orElse(null);
    if (row == null || row.terms() == null) {
      return Optional.empty();
    }
    var terms = Json.read(vault.open(row.terms(), context(id)), Terms.class);
    var swept = sweeping.sweep(terms);
    boolean last = row.passes() + 1 >= PASSES;
    var now = clock.instant();
    var leftover = String.join(", ", swept.leftover());
    db.run(
        tx ->
            tx.attach(ErasureSql.class)
                .passed(
                    id,
                    swept.places(),
                    leftover.substring(0, Math.min(LONGEST_LEFTOVER, leftover.length())),
                    last,
                    now));
    return last ? Optional.empty() : Optional.of(now.plus(AGAIN));
  }

  private static String context(long id) {
    return "erasure:" + id;
  }
}
