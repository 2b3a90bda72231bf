package dev.rialto.changes;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Where the commits of a list have arrived, without a question for each of them. */
public interface ReachedSql {
  /** Up to which push the commits of a branch have arrived in an environment. */
  record Reached(
      String repository, String branch, String environment, boolean production, Instant until) {}

  /** By the rule of {@link ChangeSql#arrivals}; production comes first. */
  @SqlQuery(
      """
      select c.repository, c.branch, d.environment, d.production, max(c.pushed_at) as until
        from change_view c
        join deployment_view d on d.sha = c.sha
       where c.repository = any(:repositories)
         and c.branch = any(:branches)
         and c.pushed_at >= :from
         and d.state = 'succeeded'
         and d.kind <> 'rollback'
         and d.environment is not null
       group by c.repository, c.branch, d.environment, d.production
       order by d.production desc, until desc
       limit :limit
      """)
  List<Reached> reached(Set<String> repositories, Set<String> branches, Instant from, int limit);
}
