package dev.rialto.items;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about the order of work. */
interface RankSql {
  @SqlQuery("select one from item_rank for update")
  boolean hold();

  @SqlQuery("select max(rank) from item")
  @Nullable String highest();

  @SqlQuery("select min(rank) from item")
  @Nullable String lowest();

  @SqlQuery("select rank from item where key = :key and id <> :exceptId")
  Optional<String> of(String key, long exceptId);

  @SqlQuery("select min(rank) from item where rank > :rank and id <> :exceptId")
  @Nullable String above(String rank, long exceptId);

  @SqlQuery("select max(rank) from item where rank < :rank and id <> :exceptId")
  @Nullable String below(String rank, long exceptId);

  /** All of them, without a limit: the order is renewed whole or not at all. */
  @SqlQuery("select id from item order by rank")
  List<Long> inOrder();

  @SqlUpdate(
      """
      update item i
         set rank = fresh.rank
        from unnest(:ids, :ranks) as fresh(id, rank)
       where i.id = fresh.id
      """)
  void renew(List<Long> ids, List<String> ranks);
}
