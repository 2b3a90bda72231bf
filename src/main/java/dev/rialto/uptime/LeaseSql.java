package dev.rialto.uptime;

import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Who watches which shard. The only place beside db-scheduler that asks the database's own clock.
 */
interface LeaseSql {
  @SqlUpdate(
      """
      insert into check_node (node, until_at)
      values (:node, clock_timestamp() + make_interval(secs => :seconds))
      on conflict (node) do update set until_at = excluded.until_at
      """)
  void live(@Bind("node") String node, @Bind("seconds") double seconds);

  @SqlQuery("select count(*) from check_node where until_at > clock_timestamp()")
  int living();

  @SqlQuery("select shard from check_shard where node = :node order by shard")
  List<Integer> held(@Bind("node") String node);

  /** Shards whose holder is dead or that nobody holds; what another node takes just now is left. */
  @SqlQuery(
      """
      update check_shard
         set node = :node
       where shard in (select s.shard
                         from check_shard s
                        where not exists (select 1
                                            from check_node n
                                           where n.node = s.node and n.until_at > clock_timestamp())
                        order by s.shard
                        limit :limit
                          for update of s skip locked)
      returning shard
      """)
  List<Integer> take(@Bind("node") String node, @Bind("limit") int limit);

  /** More than a fair share goes back, so that a new node finds something to do. */
  @SqlUpdate(
      """
      update check_shard
         set node = null
       where shard in (select shard from check_shard where node = :node order by shard desc limit :limit)
      """)
  void give(@Bind("node") String node, @Bind("limit") int limit);

  @SqlUpdate("update check_shard set node = null where node = :node")
  void giveAll(@Bind("node") String node);

  @SqlUpdate(
      "delete from check_node where node = :node or until_at < clock_timestamp() - interval '1 hour'")
  void leave(@Bind("node") String node);
}
