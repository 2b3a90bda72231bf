package dev.rialto.uptime;

import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Making and dropping the days and months that results and roll-ups lie in. */
interface PartitionSql {
  /** Two nodes may want the same day at once. */
  @SqlQuery("select 1 from pg_advisory_xact_lock(hashtext('check_result partitions'))")
  int lock();

  /** Bounds are literals, quotes and all: a statement of this kind takes no parameters. */
  @SqlUpdate(
      "create table if not exists <name> partition of <parent> for values from (<from>) to (<to>)")
  void create(
      @Define("name") String name,
      @Define("parent") String parent,
      @Define("from") String from,
      @Define("to") String to);

  /** Names end with the day or month they hold, so that their order is that of time. */
  @SqlQuery(
      """
      select c.relname
        from pg_inherits i
             join pg_class c on c.oid = i.inhrelid
       where i.inhparent = cast(:parent as regclass)
       order by c.relname
      """)
  List<String> partitions(@Bind("parent") String parent);

  @SqlUpdate("drop table if exists <name>")
  void drop(@Define("name") String name);
}
