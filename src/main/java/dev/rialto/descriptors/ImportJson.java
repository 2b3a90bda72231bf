package dev.rialto.descriptors;

import dev.rialto.platform.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises about an import. */
record ImportJson(
    long id,
    String source,
    String address,
    String branch,
    String path,
    String state,
    String startedBy,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String step,
    int done,
    int total,
    Plan.Counts counts,
    List<Mistake> mistakes,
    String said,
    int version) {

  static ImportJson of(ImportRow row) {
    return new ImportJson(
        row.id(),
        row.sourceKind(),
        row.address(),
        row.branch(),
        row.path(),
        row.state(),
        row.who(),
        row.startedAt(),
        row.finishedAt(),
        row.step(),
        row.done(),
        row.total(),
        row.counted(),
        row.mistaken(),
        row.said(),
        row.version());
  }

  /** One line of a plan. */
  record LineJson(
      int n,
      String ref,
      String change,
      String file,
      int line,
      List<Plan.Change> fields,
      List<String> notes) {
    static LineJson of(ImportSql.LineRow row) {
      return new LineJson(
          row.n(),
          row.ref(),
          row.change(),
          row.file(),
          row.line(),
          List.of(Json.read(row.fields(), Plan.Change[].class)),
          List.of(Json.read(row.notes(), String[].class)));
    }
  }

  /** A descriptor with what it says and what others say of it. */
  record DescriptorJson(
      String ref,
      String file,
      int line,
      String source,
      String target,
      @Nullable Long targetId,
      Instant lastSeenAt,
      @Nullable String lastSeenBy,
      @Nullable Instant vanishedAt,
      List<RelationJson> relations) {}

  record RelationJson(String type, String targetRef) {}
}
