package dev.rialto.rounds;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What nodes ask of each other. */
interface SecondTrySql {
  @SqlUpdate(
      """
      insert into second_try (check_id, asked_by, asked_at)
      select id, :node, :now
        from unnest(:ids) as id
      on conflict (check_id) do nothing
      """)
  void ask(Long[] ids, String node, Instant now);

  /** Whoever takes it out makes it: what another asks at once, what we ask when nobody came. */
  @SqlQuery(
      """
      delete from second_try
       where check_id in (select check_id
                            from second_try
                           where asked_by <> :node or asked_at <= :inVain
                           order by asked_at
                           limit :limit
                             for update skip locked)
      returning check_id
      """)
  List<Long> take(String node, Instant inVain, int limit);
}
