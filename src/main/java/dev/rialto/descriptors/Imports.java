package dev.rialto.descriptors;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Json;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Descriptors come in: first looked at, then, when somebody says so, applied whole. Both run as
 * jobs that survive a dead node, and say how far they are.
 */
public final class Imports {
  private static final String LIVE = "imports";
  private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

  private final Database db;
  private final Jobs jobs;
  private final Journal journal;
  private final Pens pens;
  private final Folders folders;
  private final GitFetch git;
  private final InstantSource clock;

  /**
   * What was read for looking is most often applied soon, on this node; memory may take it back.
   */
  private record Lately(long id, Reading reading) {}

  private volatile SoftReference<Lately> lately = new SoftReference<>(null);

  private final OneTimeTask<String> read;
  private final OneTimeTask<String> apply;

  public Imports(
      Database db,
      Jobs jobs,
      Journal journal,
      Pens pens,
      Folders folders,
      GitFetch git,
      InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.journal = journal;
    this.pens = pens;
    this.folders = folders;
    this.git = git;
    this.clock = clock;
    this.read = task("descriptors-read", this::read);
    this.apply = task("descriptors-apply", this::apply);
    for (Task<?> each : List.of(read, apply)) jobs.add(each);
  }

  private interface Work {
    void on(ImportRow row) throws IOException;
  }

  private OneTimeTask<String> task(String name, Work work) {
    return Tasks.oneTime(name, String.class)
        .execute(
            (instance, context) ->
                byId(Long.parseLong(instance.getData())).ifPresent(row -> orFail(row, work)));
  }

