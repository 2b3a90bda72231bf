package dev.rialto.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement of the catalog. */
interface ServiceSql {
  String SERVICE =
      """
      select s.id, s.slug, s.name, s.owner_team_id, t.slug as owner_slug, t.name as owner_name,
             s.tier, s.capability, s.environments::text as environments, s.runbook_url,
             s.description, s.links::text as links,
             (select coalesce(jsonb_agg(k.label order by k.key), '[]')::text
                from service_known_as k
               where k.service_id = s.id and k.kind = 'alias') as aliases,
             s.version, s.created_at, s.updated_at
        from service s
        left join team_view t on t.id = s.owner_team_id
      """;

  @SqlQuery(SERVICE + "where s.id = :id")
  Optional<ServiceRow> byId(long id);

  @SqlQuery(SERVICE + "where s.slug = :slug")
  Optional<ServiceRow> bySlug(String slug);

  /** Folding happens in the application, so that both sides of the comparison are folded alike. */
  @SqlQuery(
      SERVICE
          + """
            join service_known_as found on found.service_id = s.id
           where found.key = :key
          """)
  Optional<ServiceRow> byKey(String key);

  @SqlQuery(
      SERVICE
          + """
           where s.id in (select k.service_id from service_known_as k where k.key = any(:keys))
          """)
  List<ServiceRow> byKeys(String[] keys);

  @SqlQuery("select key, service_id from service_known_as where key = any(:keys)")
  List<KeyOf> keys(String[] keys);

  /** Pages by slug: an insert between two pages neither repeats nor hides a service. */
  @SqlQuery(
      SERVICE
          + """
           where (:q = '' or strpos(lower(s.name || ' ' || s.slug || ' ' || s.description), lower(:q)) > 0)
             and (:owner = '' or t.slug = :owner or (:owner = 'none' and s.owner_team_id is null))
             and (:tier = 0 or s.tier = :tier)
             and (:capability = '' or lower(s.capability) = lower(:capability))
             and s.slug > :after
           order by s.slug
           limit :limit
          """)
  List<ServiceRow> page(
      String q, String owner, int tier, String capability, String after, int limit);

  @SqlQuery(
      """
      insert into service (slug, name, owner_team_id, tier, capability, environments, runbook_url,
                           description, links, created_at, updated_at)
      values (:slug, :name, :ownerTeamId, :tier, :capability, cast(:environments as jsonb),
              :runbookUrl, :description, cast(:links as jsonb), :now, :now)
      returning id
      """)
  long insert(
      String slug,
      String name,
      @Nullable Long ownerTeamId,
      int tier,
      String capability,
      String environments,
      String runbookUrl,
      String description,
      String links,
      Instant now);

  @SqlUpdate(
      """
      update service
         set slug = :slug, name = :name, owner_team_id = :ownerTeamId, tier = :tier,
             capability = :capability, environments = cast(:environments as jsonb),
             runbook_url = :runbookUrl, description = :description, links = cast(:links as jsonb),
             updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(
      long id,
      int version,
      String slug,
      String name,
      @Nullable Long ownerTeamId,
      int tier,
      String capability,
      String environments,
      String runbookUrl,
      String description,
      String links,
      Instant now);

  @SqlUpdate("delete from service where id = :id and version = :version")
  int delete(long id, int version);

  @SqlUpdate("delete from service_known_as where service_id = :id")
  void forgetNames(long id);

  /** Returns how many names were free; the caller compares and says which one was not. */
  @SqlUpdate(
      """
      insert into service_known_as (key, label, kind, service_id)
      select n.key, n.label, n.kind, :id
        from unnest(:keys, :labels, :kinds) as n (key, label, kind)
      on conflict (key) do nothing
      """)
  int learnNames(long id, String[] keys, String[] labels, String[] kinds);

  @SqlQuery(
      """
      select k.key, s.name
        from service_known_as k
        join service s on s.id = k.service_id
       where k.key = any(:keys) and k.service_id <> :exceptId
       limit 1
      """)
  Optional<Held> heldByAnother(String[] keys, long exceptId);

  @SqlQuery(
      """
      select name from service where owner_team_id = :teamId order by tier, lower(name) limit :limit
      """)
  List<String> namesOwnedBy(long teamId, int limit);

  @SqlQuery("select count(*) from service where owner_team_id = :teamId")
  int countOwnedBy(long teamId);

  @SqlQuery(
      """
      select min(capability) from service where capability <> '' group by lower(capability)
       order by 1
       limit :limit
      """)
  List<String> capabilities(int limit);

  record KeyOf(String key, long serviceId) {}

  record Held(String key, String name) {}
}
