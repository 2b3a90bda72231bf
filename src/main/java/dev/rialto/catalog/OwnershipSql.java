package dev.rialto.catalog;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about who owned what, when. */
interface OwnershipSql {

  /** Closes the open interval of those whose owner is no longer what it says. */
  @SqlUpdate(
      """
      update service_ownership o
         set valid_to = greatest(:now, o.valid_from)
       where o.valid_to is null
         and o.service_id = any(:ids)
         and not exists (select from service s
                          where s.id = o.service_id
                            and s.owner_team_id is not distinct from o.team_id
                            and s.service_owner_id is not distinct from o.service_owner_id)
      """)
  int close(Long[] ids, Instant now);

  /** Opens one for those that have none now. */
  @SqlUpdate(
      """
      insert into service_ownership (service_id, service_slug, service_name, team_id, team_slug,
                                     team_name, service_owner_id, service_owner, valid_from)
      select s.id, s.slug, s.name, t.id, t.slug, t.name, p.id, p.name, :now
        from service s
        left join team_view t on t.id = s.owner_team_id
        left join person_view p on p.id = s.service_owner_id
       where s.id = any(:ids)
         and not exists (select from service_ownership o
                          where o.service_id = s.id and o.valid_to is null)
      """)
  int open(Long[] ids, Instant now);

  String OWNERSHIP =
      """
      select service_id, service_slug, service_name, team_id, team_slug, team_name,
             service_owner_id, service_owner, valid_from, valid_to
        from service_ownership
      """;

  @SqlQuery(
      OWNERSHIP
          + """
           where service_id = :id
           order by valid_from desc, valid_to desc nulls first
           limit :limit
          """)
  List<Ownership> of(long id, int limit);

  /** By the address it has now or had then: an old link still finds its answer. */
  @SqlQuery(
      OWNERSHIP
          + """
           where (service_id in (select id from service where slug = :slug)
                  or (service_slug = :slug
                      and not exists (select from service where slug = :slug)))
             and valid_from <= :at
             and (valid_to is null or valid_to > :at)
           order by valid_from desc
           limit :limit
          """)
  List<Ownership> at(String slug, Instant at, int limit);
}