  /** Whatever is wrong with the files is said on the import; a bug is too, and is in the log. */
  private void orFail(ImportRow row, Work work) {
    try {
      work.on(row);
    } catch (Bundle.Unfit | IOException e) {
      fail(row, List.of(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (Database.isAway(e)) throw e; // it comes back, and the job with it
      LOG.error("Import {} failed", row.id(), e);
      fail(
          row,
          List.of(),
          "Something broke in Rialto, and nothing was changed. It is in the log as import "
              + row.id()
              + ".");
    }
  }

  Optional<ImportRow> byId(long id) {
    return db.read(tx -> tx.attach(ImportSql.class).byId(id));
  }

  List<ImportRow> page(long below, int limit) {
    return db.read(tx -> tx.attach(ImportSql.class).page(below, limit));
  }

  List<ImportSql.LineRow> lines(long id, String change, int after, int limit) {
    return db.read(tx -> tx.attach(ImportSql.class).lines(id, change, after, limit));
  }

  Optional<Folders.Refused> folderRefused(String path) {
    return folders.refused(path);
  }

  boolean hasFolders() {
    return folders.isSet();
  }

  Optional<String> gitRefused(String url) {
    return git.refused(url);
  }

  /** Where an import comes from. */
  record From(String kind, String address, String branch, String path) {}

  /** Reads in a job; what was sent is kept with it, what lies elsewhere is fetched there. */
  ImportRow start(Caller caller, From from, byte @Nullable [] sent) {
    var packed = sent == null ? null : Bundle.sent(from.path(), sent).pack();
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ImportSql.class);
          var now = clock.instant();
          var path = from.kind().equals("upload") ? "" : from.path();
          long source = sql.source(from.kind(), from.address(), from.branch(), path, now);
          long id = sql.start(source, caller.label(), packed, now);
          sql.forgetOlder(source, id);
          jobs.schedule(tx, read.instance(String.valueOf(id), String.valueOf(id)), now);
          return sql.byId(id).orElseThrow();
        });
  }

  /** Applies what was looked at. */
  ImportRow apply(long id, int version) {
    return db.inTransaction(
        tx -> {
          var sql = tx.attach(ImportSql.class);
          var row = sql.byId(id).orElseThrow(() -> unknown(id));
          if (sql.apply(id, version) == 0) {
            throw Problem.conflict(
                row.isPlanned()
                    ? "This import is at version %d now: its plan changed. Look again, then apply."
                        .formatted(row.version())
                    : "This import is %s; only a planned one can be applied."
                        .formatted(row.state()));
          }
          var instance = apply.instance(id + "-" + version, String.valueOf(id));
          jobs.schedule(tx, instance, clock.instant());
          tx.tell(LIVE);
          return sql.byId(id).orElseThrow();
        });
  }

  static Problem unknown(long id) {
    return Problem.notFound("There is no import %d. All of them are under /imports.".formatted(id));
  }

  private void read(ImportRow row) throws IOException {
    if (!row.state().equals("reading")) return;
    progress(row.id(), "reading", 0, 0);
    var bundle = bundle(row);
    var reading = Reading.of(bundle);
    lately = new SoftReference<>(new Lately(row.id(), reading));
    progress(row.id(), "comparing", 0, reading.entities().size());
    db.run(
        tx -> {
          var comparing = new Comparing(tx, pens, row.sourceId());
          planned(tx, row, reading, comparing.plan(reading, comparing.known(reading)), "");
        });
  }

  private Bundle bundle(ImportRow row) throws IOException {
    var kept = db.read(tx -> tx.attach(ImportSql.class).bundle(row.id())).bundle();
    if (kept != null) return Bundle.unpack(kept);
    var bundle =
        row.sourceKind().equals("git")
            ? git.fetch(row.address(), row.branch(), row.path())
            : folders.read(row.address());
    db.run(tx -> tx.attach(ImportSql.class).keepBundle(row.id(), bundle.pack()));
    return bundle;
  }

  private void planned(Tx tx, ImportRow row, Reading reading, Plan plan, String said) {
    if (!plan.mistakes().isEmpty()) {
      failed(tx, row, plan.mistakes(), "Nothing was changed. Mend the files and import again.");
      return;
    }
    Comparing.write(tx, row.id(), plan.lines());
    var strangers =
        reading.strangers() == 0
            ? ""
            : "%d other YAML documents were passed over.".formatted(reading.strangers());
    tx.attach(ImportSql.class)
        .became(
            row.id(),
            "planned",
            Json.write(plan.counts()),
            "[]",
            (said + " " + strangers).strip(),
            plan.digest(),
            null);
    tx.tell(LIVE);
  }

  private void apply(ImportRow row) throws IOException {
    if (!row.state().equals("applying")) return;
    progress(row.id(), "comparing again", 0, 0);
    var reading = readBefore(row);
    db.run(
        tx -> {
          var descriptors = tx.attach(DescriptorSql.class);
          descriptors.lock();
          var comparing = new Comparing(tx, pens, row.sourceId());
          var known = comparing.known(reading);
          var plan = comparing.plan(reading, known);
          if (!plan.digest().equals(row.digest()) || !plan.mistakes().isEmpty()) {
            planned(
                tx,
                row,
                reading,
                plan,
                "The catalog changed since this was looked at. Look again, then apply.");
            return;
          }
          new Applying(
                  tx,
                  row.caller(),
                  pens,
                  row,
                  known,
                  clock.instant(),
                  (step, done, total) -> progress(row.id(), step, done, total))
              .apply(reading, plan, comparing.others());
          tx.attach(ImportSql.class)
              .became(
                  row.id(),
                  "applied",
                  Json.write(plan.counts()),
                  "[]",
                  row.said(),
                  plan.digest(),
                  clock.instant());
          journal.append(
              tx,
              row.startedBy(),
              "import.applied",
              "import",
              row.id(),
              null,
              new Applied(row.sourceKind(), row.from(), plan.counts()));
          tx.tell(LIVE);
          tx.tell("services");
        });
  }

  /** The bundle of an import never changes once it is read, and neither does what it says. */
  private Reading readBefore(ImportRow row) throws IOException {
    var here = lately.get();
    lately = new SoftReference<>(null);
    return here != null && here.id() == row.id() ? here.reading() : Reading.of(bundle(row));
  }

  record Applied(String kind, String from, Plan.Counts counts) {}

  private void fail(ImportRow row, List<Mistake> mistakes, String said) {
    db.run(tx -> failed(tx, row, mistakes, said));
  }

  private void failed(Tx tx, ImportRow row, List<Mistake> mistakes, String said) {
    tx.attach(ImportSql.class)
        .became(
            row.id(),
            "failed",
            "{}",
            Json.write(mistakes),
            said.length() > 2_000 ? said.substring(0, 2_000) : said,
            null,
            clock.instant());
    tx.tell(LIVE);
  }

  /** In a transaction of its own: whoever looks sees it while the large one still runs. */
  private void progress(long id, String step, int done, int total) {
    db.run(
        tx -> {
          tx.attach(ImportSql.class).progress(id, step, done, total);
          tx.tell(LIVE);
        });
  }
}
