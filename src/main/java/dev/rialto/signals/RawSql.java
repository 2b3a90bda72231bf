package dev.rialto.signals;

import dev.rialto.platform.Database;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes many raw signals with one statement. Plain JDBC, since this is the one place where
 * building a statement object a row would be felt.
 */
final class RawSql {

  /**
   * A refresh that tells nothing new is counted on the row that is there, which keeps the body that
   * holds longest; of a delivery told again the first body stays. Either way it is due: a pushed
   * deadline has to reach the alert.
   */
  private static final String KEEP =
      """
      with came as (
        select source_id, format, timestamptz 'epoch' + at * interval '1 microsecond' as at,
               timestamptz 'epoch' + reach * interval '1 microsecond' as reach, count, alerts,
               fold_key, body, event
          from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::int[],
                      ?::bytea[], ?::bytea[], ?::text[])
               as t(source_id, format, at, reach, count, alerts, fold_key, body, event)
      ), kept as (
        insert into signal as s (source_id, format, received_at, last_received_at, reach, count,
                                 alerts, fold_key, body, event)
        select source_id, format, at, at, reach, count, alerts, fold_key, body, event from came
        on conflict (source_id, fold_key) where fold_key is not null do update
           set count = s.count + excluded.count,
               last_received_at = greatest(s.last_received_at, excluded.last_received_at),
               body = case when s.event is null and excluded.reach >= s.reach then excluded.body else s.body end,
               reach = greatest(s.reach, excluded.reach),
               parked_at = null,
               error = null
        returning id, alerts
      )
      insert into signal_due (signal_id, alerts) select id, alerts from kept
      """;

  private final Database db;

  RawSql(Database db) {
    this.db = db;
  }

  void write(List<Raw> rows) {
    var folded = folded(rows);
    db.single(
        tx -> {
          try {
            execute(tx.handle().getConnection(), folded);
          } catch (SQLException e) {
            throw new IllegalStateException("Raw signals were not written", e);
          }
        });
  }

  private static final class Folded {
    final Raw first;
    Raw longest;
    int count = 1;

    Folded(Raw raw) {
      first = raw;
      longest = raw;
    }
  }

  /** PostgreSQL refuses to touch a row twice in one statement, so equal ones are folded before. */
  private static List<Folded> folded(List<Raw> rows) {
    var folded = new ArrayList<Folded>(rows.size());
    Map<Long, Map<ByteBuffer, Folded>> seen = new HashMap<>();
    for (var raw : rows) {
      var key = raw.foldKey();
      if (key != null) {
        var same = seen.computeIfAbsent(raw.sourceId(), source -> new HashMap<>());
        var before = same.get(ByteBuffer.wrap(key));
        if (before != null) {
          before.count++;
          if (raw.event() == null && !raw.reach().isBefore(before.longest.reach())) {
            before.longest = raw;
          }
          continue;
        }
        var fresh = new Folded(raw);
        same.put(ByteBuffer.wrap(key), fresh);
        folded.add(fresh);
      } else {
        folded.add(new Folded(raw));
      }
    }
    return folded;
  }

  private static void execute(Connection connection, List<Folded> rows) throws SQLException {
    try (var statement = connection.prepareStatement(KEEP)) {
      statement.setArray(1, array(connection, "int8", rows, Long[]::new, f -> f.first.sourceId()));
      statement.setArray(
          2, array(connection, "text", rows, String[]::new, f -> f.first.format().word()));
      statement.setArray(
          3, array(connection, "int8", rows, Long[]::new, f -> micros(f.longest.receivedAt())));
      statement.setArray(
          4, array(connection, "int8", rows, Long[]::new, f -> micros(f.longest.reach())));
      statement.setArray(5, array(connection, "int4", rows, Integer[]::new, f -> f.count));
      statement.setArray(6, array(connection, "int4", rows, Integer[]::new, f -> f.first.alerts()));
      statement.setArray(7, bytes(connection, rows, f -> f.first.foldKey()));
      statement.setArray(8, bytes(connection, rows, f -> f.longest.body()));
      statement.setArray(9, array(connection, "text", rows, String[]::new, f -> f.first.event()));
      statement.executeUpdate();
    }
  }

  /** Typed, since the driver writes an array of objects as text, with each quote escaped. */
  private static <T> Array array(
      Connection connection,
      String type,
      List<Folded> rows,
      IntFunction<T[]> sized,
      Function<Folded, @Nullable T> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray(sized));
  }

  private static Array bytes(
      Connection connection, List<Folded> rows, Function<Folded, byte @Nullable []> column)
      throws SQLException {
    var bytes = new byte[rows.size()][];
    for (int i = 0; i < bytes.length; i++) {
      var value = column.apply(rows.get(i));
      if (value != null) {
        bytes[i] = value;
      }
    }
    return connection.createArrayOf("bytea", bytes);
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }
}
