package dev.rialto.items;

import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import org.jspecify.annotations.Nullable;

/**
 * Puts items into the one order of all work. Whoever changes it holds a single row meanwhile: a
 * place is computed from the neighbours as they are now, so two people never get the same one.
 */
final class Ranks {
  private Ranks() {}

  /** To be called before any item is locked, so that two moves never wait for each other. */
  static void hold(Tx tx) {
    tx.attach(RankSql.class).hold();
  }

  static String last(Tx tx) {
    var sql = tx.attach(RankSql.class);
    return fits(sql, () -> Rank.between(sql.highest(), null));
  }

  static String first(Tx tx) {
    var sql = tx.attach(RankSql.class);
    return fits(sql, () -> Rank.between(null, sql.lowest()));
  }

  /** Right behind one item, or right before another where none is named to stand behind. */
  static String place(Tx tx, long id, @Nullable String after, @Nullable String before) {
    var sql = tx.attach(RankSql.class);
    return fits(
        sql,
        () -> {
          if (after != null) {
            var below = sql.of(after, id).orElseThrow(() -> unknown("after", after));
            return Rank.between(below, sql.above(below, id));
          }
          if (before == null) {
            throw new IllegalArgumentException("No neighbour");
          }
          var above = sql.of(before, id).orElseThrow(() -> unknown("before", before));
          return Rank.between(sql.below(above, id), above);
        });
  }

  private interface Place {
    String find();
  }

  /**
   * Before a key grows too long, all of them are made new: nobody sees a difference in the order.
   */
  private static String fits(RankSql sql, Place place) {
    var rank = place.find();
    if (rank.length() <= Rank.LONGEST) {
      return rank;
    }
    var ids = sql.inOrder();
    sql.renew(ids, Rank.fresh(ids.size()));
    return place.find();
  }

  private static Problem unknown(String field, String key) {
    return Problem.invalid(field, "There is no other item " + key + " to stand beside.");
  }
}
