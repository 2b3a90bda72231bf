package dev.rialto.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement of the catalog. */
interface ServiceSql {
  String SERVICE =
      """
      select s.id, s.slug, s.name, s.kind, s.owner_team_id, t.slug as owner_slug, t.name as owner_name,
             o.id as owner_id, o.name as owner_person, o.email as owner_email,
             d.id as dev_id, d.name as dev_name, d.email as dev_email,
             r.id as ops_id, r.name as ops_name, r.email as ops_email,
             s.tier, coalesce(c.name, '') as capability, c.slug as capability_slug,
             s.environments::text as environments, s.runbook_url, s.description,
             s.repositories::text as repositories, s.links::text as links,
             (select coalesce(jsonb_agg(k.label order by k.key), '[]')::text
                from service_known_as k
               where k.service_id = s.id and k.kind = 'alias') as aliases,
             s.origin, s.vanished_at, s.version, s.created_at, s.updated_at
        from service s
        left join team_view t on t.id = s.owner_team_id
        left join person_view o on o.id = s.service_owner_id
        left join person_view d on d.id = s.dev_contact_id
        left join person_view r on r.id = s.ops_contact_id
        left join capability_view c on c.id = s.capability_id
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

  @SqlQuery(SERVICE + "where s.id = any(:ids) order by s.slug")
  List<ServiceRow> byIds(Long[] ids);

  @SqlQuery("select key, service_id from service_known_as where key = any(:keys)")
  List<KeyOf> keys(String[] keys);

  /** Pages by slug: an insert between two pages neither repeats nor hides a service. */
  @SqlQuery(
      SERVICE
          + """
           where (:owner = '' or t.slug = :owner or (:owner = 'none' and s.owner_team_id is null))
             and (:tier = 0 or s.tier = :tier)
             and (:capability = '' or lower(c.name) = lower(:capability) or c.slug = :capability)
             and s.slug > :after
           order by s.slug
           limit :limit
          """)
  List<ServiceRow> page(String owner, int tier, String capability, String after, int limit);

  /**
   * The same for a search: any part of a name, or the beginning of words in the description. Names
   * are read in one go, since the narrow table of names is faster to read whole than an index of
   * their parts would be to keep. The case keeps the test of membership out of the joins: services
   * are then walked in the order of the page, in an index that has all that is asked for, until
   * there are enough. Numbers alone: {@link #byIds} puts the rows of one page together.
   */
  @SqlQuery(
      """
      with found as materialized (
        select k.service_id as id from service_known_as k where strpos(k.key, :q) > 0
        union
        select w.id from service w where w.words @@ to_tsquery('simple', :words)
      )
      select s.id
        from service s
       where case when s.id in (select id from found) then true end
         and (:owner = '' or s.owner_team_id = (select t.id from team_view t where t.slug = :owner)
              or (:owner = 'none' and s.owner_team_id is null))
         and (:tier = 0 or s.tier = :tier)
         and (:capability = ''
              or s.capability_id in (select c.id
                                       from capability_view c
                                      where lower(c.name) = lower(:capability) or c.slug = :capability))
         and s.slug > :after
       order by s.slug
       limit :limit
      """)
  List<Long> search(
      String q, String words, String owner, int tier, String capability, String after, int limit);

  @SqlQuery(
      """
      insert into service (slug, name, kind, owner_team_id, service_owner_id, dev_contact_id,
                           ops_contact_id, tier, capability_id, environments, runbook_url,
                           description, repositories, links, created_at, updated_at)
      values (:slug, :name, :kind, :ownerTeamId, :serviceOwnerId, :devId, :opsId, :tier,
              :capabilityId, cast(:environments as jsonb), :runbookUrl, :description,
              cast(:repositories as jsonb), cast(:links as jsonb), :now, :now)
      returning id
      """)
  long insert(@BindMethods Written written, Instant now);

  @SqlUpdate(
      """
      update service
         set slug = :slug, name = :name, kind = :kind, owner_team_id = :ownerTeamId,
             service_owner_id = :serviceOwnerId, dev_contact_id = :devId, ops_contact_id = :opsId,
             tier = :tier, capability_id = :capabilityId,
             environments = cast(:environments as jsonb), runbook_url = :runbookUrl,
             description = :description, repositories = cast(:repositories as jsonb),
             links = cast(:links as jsonb), updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(long id, int version, @BindMethods Written written, Instant now);

  /** From now on it is kept by hand. */
  @SqlUpdate(
      """
      update service
         set origin = null, vanished_at = null, updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int detach(long id, int version, Instant now);

  /** A service as it goes into its row: lists are JSON text, people and teams their numbers. */
  record Written(
      String slug,
      String name,
      String kind,
      @Nullable Long ownerTeamId,
      @Nullable Long serviceOwnerId,
      @Nullable Long devId,
      @Nullable Long opsId,
      int tier,
      @Nullable Long capabilityId,
      String environments,
      String runbookUrl,
      String description,
      String repositories,
      String links) {}

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

  record KeyOf(String key, long serviceId) {}

  record Held(String key, String name) {}
}
