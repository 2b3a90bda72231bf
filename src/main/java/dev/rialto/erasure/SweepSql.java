package dev.rialto.erasure;

import dev.rialto.platform.Database;
import dev.rialto.platform.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks every column of every table for what is looked for. The one place that writes tables of
 * other rooms: a list that each room kept of its own would be one room short one day (ADR 71).
 */
final class SweepSql {
  /** Rows of one column in one transaction, where they are rewritten one by one. */
  static final int ROWS = 200;

  private static final String MATCHES = "(%1$s ~ :words or %1$s ~ :fullNames or %1$s ~ :mails)";
  private static final String REPLACED =
      "regexp_replace(regexp_replace(regexp_replace(%s, :mails, :address, 'g'), :fullNames, :name, 'g'), :words, :name, 'g')";

  private final Database db;

  SweepSql(Database db) {
    this.db = db;
  }

  /** A column that may hold words, by the type it has. */
  record Column(String table, String column, String type) {
    String quoted() {
      return "\"" + column + "\"";
    }

    String said() {
      return table + "." + column;
    }
  }

  /** What a walk came to. */
  record Swept(long places, List<String> leftover) {}

  List<Column> columns() {
    return db.read(
        tx ->
            tx.handle()
                .createQuery(
                    """
                    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
                      from pg_class c
                      join pg_attribute a on a.attrelid = c.oid
                     where c.relnamespace = 'public'::regnamespace
                       and c.relkind in ('r', 'p') and not c.relispartition
                       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                       and format_type(a.atttypid, null) in
                             ('text', 'character varying', 'jsonb', 'json', 'text[]', 'bytea')
                       -- rows of documents are found again by their place, which partitions share
                       and (c.relkind = 'r' or format_type(a.atttypid, null) <> 'bytea')
                       and c.relname not in ('flyway_schema_history', 'erasure')
                     order by c.relname, a.attnum
                    """)
                .map(
                    (rows, context) ->
                        new Column(
                            rows.getString("table"),
                            rows.getString("column"),
                            rows.getString("type")))
                .list());
  }

  /** In how many rows of each table it stands. */
  Map<String, Long> reach(Terms terms) {
    var found = new TreeMap<String, Long>();
    for (var column : columns()) {
      long rows = column.type().equals("bytea") ? documents(column, terms) : rows(column, terms);
      if (rows > 0) {
        found.merge(column.table(), rows, Long::sum);
      }
    }
    return found;
  }

  private long rows(Column column, Terms terms) {
    return db.read(
        tx ->
            bound(
                    tx,
                    "select count(*) from %s where %s".formatted(column.table(), matches(column)),
                    terms)
                .mapTo(Long.class)
                .one());
  }

  private long documents(Column column, Terms terms) {
    return db.read(
        tx -> {
          long rows = 0;
          for (var each : terms.bytes()) {
            rows +=
                tx.handle()
                    .createQuery(
                        "select count(*) from %s where position(:from in %s) > 0"
                            .formatted(column.table(), column.quoted()))
                    .bind("from", each.from())
                    .mapTo(Long.class)
                    .one();
          }
          return rows;
        });
  }

  /** Everything once. A column whose own rules do not take the new words is told of. */
  Swept sweep(Terms terms) {
    long places = 0;
    var leftover = new ArrayList<String>();
    for (var column : columns()) {
      try {
        places +=
            column.type().equals("bytea") ? rewrite(column, terms) : replace(column, terms, "");
      } catch (UnableToExecuteStatementException tooLong) {
        if (Database.isAway(tooLong)) {
          throw tooLong;
        }
        try {
          places += replace(column, terms, "left(%s, char_length(%s))");
        } catch (UnableToExecuteStatementException refused) {
          leftover.add(column.said());
        }
      }
    }
    return new Swept(places, leftover);
  }

  private int replace(Column column, Terms terms, String shortened) {
    var c = column.quoted();
    var plain = REPLACED.formatted(column.type().startsWith("json") ? c + "::text" : c);
    var value =
        switch (column.type()) {
          case "jsonb", "json" -> "cast(" + plain + " as " + column.type() + ")";
          case "text[]" ->
              "array(select "
                  + REPLACED.formatted("e")
                  + " from unnest("
                  + c
                  + ") with ordinality u(e, n) order by n)";
          default -> shortened.isEmpty() ? plain : shortened.formatted(plain, c);
        };
    return db.inTransaction(
        tx -> {
          tx.handle().execute("set local statement_timeout = '10min'");
          var update =
              tx.handle()
                  .createUpdate(
                      "update %s set %s = %s where %s"
                          .formatted(column.table(), c, value, matches(column)));
          return update
              .bind("words", terms.words())
              .bind("fullNames", terms.fullNames())
              .bind("mails", terms.mails())
              .bind("name", terms.name())
              .bind("address", terms.address())
              .execute();
        });
  }

  private static String matches(Column column) {
    return MATCHES.formatted(
        switch (column.type()) {
          case "jsonb", "json" -> column.quoted() + "::text";
          case "text[]" -> "array_to_string(" + column.quoted() + ", ' | ')";
          default -> column.quoted();
        });
  }

  private static Query bound(Tx tx, String query, Terms terms) {
    return tx.handle()
        .createQuery(query)
        .bind("words", terms.words())
        .bind("fullNames", terms.fullNames())
        .bind("mails", terms.mails());
  }

  /** Documents kept as they came, such as raw signals: what is derived again must not name them. */
  private long rewrite(Column column, Terms terms) {
    long places = 0;
    for (var each : terms.bytes()) {
      var after = new String[] {"(0,0)"};
      boolean more = true;
      while (more) {
        var done = db.inTransaction(tx -> some(tx, column, each, after[0]));
        places += done.changed();
        more = done.last() != null;
        after[0] = done.last() == null ? after[0] : done.last();
      }
    }
    return places;
  }

  private record Document(String row, byte[] text) {}

  private record Done(int changed, @Nullable String last) {}

  private static Done some(Tx tx, Column column, Terms.Bytes each, String after) {
    var c = column.quoted();
    var found =
        tx.handle()
            .createQuery(
                """
                select ctid::text as row, %1$s as text
                  from %2$s
                 where ctid > cast(:after as tid) and position(:from in %1$s) > 0
                 order by ctid
                 limit :limit
                   for update
                """
                    .formatted(c, column.table()))
            .bind("after", after)
            .bind("from", each.from())
            .bind("limit", ROWS)
            .map((rows, context) -> new Document(rows.getString("row"), rows.getBytes("text")))
            .list();
    int changed = 0;
    for (var document : found) {
      var now = each.replaceIn(document.text());
      if (!Arrays.equals(now, document.text())) {
        changed +=
            tx.handle()
                .createUpdate(
                    "update %s set %s = :text where ctid = cast(:row as tid)"
                        .formatted(column.table(), c))
                .bind("text", now)
                .bind("row", document.row())
                .execute();
      }
    }
    return new Done(changed, found.isEmpty() ? null : found.getLast().row());
  }
}
