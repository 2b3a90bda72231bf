package dev.rialto.capabilities;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about capabilities. */
interface CapabilitySql {
  String CAPABILITY =
      """
      select c.id, c.slug, c.name, c.description, c.owner_team_id, t.slug as owner_slug,
             t.name as owner_name, p.id as person_id, p.name as person_name, p.email as person_email,
             w.slug as part_of_slug, w.name as part_of_name, c.origin,
             c.version, c.created_at, c.updated_at
        from capability c
        left join team_view t on t.id = c.owner_team_id
        left join person_view p on p.id = c.owner_person_id
        left join capability w on w.id = c.part_of_id
      """;

  @SqlQuery(CAPABILITY + "where c.id = :id")
  Optional<CapabilityRow> byId(long id);

  @SqlQuery(CAPABILITY + "where c.slug = :slug")
  Optional<CapabilityRow> bySlug(String slug);

  /** By short name or by name, in any case; the short name wins. */
  @SqlQuery(
      CAPABILITY
          + """
           where c.slug = lower(:said) or lower(c.name) = lower(:said)
           order by c.slug = lower(:said) desc
           limit 1
          """)
  Optional<CapabilityRow> called(String said);

  @SqlQuery(
      CAPABILITY
          + """
           where (:q = '' or strpos(lower(c.name || ' ' || c.slug || ' ' || c.description), lower(:q)) > 0)
             and c.slug > :after
           order by c.slug
           limit :limit
          """)
  List<CapabilityRow> page(String q, String after, int limit);

  @SqlQuery(CAPABILITY + "where c.part_of_id = :id order by lower(c.name) limit :limit")
  List<CapabilityRow> parts(long id, int limit);

  @SqlQuery("select name from capability order by lower(name) limit :limit")
  List<String> names(int limit);

  @SqlQuery(
      """
      select case when slug = :slug then 'slug' else 'name' end
        from capability
       where (slug = :slug or lower(name) = lower(:name)) and id <> :exceptId
       limit 1
      """)
  Optional<String> heldBy(String slug, String name, long exceptId);

  /** From one capability up to the widest it is part of, itself first. */
  @SqlQuery(
      """
      with recursive up (id, name, part_of_id, n) as (
        select id, name, part_of_id, 0 from capability where id = :id
        union all
        select c.id, c.name, c.part_of_id, up.n + 1
          from capability c
          join up on c.id = up.part_of_id
         where up.n < :depth
      )
      select id, name from up order by n limit :depth
      """)
  List<Step> upFrom(long id, int depth);

  record Step(long id, String name) {}

  @SqlQuery(
      """
      insert into capability (slug, name, description, owner_team_id, owner_person_id, part_of_id,
                              created_at, updated_at)
      values (:slug, :name, :description, :ownerTeamId, :ownerPersonId, :partOfId, :now, :now)
      returning id
      """)
  long insert(
      String slug,
      String name,
      String description,
      @Nullable Long ownerTeamId,
      @Nullable Long ownerPersonId,
      @Nullable Long partOfId,
      Instant now);

  @SqlUpdate(
      """
      update capability
         set slug = :slug, name = :name, description = :description, owner_team_id = :ownerTeamId,
             owner_person_id = :ownerPersonId, part_of_id = :partOfId,
             updated_at = :now, version = version + 1
       where id = :id and version = :version
      """)
  int update(
      long id,
      int version,
      String slug,
      String name,
      String description,
      @Nullable Long ownerTeamId,
      @Nullable Long ownerPersonId,
      @Nullable Long partOfId,
      Instant now);

  @SqlUpdate("delete from capability where id = :id and version = :version")
  int delete(long id, int version);

  @SqlQuery("select name from capability where owner_team_id = :teamId order by name limit :limit")
  List<String> namesOwnedBy(long teamId, int limit);

  @SqlQuery("select lower(slug) from capability where slug = any(:slugs)")
  List<String> heldSlugs(String[] slugs);

  @SqlQuery("select lower(name) as name, id from capability where lower(name) = any(:names)")
  List<Held> heldNames(String[] names);

  record Held(String name, long id) {}

  /** Rows of descriptors: a known id is changed, a missing one is made; ids come back in order. */
  @SqlQuery(
      """
      insert into capability (slug, name, description, owner_team_id, owner_person_id, origin,
                              created_at, updated_at)
      select n.slug, n.name, n.description, n.team_id, n.person_id, n.origin, :now, :now
        from unnest(:slugs, :names, :descriptions, :teamIds, :personIds, :origins)
             with ordinality as n (slug, name, description, team_id, person_id, origin, i)
       order by n.i
      returning id
      """)
  List<Long> insertAll(
      String[] slugs,
      String[] names,
      String[] descriptions,
      Long[] teamIds,
      Long[] personIds,
      String[] origins,
      Instant now);

  @SqlUpdate(
      """
      update capability c
         set name = n.name, description = n.description, owner_team_id = n.team_id,
             owner_person_id = n.person_id, origin = n.origin, updated_at = :now,
             version = c.version + 1
        from unnest(:ids, :names, :descriptions, :teamIds, :personIds, :origins)
             as n (id, name, description, team_id, person_id, origin)
       where c.id = n.id
      """)
  int updateAll(
      Long[] ids,
      String[] names,
      String[] descriptions,
      Long[] teamIds,
      Long[] personIds,
      String[] origins,
      Instant now);

  @SqlUpdate(
      """
      update capability c
         set part_of_id = n.part_of_id
        from unnest(:ids, :partOfIds) as n (id, part_of_id)
       where c.id = n.id and c.part_of_id is distinct from n.part_of_id
      """)
  int placeAll(Long[] ids, Long[] partOfIds);
}
