package dev.rialto.items;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about how a team calls its items and how much it takes on at once. */
interface TeamSql {
  @SqlUpdate(
      """
      insert into item_team (team_id, prefix) values (:teamId, :prefix) on conflict do nothing
      """)
  int settle(long teamId, String prefix);

  @SqlQuery(
      """
      select prefix, ready, in_progress, in_review, deploying, version
        from item_team
       where team_id = :teamId
      """)
  Optional<TeamBoard> of(long teamId);

  @SqlQuery(
      """
      update item_team set last_no = last_no + 1
       where team_id = :teamId
      returning prefix || '-' || last_no
      """)
  String nextKey(long teamId);

  @SqlQuery("select team_id from item_team where prefix = :prefix")
  Optional<Long> holder(String prefix);

  /** The numbers go on where this prefix was left, so that no key ever means two things. */
  @SqlUpdate(
      """
      update item_team
         set prefix = :prefix, ready = :ready, in_progress = :inProgress, in_review = :inReview,
             deploying = :deploying, version = version + 1,
             last_no = greatest(last_no,
                                (select coalesce(max(substring(key from '[0-9]+$')::int), 0)
                                   from item
                                  where starts_with(key, :prefix || '-')))
       where team_id = :teamId and version = :version
      """)
  int update(
      long teamId,
      String prefix,
      @Nullable Integer ready,
      @Nullable Integer inProgress,
      @Nullable Integer inReview,
      @Nullable Integer deploying,
      int version);
}
