package dev.rialto.catalog;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement that writes services by the thousand. */
interface DescribedSql {

  @SqlQuery(
      """
      select k.key, k.service_id, s.origin is not null as described
        from service_known_as k
        join service s on s.id = k.service_id
       where k.key = any(:keys)
      """)
  List<HeldKey> held(String[] keys);

  record HeldKey(String key, long serviceId, boolean described) {}

  @SqlQuery(
      """
      insert into service (slug, name, kind, owner_team_id, service_owner_id, tier, capability_id,
                           description, repositories, links, origin, created_at, updated_at)
      select n.slug, n.name, n.kind, n.team_id, n.person_id, n.tier, n.capability_id,
             n.description, n.repositories::jsonb, n.links::jsonb, n.origin, :now, :now
        from unnest(:slugs, :names, :kinds, :teamIds, :personIds, :tiers, :capabilityIds,
                    :descriptions, :repositories, :links, :origins)
             as n (slug, name, kind, team_id, person_id, tier, capability_id,
                   description, repositories, links, origin)
      returning id, slug
      """)
  List<Made> insert(
      String[] slugs,
      String[] names,
      String[] kinds,
      @Nullable Long[] teamIds,
      @Nullable Long[] personIds,
      Integer[] tiers,
      @Nullable Long[] capabilityIds,
      String[] descriptions,
      String[] repositories,
      String[] links,
      String[] origins,
      Instant now);

  record Made(long id, String slug) {}

  /** What only people say stays: the tier, the runbook, environments, contacts, answers. */
  @SqlUpdate(
      """
      update service s
         set name = n.name, kind = n.kind, owner_team_id = n.team_id,
             service_owner_id = coalesce(n.person_id, s.service_owner_id),
             capability_id = n.capability_id, description = n.description,
             repositories = n.repositories::jsonb, links = n.links::jsonb, origin = n.origin,
             vanished_at = null, updated_at = :now, version = s.version + 1
        from unnest(:ids, :names, :kinds, :teamIds, :personIds, :capabilityIds,
                    :descriptions, :repositories, :links, :origins)
             as n (id, name, kind, team_id, person_id, capability_id,
                   description, repositories, links, origin)
       where s.id = n.id
      """)
  int update(
      Long[] ids,
      String[] names,
      String[] kinds,
      @Nullable Long[] teamIds,
      @Nullable Long[] personIds,
      @Nullable Long[] capabilityIds,
      String[] descriptions,
      String[] repositories,
      String[] links,
      String[] origins,
      Instant now);

  @SqlUpdate(
      """
      delete from service_known_as where kind = 'name' and service_id = any(:ids)
      """)
  int forgetNames(Long[] ids);

  /** A name that another service bears already leads there; this one is found by its short name. */
  @SqlUpdate(
      """
      insert into service_known_as (key, label, kind, service_id)
      select n.key, n.label, n.kind, n.service_id
        from unnest(:keys, :labels, :kinds, :ids) as n (key, label, kind, service_id)
      on conflict (key) do nothing
      """)
  int learnNames(String[] keys, String[] labels, String[] kinds, Long[] ids);

  @SqlUpdate(
      """
      update service
         set vanished_at = :now, updated_at = :now, version = version + 1
       where id = any(:ids) and vanished_at is null and origin is not null
      """)
  int vanish(Long[] ids, Instant now);

  @SqlQuery("select id from service where id = any(:ids) and origin is null")
  List<Long> keptByHand(Long[] ids);
}
