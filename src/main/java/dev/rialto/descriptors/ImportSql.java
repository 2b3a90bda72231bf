package dev.rialto.descriptors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about imports and where they come from. */
interface ImportSql {

  @SqlQuery(
      """
      insert into descriptor_source (kind, address, branch, path, created_at)
      values (:kind, :address, :branch, :path, :now)
      on conflict (kind, address, branch, path) do update set address = excluded.address
      returning id
      """)
  long source(String kind, String address, String branch, String path, Instant now);

  @SqlQuery(
      """
      insert into descriptor_import (source_id, state, started_by, started_at, bundle, step)
      values (:sourceId, 'reading', :by, :now, :bundle, 'waiting to be read')
      returning id
      """)
  long start(long sourceId, String by, byte @Nullable [] bundle, Instant now);

  String IMPORT =
      """
      select i.id, i.source_id, s.kind as source_kind, s.address, s.branch, s.path, i.state,
             i.started_by, i.started_at, i.finished_at, i.step, i.done, i.total,
             i.counts::text as counts, i.mistakes::text as mistakes, i.said, i.digest, i.version
        from descriptor_import i
        join descriptor_source s on s.id = i.source_id
      """;

  @SqlQuery(IMPORT + "where i.id = :id")
  Optional<ImportRow> byId(long id);

  @SqlQuery(IMPORT + "where i.id < :below order by i.id desc limit :limit")
  List<ImportRow> page(long below, int limit);

  @SqlQuery("select bundle from descriptor_import where id = :id")
  Packed bundle(long id);

  /** A record, because Jdbi takes a bare array of bytes for an array of numbers. */
  record Packed(byte @Nullable [] bundle) {}

  @SqlUpdate("update descriptor_import set bundle = :bundle where id = :id")
  void keepBundle(long id, byte[] bundle);

  /** Only the newest of a source can still be applied: what older ones read may go. */
  @SqlUpdate(
      """
      update descriptor_import set bundle = null where source_id = :sourceId and id < :id and bundle is not null
      """)
  void forgetOlder(long sourceId, long id);

  @SqlUpdate(
      "update descriptor_import set step = :step, done = :done, total = :total where id = :id")
  void progress(long id, String step, int done, int total);

  @SqlUpdate(
      """
      update descriptor_import
         set state = :state, finished_at = :now, counts = cast(:counts as jsonb),
             mistakes = cast(:mistakes as jsonb), said = :said, digest = :digest, step = '',
             version = version + 1
       where id = :id
      """)
  void became(
      long id,
      String state,
      String counts,
      String mistakes,
      String said,
      @Nullable String digest,
      @Nullable Instant now);

  @SqlUpdate(
      """
      update descriptor_import
         set state = 'applying', step = 'waiting to be applied', done = 0, total = 0,
             version = version + 1
       where id = :id and version = :version and state = 'planned'
      """)
  int apply(long id, int version);

  @SqlUpdate("delete from descriptor_line where import_id = :id")
  void forgetLines(long id);

  @SqlUpdate(
      """
      insert into descriptor_line (import_id, n, ref, change, file, line, fields, notes)
      select :id, n.n, n.ref, n.change, n.file, n.line, n.fields::jsonb, n.notes::jsonb
        from unnest(:numbers, :refs, :changes, :files, :lines, :fields, :notes)
             as n (n, ref, change, file, line, fields, notes)
      """)
  void insertLines(
      long id,
      Integer[] numbers,
      String[] refs,
      String[] changes,
      String[] files,
      Integer[] lines,
      String[] fields,
      String[] notes);

  @SqlQuery(
      """
      select n, ref, change, file, line, fields::text as fields, notes::text as notes
        from descriptor_line
       where import_id = :id and n > :after and (:change = '' or change = :change)
       order by n
       limit :limit
      """)
  List<LineRow> lines(long id, String change, int after, int limit);

  record LineRow(
      int n, String ref, String change, String file, int line, String fields, String notes) {}
}
