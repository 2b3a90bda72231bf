package dev.rialto.board;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Every statement about boards. */
interface BoardSql {
  record Row(
      String key,
      String title,
      String type,
      @Nullable Double points,
      String state,
      Instant stateSince,
      boolean interrupt,
      @Nullable Long incidentId,
      @Nullable String assignee,
      @Nullable String blockReason,
      @Nullable Instant blockedSince,
      int version,
      long teamId,
      @Nullable Long serviceId,
      @Nullable String service,
      @Nullable String serviceSlug,
      int ofAll) {}

  String ROW =
      """
      select i.key, i.title, i.type, i.points, i.state, i.state_since, i.interrupt, i.incident_id,
             p.name as assignee, b.reason as block_reason, b.from_at as blocked_since, i.version,
             i.team_id, i.service_id, s.name as service, s.slug as service_slug,
             count(*) over () as of_all
        from item_view i
             left join service_view s on s.id = i.service_id
             left join person_view p on p.id = i.assignee_id
             left join block_stay_view b on b.item_id = i.id and b.to_at is null
       where (i.team_id = :teamId or i.service_id = any(:services))
         and (:q = '' or strpos(lower(i.key || ' ' || i.title || ' ' || coalesce(p.name, '')), lower(:q)) > 0)
      """;

  @SqlQuery(
      ROW
          + """
             and i.state in ('ready', 'in_progress', 'in_review', 'deploying')
           order by i.rank
           limit :limit
          """)
  List<Row> open(@Nullable Long teamId, List<Long> services, String q, int limit);

  @SqlQuery(
      ROW
          + """
             and i.state = 'verified'
             and i.done_at >= :since
           order by i.done_at desc, i.rank
           limit :limit
          """)
  List<Row> verified(
      @Nullable Long teamId, List<Long> services, String q, Instant since, int limit);

  @SqlQuery(
      ROW
          + """
             and i.state = 'backlog'
           order by i.rank
           limit :limit
          """)
  List<Row> backlog(@Nullable Long teamId, List<Long> services, String q, int limit);

  record Lane(long id, String name, String slug) {}

  @SqlQuery(
      """
      select id, name, slug from service_view where owner_team_id = :teamId order by tier, name limit :limit
      """)
  List<Lane> lanesOf(long teamId, int limit);

  @SqlQuery(
      """
      select id, name, slug from service_view where slug = any(:slugs) order by tier, name limit :limit
      """)
  List<Lane> lanes(List<String> slugs, int limit);

  @SqlQuery(
      """
      select slug
        from service_view
       order by owner_team_id in (select team_id from membership_view where person_id = :personId)
                desc nulls last, tier, name
       limit :limit
      """)
  List<String> offered(long personId, int limit);

  /** The teams whose changes such a board must hear of. */
  @SqlQuery(
      """
      select distinct team_id
        from item_view
       where service_id = any(:services)
       union
      select owner_team_id from service_view where id = any(:services) and owner_team_id is not null
       limit :limit
      """)
  List<Long> teamsOf(List<Long> services, int limit);
}
