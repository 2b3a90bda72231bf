package dev.rialto.status;

import dev.rialto.journal.Journal;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What administrators decide: whether the page is open, how it introduces itself, what is on it.
 */
final class StatusPages {
  private static final int STEP = 10;

  private final Database db;
  private final Journal journal;
  private final Overviews overviews;
  private final InstantSource clock;

  StatusPages(Database db, Journal journal, Overviews overviews, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.overviews = overviews;
    this.clock = clock;
  }

  StatusSettings settings() {
    return db.read(tx -> tx.attach(StatusSql.class).settings());
  }

  List<Component> components() {
    return db.read(tx -> tx.attach(StatusSql.class).components(Overviews.MOST_COMPONENTS));
  }

  List<StatusSql.Unpublished> unpublished() {
    return db.read(tx -> tx.attach(StatusSql.class).unpublished(Overviews.MOST_COMPONENTS));
  }

  StatusSettings change(Caller caller, StatusSettings wanted, Scrutiny scrutiny) {
    wanted.check(scrutiny);
    scrutiny.orThrow();
    return changing(
        tx -> {
          var sql = tx.attach(StatusSql.class);
          var before = sql.settings();
          if (sql.change(wanted, clock.instant()) == 0) {
            throw stale("The status page", before.version());
          }
          var after = sql.settings();
          journal.append(
              tx,
              caller.label(),
              after.open() == before.open()
                  ? "status_page.changed"
                  : after.open() ? "status_page.opened" : "status_page.closed",
              "status_page",
              1,
              StatusJson.of(before),
              StatusJson.of(after));
          return after;
        });
  }

  Component add(Caller caller, Component draft, Scrutiny scrutiny) {
    return changing(tx -> add(tx, caller, draft, scrutiny));
  }

  /** Every capability that is not there yet, under its own name; names can be changed after. */
  int addAll(Caller caller) {
    return changing(
        tx -> {
          var sql = tx.attach(StatusSql.class);
          int room = Overviews.MOST_COMPONENTS - sql.components(Overviews.MOST_COMPONENTS).size();
          var missing = sql.unpublished(Math.max(0, room));
          int place = lastPlace(sql);
          for (var each : missing) {
            place = Math.min(Component.LAST_PLACE, place + STEP);
            add(
                tx,
                caller,
                Component.draft(each.name(), "", Component.CAPABILITY, each.slug(), place),
                new Scrutiny());
          }
          return missing.size();
        });
  }

  Component change(Caller caller, long id, int version, Component draft, Scrutiny scrutiny) {
    return changing(
        tx -> {
          var sql = tx.attach(StatusSql.class);
          var before = must(sql, id);
          var behind = behind(sql, draft, id, scrutiny);
          var wanted =
              new Component(
                  id,
                  draft.name(),
                  draft.description(),
                  draft.kind(),
                  draft.target(),
                  draft.place(),
                  version);
          if (sql.update(wanted, behind.capability, behind.service, version) == 0) {
            throw stale(before.name(), before.version());
          }
          var after = must(sql, id);
          journal.append(
              tx,
              caller.label(),
              "status_component.changed",
              "status_component",
              id,
              StatusJson.of(before),
              StatusJson.of(after));
          return after;
        });
  }

  void remove(Caller caller, long id, int version) {
    changing(
        tx -> {
          var sql = tx.attach(StatusSql.class);
          var before = must(sql, id);
          if (sql.remove(id, version) == 0) throw stale(before.name(), before.version());
          journal.append(
              tx,
              caller.label(),
              "status_component.removed",
              "status_component",
              id,
              StatusJson.of(before),
              null);
          return before;
        });
  }

  Component component(long id) {
    return db.read(tx -> must(tx.attach(StatusSql.class), id));
  }

  int nextPlace() {
    return Math.min(
        Component.LAST_PLACE, db.read(tx -> lastPlace(tx.attach(StatusSql.class))) + STEP);
  }

  private Component add(Tx tx, Caller caller, Component draft, Scrutiny scrutiny) {
    var sql = tx.attach(StatusSql.class);
    var behind = behind(sql, draft, 0, scrutiny);
    if (sql.components(Overviews.MOST_COMPONENTS).size() >= Overviews.MOST_COMPONENTS) {
      throw Problem.conflict(
          "There are %d components, which is all there may be; remove one first."
              .formatted(Overviews.MOST_COMPONENTS));
    }
    var added = must(sql, sql.insert(draft, behind.capability, behind.service, clock.instant()));
    journal.append(
        tx,
        caller.label(),
        "status_component.published",
        "status_component",
        added.id(),
        null,
        StatusJson.of(added));
    return added;
  }

  private record Behind(@Nullable Long capability, @Nullable Long service) {}

  private static Behind behind(StatusSql sql, Component draft, long except, Scrutiny scrutiny) {
    draft.check(scrutiny);
    scrutiny.orThrow();
    boolean service = draft.kind().equals(Component.SERVICE);
    var id = service ? sql.service(draft.target()) : sql.capability(draft.target());
    scrutiny.holds(
        id.isPresent(),
        "target",
        service
            ? "There is no service with this short name; see /services."
            : "There is no capability with this short name; see /capabilities.");
    var behind = new Behind(service ? null : id.orElse(null), service ? id.orElse(null) : null);
    sql.inTheWay(draft.name(), behind.capability, behind.service, except)
        .ifPresent(
            field ->
                scrutiny.wrong(
                    field,
                    field.equals("name")
                        ? "Another component has this name; choose another."
                        : "It is on the page already, under another name."));
    scrutiny.orThrow();
    return behind;
  }

  private static int lastPlace(StatusSql sql) {
    return sql.components(Overviews.MOST_COMPONENTS).stream()
        .mapToInt(Component::place)
        .max()
        .orElse(0);
  }

  private static Component must(StatusSql sql, long id) {
    return sql.component(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no component %d. All are under /status/settings.".formatted(id)));
  }

  private <T> T changing(java.util.function.Function<Tx, T> change) {
    var done = db.inTransaction(change);
    overviews.forget();
    return done;
  }

  private static Problem stale(String what, int version) {
    return Problem.conflict(
        "%s was changed since you opened it; it is now at version %d. Look at it again, then decide."
            .formatted(what, version));
  }
}
