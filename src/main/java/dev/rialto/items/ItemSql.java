package dev.rialto.items;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about items and their history; its rows are shown on their pages. */
public interface ItemSql {
  String ITEM =
      """
      select i.id, i.key, i.team_id, t.slug as team_slug, t.name as team_name, i.service_id,
             s.slug as service_slug, s.name as service_name, i.type, i.interrupt, i.origin, i.title,
             i.description, i.points, i.state, i.state_since, i.done_at, i.rank, i.assignee_id,
             p.name as assignee, i.incident_id, b.reason as block_reason,
             b.from_at as blocked_since, i.created_at, i.created_by, i.version
        from item i
             join team_view t on t.id = i.team_id
             left join service_view s on s.id = i.service_id
             left join person_view p on p.id = i.assignee_id
             left join block_stay b on b.item_id = i.id and b.to_at is null
      """;

  record Fields(
      long teamId,
      @Nullable Long serviceId,
      String type,
      boolean interrupt,
      String title,
      String description,
      @Nullable Double points,
      @Nullable Long assigneeId) {}

  record Origin(String origin, String detail, Instant at, String byWhom) {}

  record Link(String title, String url) {}

  record StateStay(String state, Instant fromAt, @Nullable Instant toAt, String byWhom) {}

  record BlockStay(
      String reason,
      Instant fromAt,
      @Nullable Instant toAt,
      String byWhom,
      @Nullable String endedBy) {}

  /** Where an item came from, what it points to, where it was, and what held it up. */
  record History(
      List<Origin> origins, List<Link> links, List<StateStay> states, List<BlockStay> blocks) {}

  @SqlQuery(ITEM + "where i.id = :id")
  Optional<Item> byId(long id);

  @SqlQuery(ITEM + "where i.key = :key")
  Optional<Item> byKey(String key);

  @SqlQuery(ITEM + "where i.key = :key for update of i")
  Optional<Item> lock(String key);

  @SqlQuery(ITEM + "where i.incident_id = :incidentId order by t.name limit :limit")
  List<Item> ofIncident(long incidentId, int limit);

  @SqlQuery(
      ITEM
          + """
           where (cast(:teamId as bigint) is null or i.team_id = :teamId)
             and (cast(:serviceId as bigint) is null or i.service_id = :serviceId)
             and (cast(:state as text) is null or i.state = :state)
             and (:q = '' or strpos(lower(i.key || ' ' || i.title), lower(:q)) > 0)
             and i.rank > :after
           order by i.rank
           limit :limit
          """)
  List<Item> page(
      @Nullable Long teamId,
      @Nullable Long serviceId,
      @Nullable String state,
      String q,
      String after,
      int limit);

  /** What is open of a team but for one item, in its order. */
  @SqlQuery(
      """
      select key, title, state
        from item
       where team_id = :teamId
         and id <> :except
         and state <> 'verified'
       order by rank
       limit :limit
      """)
  List<Neighbour> neighbours(long teamId, long except, int limit);

  @SqlQuery(
      """
      insert into item (key, team_id, service_id, type, interrupt, origin, title, description,
                        points, state, state_since, done_at, rank, assignee_id, incident_id, created_at,
                        created_by, updated_at)
      values (:key, :teamId, :serviceId, :type, :interrupt, :origin, :title, :description, :points,
              :state, :now, case when :state = 'verified' then cast(:now as timestamptz) end, :rank, :assigneeId, :incidentId, :now, :by, :now)
      returning id
      """)
  long insert(
      @BindMethods Fields fields,
      String key,
      String origin,
      String state,
      String rank,
      @Nullable Long incidentId,
      String by,
      Instant now);

  @SqlUpdate(
      """
      update item
         set service_id = :serviceId, type = :type, interrupt = :interrupt, title = :title,
             description = :description, points = :points, assignee_id = :assigneeId,
             updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(@BindMethods Fields fields, long id, int version, Instant now);

  @SqlUpdate(
      """
      update item
         set state = :state, rank = :rank,
             state_since = case when state = :state then state_since else :now end,
             done_at = case when :state <> 'verified' then null else coalesce(done_at, :now) end,
             updated_at = :now, version = version + 1
       where id = :id
      """)
  void move(long id, String state, String rank, Instant now);

  @SqlUpdate(
      """
      update item
         set assignee_id = :personId, updated_at = :now, version = version + 1
       where id = :id
      """)
  void assign(long id, @Nullable Long personId, Instant now);

  @SqlUpdate("update item set updated_at = :now, version = version + 1 where id = :id")
  void touch(long id, Instant now);

  @SqlUpdate("update state_stay set to_at = :now where item_id = :id and to_at is null")
  void leaveState(long id, Instant now);

  @SqlUpdate(
      """
      insert into state_stay (item_id, state, from_at, by_whom) values (:id, :state, :now, :by)
      """)
  void enterState(long id, String state, String by, Instant now);

  @SqlUpdate(
      """
      insert into block_stay (item_id, reason, from_at, by_whom) values (:id, :reason, :now, :by)
      """)
  void block(long id, String reason, String by, Instant now);

  @SqlUpdate(
      """
      update block_stay set to_at = :now, ended_by = :by where item_id = :id and to_at is null
      """)
  int unblock(long id, String by, Instant now);

  @SqlUpdate(
      """
      insert into item_origin (item_id, n, origin, detail, at, by_whom)
      select :id, coalesce(max(n), 0) + 1, :origin, :detail, :now, :by
        from item_origin
       where item_id = :id
      """)
  void addOrigin(long id, String origin, String detail, String by, Instant now);

  @SqlQuery(
      "select origin, detail, at, by_whom from item_origin where item_id = :id order by n limit 100")
  List<Origin> origins(long id);

  /** Its links, stays and origins go with it. */
  @SqlUpdate("delete from item where id = :id")
  int delete(long id);

  @SqlUpdate("delete from item_link where item_id = :id")
  void dropLinks(long id);

  @SqlUpdate(
      """
      insert into item_link (item_id, n, title, url)
      select :id, n, title, url
        from unnest(:titles, :urls) with ordinality as t(title, url, n)
      """)
  void addLinks(long id, List<String> titles, List<String> urls);

  @SqlQuery("select title, url from item_link where item_id = :id order by n limit 50")
  List<Link> links(long id);

  @SqlQuery(
      """
      select state, from_at, to_at, by_whom
        from state_stay
       where item_id = :id
       order by from_at desc, to_at desc nulls first
       limit 200
      """)
  List<StateStay> states(long id);

  @SqlQuery(
      """
      select reason, from_at, to_at, by_whom, ended_by
        from block_stay
       where item_id = :id
       order by from_at desc
       limit 200
      """)
  List<BlockStay> blocks(long id);

  @SqlQuery(
      "select slug from service_view where owner_team_id = :teamId order by name limit :limit")
  List<String> services(long teamId, int limit);

  @SqlQuery("select id from service_view where slug = :slug")
  Optional<Long> service(String slug);

  @SqlQuery("select slug from team_view where id = :id")
  String teamSlug(long id);

  @SqlQuery("select count(*) from item where team_id = :teamId")
  int ofTeam(long teamId);
}
