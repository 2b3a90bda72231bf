package dev.rialto.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, before and after, newest first, in words: what only programs need is left to
 * the export and the API.
 *
 * @param subjects the nouns that something has happened to, to choose one from
 */
public record JournalPage(
    List<Entry> entries,
    @Nullable String next,
    @Nullable String subject,
    @Nullable String id,
    List<String> subjects,
    List<Stuck> stuck,
    Instant now) {

  /** More values than these of something new are folded away. */
  static final int MOST_UNFOLDED = 3;

  /** What the house counts and sorts by; the line of an entry says who did it and when. */
  private static final Set<String> NOISE =
      Set.of(
          "id",
          "version",
          "rank",
          "created_at",
          "created_by",
          "created_by_id",
          "updated_at",
          "state_since");

  /** What people know a thing by, the best first. */
  private static final List<String> NAMES = List.of("title", "name", "label", "comment", "slug");

  /** One field that changed, in words. */
  public record Change(String field, @Nullable String before, @Nullable String after) {}

  public boolean filtered() {
    return subject != null && !subject.isEmpty();
  }

  /** Only the fields that differ: nobody reads two JSON documents side by side. */
  public static List<Change> changes(Entry entry) {
    return changes(entry, entry.at(), ZoneOffset.UTC);
  }

  /** The same, with times as the reader's clock has them. */
  static List<Change> changes(Entry entry, Instant now, ZoneId zone) {
    var before = entry.beforeTree();
    var after = entry.afterTree();
    var fields = new TreeSet<String>();
    Stream.of(before, after)
        .filter(Objects::nonNull)
        .forEach(tree -> tree.fieldNames().forEachRemaining(fields::add));
    fields.removeAll(NOISE);
    var changes = new ArrayList<Change>();
    for (String field : fields) {
      String was = text(before, field, now, zone);
      String is = text(after, field, now, zone);
      if (!Objects.equals(was, is)) {
        changes.add(new Change(field, was, is));
      }
    }
    return changes;
  }

  public List<Change> told(Entry entry, ZoneId zone) {
    return changes(entry, now, zone);
  }

  /** Whether the values of something made or removed are too many to stand open. */
  public static boolean folds(Entry entry, List<Change> changes) {
    return (entry.before() == null || entry.after() == null) && changes.size() > MOST_UNFOLDED;
  }

  /** What people know it by, or its noun and number. */
  public static String named(Entry entry) {
    for (var tree : Arrays.asList(entry.afterTree(), entry.beforeTree())) {
      if (tree == null) {
        continue;
      }
      for (var field : NAMES) {
        var name = tree.path(field).asText("");
        if (!name.isEmpty()) {
          var key = tree.path("key").asText("");
          return key.isEmpty() ? name : key + " " + name;
        }
      }
    }
    return words(entry.subject()) + " " + entry.subjectId();
  }

  /** “status page” for {@code status_page}, “alert opened” for {@code alert.opened}. */
  public static String words(String name) {
    return name.replace('.', ' ').replace('_', ' ');
  }

  /** Null for what says nothing: no value, no text, an empty list. */
  private static @Nullable String text(
      @Nullable JsonNode tree, String field, Instant now, ZoneId zone) {
    var said = tree == null ? "" : said(tree.path(field), now, zone);
    return said.isEmpty() ? null : said;
  }

  private static String said(JsonNode value, Instant now, ZoneId zone) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "no";
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(each -> said(each, now, zone))
          .collect(Collectors.joining(", "));
    }
    if (value.isObject()) {
      return value.isEmpty() ? "" : value.toString();
    }
    var text = value.isNull() ? "" : value.asText();
    if (value.isTextual() && text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")) {
      return Show.when(Instant.parse(text), now, zone);
    }
    return value.isNumber() ? text.replaceFirst("\\.0$", "") : text;
  }
}
