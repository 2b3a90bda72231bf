package dev.rialto.uptime;

import dev.rialto.platform.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Old results go by the day and old roll-ups by the month: dropping a partition costs nothing,
 * where deleting a million rows a day would cost more than writing them.
 */
public final class Partitions {
  public static final Duration RAW_KEPT = Duration.ofDays(14);
  public static final Period ROLLED_UP_KEPT = Period.ofMonths(13);
  static final int DAYS_AHEAD = 3;
  static final int MONTHS_AHEAD = 1;

  private static final String RESULTS = "check_result";
  private static final String ROLLUPS = "check_rollup";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

  private final Database db;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  Partitions(Database db) {
    this.db = db;
  }

  /** Where a result of this moment will lie. Remembered, so that it costs nothing to ask. */
  public void ensureDay(Instant at) {
    var day = at.atZone(ZoneOffset.UTC).toLocalDate();
    make(RESULTS, name(day), day, day.plusDays(1));
  }

  void ensureMonth(Instant at) {
    var month = YearMonth.from(at.atZone(ZoneOffset.UTC));
    make(ROLLUPS, name(month), month.atDay(1), month.plusMonths(1).atDay(1));
  }

  /** Tomorrow's places are made today, and what is past its time goes. */
  public void turn(Instant now) {
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      ensureDay(now.plus(Duration.ofDays(ahead)));
    }
    var thisMonth = YearMonth.from(now.atZone(ZoneOffset.UTC));
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      ensureMonth(thisMonth.plusMonths(ahead).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    drop(RESULTS, name(now.minus(RAW_KEPT).atZone(ZoneOffset.UTC).toLocalDate()));
    drop(ROLLUPS, name(thisMonth.minus(ROLLED_UP_KEPT)));
  }

  private void make(String parent, String name, LocalDate from, LocalDate to) {
    if (made.contains(name)) {
      return;
    }
    db.run(
        tx -> {
          var sql = tx.attach(PartitionSql.class);
          sql.lock();
          sql.create(name, parent, literal(from), literal(to));
        });
    made.add(name);
  }

  private void drop(String parent, String oldestKept) {
    db.run(
        tx -> {
          var sql = tx.attach(PartitionSql.class);
          for (var name : sql.partitions(parent)) {
            if (name.compareTo(oldestKept) < 0) {
              sql.drop(name);
              made.remove(name);
            }
          }
        });
  }

  /** The statement that makes a place of this name, for whoever puts a backup back. */
  public static Optional<String> making(String name) {
    if (name.matches(RESULTS + "_\\d{8}")) {
      var day = LocalDate.parse(name.substring(RESULTS.length() + 1), DAY);
      return Optional.of(statement(name, RESULTS, day, day.plusDays(1)));
    }
    if (name.matches(ROLLUPS + "_\\d{6}")) {
      var month = YearMonth.parse(name.substring(ROLLUPS.length() + 1), MONTH);
      return Optional.of(statement(name, ROLLUPS, month.atDay(1), month.plusMonths(1).atDay(1)));
    }
    return Optional.empty();
  }

  private static String statement(String name, String parent, LocalDate from, LocalDate to) {
    return "create table if not exists %s partition of %s for values from (%s) to (%s)"
        .formatted(name, parent, literal(from), literal(to));
  }

  private static String literal(LocalDate day) {
    return "'" + day + " 00:00:00+00'";
  }

  private static String name(LocalDate day) {
    return RESULTS + "_" + DAY.format(day);
  }

  private static String name(YearMonth month) {
    return ROLLUPS + "_" + MONTH.format(month);
  }
}
