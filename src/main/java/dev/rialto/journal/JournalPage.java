package dev.rialto.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what, before and after, newest first. */
public record JournalPage(
    List<Entry> entries,
    @Nullable String next,
    @Nullable String subject,
    @Nullable String id,
    List<Stuck> stuck,
    Instant now) {

  /** One field that changed, in words. */
  public record Change(String field, @Nullable String before, @Nullable String after) {}

  /** Only the fields that differ: nobody reads two JSON documents side by side. */
  public static List<Change> changes(Entry entry) {
    var before = entry.beforeTree();
    var after = entry.afterTree();
    var fields = new java.util.TreeSet<String>();
    if (before != null) {
      before.fieldNames().forEachRemaining(fields::add);
    }
    if (after != null) {
      after.fieldNames().forEachRemaining(fields::add);
    }
    var changes = new ArrayList<Change>();
    for (String field : fields) {
      String was = text(before, field);
      String is = text(after, field);
      if (!java.util.Objects.equals(was, is)) {
        changes.add(new Change(field, was, is));
      }
    }
    return changes;
  }

  private static @Nullable String text(
      com.fasterxml.jackson.databind.@Nullable JsonNode tree, String field) {
    if (tree == null || !tree.hasNonNull(field)) {
      return null;
    }
    var value = tree.get(field);
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
