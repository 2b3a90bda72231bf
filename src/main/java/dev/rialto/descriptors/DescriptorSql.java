package dev.rialto.descriptors;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about descriptors that were applied. */
interface DescriptorSql {

  /** One import is applied at a time, so that its plan is true when it is carried out. */
  @SqlUpdate("lock table descriptor_entity in share row exclusive mode")
  void lock();

  @SqlQuery(
      """
      select id, ref, source_id, hash, target, target_id, vanished_at is not null as vanished
        from descriptor_entity
       order by id
      """)
  List<Row> all();

  record Row(
      long id,
      String ref,
      long sourceId,
      String hash,
      String target,
      @Nullable Long targetId,
      boolean vanished) {
    Known.Was was() {
      return new Known.Was(id, Ref.read(ref), sourceId, hash, target, targetId, vanished);
    }
  }

  @SqlQuery("select ref, body::text as body from descriptor_entity where ref = any(:refs)")
  List<Said> bodies(String[] refs);

  @SqlQuery(
      """
      select ref, file, line, body::text as body
        from descriptor_entity
       where source_id <> :sourceId or vanished_at is not null
      """)
  List<Other> bodiesOfOthers(long sourceId);

  record Said(String ref, String body) {}

  record Other(String ref, String file, int line, String body) {
    Entity entity() {
      return Entity.of(Ref.read(ref), file, line, Json.read(body, Entity.Body.class));
    }
  }

  @SqlUpdate(
      """
      insert into descriptor_entity (ref, source_id, file, line, hash, body, target, target_id,
                                     last_import, last_seen_at)
      select n.ref, :sourceId, n.file, n.line, n.hash, n.body::jsonb, n.target, n.target_id,
             :importId, :now
        from unnest(:refs, :files, :lines, :hashes, :bodies, :targets, :targetIds)
             as n (ref, file, line, hash, body, target, target_id)
      on conflict (ref) do update
         set source_id = excluded.source_id, file = excluded.file, line = excluded.line,
             hash = excluded.hash, body = excluded.body, target = excluded.target,
             target_id = excluded.target_id, last_import = excluded.last_import,
             last_seen_at = excluded.last_seen_at, vanished_at = null
      """)
  void keep(
      long sourceId,
      long importId,
      String[] refs,
      String[] files,
      Integer[] lines,
      String[] hashes,
      String[] bodies,
      String[] targets,
      Long[] targetIds,
      Instant now);

  /** Those that are as they were have still been seen. */
  @SqlUpdate(
      """
      update descriptor_entity
         set last_import = :importId, last_seen_at = :now
       where source_id = :sourceId and vanished_at is null and last_import <> :importId
         and not (ref = any(:gone))
      """)
  int seen(long sourceId, long importId, String[] gone, Instant now);

  @SqlUpdate(
      """
      update descriptor_entity set vanished_at = :now where ref = any(:refs) and vanished_at is null
      """)
  int vanish(String[] refs, Instant now);

  String SHOWN =
      """
      select e.id, e.ref, e.file, e.line, e.body::text as body, e.target, e.target_id,
             e.last_import, e.last_seen_at, e.vanished_at, s.kind as source_kind,
             s.address as source_address, i.started_by as seen_by
        from descriptor_entity e
        join descriptor_source s on s.id = e.source_id
        left join descriptor_import i on i.id = e.last_import
      """;

  @SqlQuery(SHOWN + "where e.target = :target and e.target_id = :id order by e.id limit 1")
  Optional<Shown> ofTarget(String target, long id);

  @SqlQuery(SHOWN + "where e.ref = :ref")
  Optional<Shown> byRef(String ref);

  record Shown(
      long id,
      String ref,
      String file,
      int line,
      String body,
      String target,
      @Nullable Long targetId,
      long lastImport,
      Instant lastSeenAt,
      @Nullable Instant vanishedAt,
      String sourceKind,
      String sourceAddress,
      @Nullable String seenBy) {}

  /** Whoever tells something about this one, from the other end. */
  @SqlQuery(
      """
      select e.ref, e.body::text as body
        from descriptor_entity e
       where jsonb_exists_any(e.body -> 'ties', :said)
       order by e.ref
       limit :limit
      """)
  List<Said> tellingOf(String[] said, int limit);
}
