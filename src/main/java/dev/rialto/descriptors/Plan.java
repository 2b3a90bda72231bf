package dev.rialto.descriptors;

import dev.rialto.dependencies.Circles;
import dev.rialto.dependencies.Edge;
import dev.rialto.platform.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, found by comparing what is said with what was said last. The same files
 * and the same catalog give the same plan, to the letter. Pure.
 */
record Plan(List<Line> lines, Counts counts, List<Mistake> mistakes, String digest) {
  static final String ADDED = "added";
  static final String CHANGED = "changed";
  static final String VANISHED = "vanished";
  static final String KEPT = "kept";
  static final String IGNORED = "ignored";

  /** One field, before and after; nothing before or after says that it comes or goes. */
  record Change(String field, @Nullable String before, @Nullable String after) {}

  /** One descriptor and what becomes of it. */
  record Line(
      String ref, String change, String file, int line, List<Change> fields, List<String> notes) {}

  record Counts(int added, int changed, int unchanged, int vanished, int kept, int ignored) {}

  /**
   * @param bodies what changed descriptors said last, by reference
   * @param others ties told by descriptors of other sources
   * @param needsByHand dependencies that people told
   */
  static Plan of(
      long sourceId,
      Reading reading,
      Known known,
      Function<Ref, Entity.Body> bodies,
      Collection<Tie> others,
      Collection<Edge> needsByHand) {
    var lines = new ArrayList<Line>();
    var hashes = new HashMap<String, String>();
    int unchanged = 0;
    var here = new HashMap<Ref, Entity>();
    reading.entities().forEach(entity -> here.put(entity.ref(), entity));
    for (var entity : reading.entities()) {
      var was = known.entities().get(entity.ref());
      var hash = entity.hash();
      if (was != null && was.isService() && known.kept().contains(was.targetId())) {
        lines.add(line(entity, KEPT, List.of(), List.of("kept by hand since it was detached")));
      } else if (was == null) {
        lines.add(line(entity, ADDED, first(entity), notes(entity, here, known)));
      } else if (!was.hash().equals(hash) || was.vanished() || was.sourceId() != sourceId) {
        var fields = compare(bodies.apply(entity.ref()), entity.body());
        var notes = new ArrayList<>(notes(entity, here, known));
        if (was.vanished()) notes.addFirst("is told of again");
        if (was.sourceId() != sourceId) notes.addFirst("was told by another source until now");
        lines.add(line(entity, CHANGED, fields, notes));
      } else {
        unchanged++;
      }
      hashes.put(entity.ref().toString(), hash);
    }
    for (var was : known.entities().values()) {
      if (was.sourceId() == sourceId && !was.vanished() && !here.containsKey(was.ref())) {
        lines.add(
            new Line(
                was.ref().toString(),
                VANISHED,
                "",
                0,
                List.of(),
                List.of("no longer described; it stays, and says so")));
      }
    }
    for (var note : reading.notes()) {
      lines.add(
          new Line(note.ref(), IGNORED, note.file(), note.line(), List.of(), List.of(note.says())));
    }
    lines.sort(Comparator.comparing(Line::change).thenComparing(Line::ref));
    var mistakes = new ArrayList<>(reading.mistakes());
    if (mistakes.isEmpty()) mistakes.addAll(circles(reading, known, others, needsByHand));
    var counts = counts(lines, unchanged);
    return new Plan(List.copyOf(lines), counts, List.copyOf(mistakes), digest(lines, hashes));
  }

  private static Counts counts(List<Line> lines, int unchanged) {
    var by = new HashMap<String, Integer>();
    for (var line : lines) by.merge(line.change(), 1, Integer::sum);
    return new Counts(
        by.getOrDefault(ADDED, 0),
        by.getOrDefault(CHANGED, 0),
        unchanged,
        by.getOrDefault(VANISHED, 0),
        by.getOrDefault(KEPT, 0),
        by.getOrDefault(IGNORED, 0));
  }

  private static Line line(Entity entity, String change, List<Change> fields, List<String> notes) {
    return new Line(entity.ref().toString(), change, entity.file(), entity.line(), fields, notes);
  }

  /** Of something new the few fields that tell what it is; the file has the rest. */
  private static List<Change> first(Entity entity) {
    var said = entity.body().said();
    var fields = new ArrayList<Change>();
    for (var field : List.of("title", "type", "ownedBy", "partOf")) {
      var value = said.get(field);
      if (value != null) fields.add(new Change(field, null, value));
    }
    return fields;
  }

  static List<Change> compare(Entity.Body before, Entity.Body after) {
    var was = before.said();
    var is = after.said();
    var fields = new TreeSet<>(was.keySet());
    fields.addAll(is.keySet());
    return fields.stream()
        .filter(field -> !java.util.Objects.equals(was.get(field), is.get(field)))
        .map(field -> new Change(field, was.get(field), is.get(field)))
        .toList();
  }

  private static List<String> notes(Entity entity, Map<Ref, Entity> here, Known known) {
    var notes = new ArrayList<String>();
    if (entity.ref().isOf("component") && known.byHand().containsKey(entity.ref().name())) {
      notes.add(
          "is the service made by hand under this short name; the descriptor speaks for it now");
    }
    if (entity.ref().isOf("user") && entity.body().email().isEmpty()) {
      notes.add(
          "has no e-mail address: known by name only, and cannot be invited until one is told");
    }
    for (var tie : entity.ties()) {
      var other = tie.other(entity.ref());
      if (!here.containsKey(other) && !known.entities().containsKey(other)) {
        notes.add(
            "%s: nobody described %s".formatted(tie.saidBy(entity.ref()).split(" ")[0], other));
      }
    }
    return notes;
  }

  private static List<Mistake> circles(
      Reading reading, Known known, Collection<Tie> others, Collection<Edge> needsByHand) {
    var numbers = numbers(reading, known);
    var ties = new ArrayList<>(others);
    for (var entity : reading.entities()) ties.addAll(entity.ties());
    var mistakes = new ArrayList<Mistake>();
    Needs.of(ties, services(numbers))
        .circle(needsByHand)
        .ifPresent(
            way -> mistakes.add(circle(reading, numbers, way, "%s need each other in a circle")));
    for (var type : List.of(Tie.Type.PART_OF, Tie.Type.CHILD_OF)) {
      var edges = new ArrayList<Edge>();
      for (var tie : ties) {
        var from = numbers.get(tie.from());
        var to = numbers.get(tie.to());
        if (tie.type() == type && from != null && to != null) {
          edges.add(new Edge(from, to, Edge.HARD));
        }
      }
      Circles.any(edges)
          .ifPresent(
              way ->
                  mistakes.add(
                      circle(reading, numbers, way, "%s are part of each other in a circle")));
    }
    return mistakes;
  }

  /** A number for each descriptor: its service's where there is one, else one of its own. */
  private static Map<Ref, Long> numbers(Reading reading, Known known) {
    var numbers = new LinkedHashMap<Ref, Long>();
    long next = -1;
    for (var was : known.entities().values()) {
      numbers.put(was.ref(), was.isService() && was.targetId() != null ? was.targetId() : next--);
    }
    for (var entity : reading.entities()) {
      var adopted = entity.ref().isOf("component") ? known.byHand().get(entity.ref().name()) : null;
      if (!numbers.containsKey(entity.ref())) {
        numbers.put(entity.ref(), adopted != null ? adopted : next--);
      }
    }
    return numbers;
  }

  private static Map<Ref, Long> services(Map<Ref, Long> numbers) {
    var services = new HashMap<Ref, Long>();
    numbers.forEach(
        (ref, number) -> {
          if (ref.isOf("component", "resource")) services.put(ref, number);
        });
    return services;
  }

  private static Mistake circle(
      Reading reading, Map<Ref, Long> numbers, List<Long> way, String says) {
    var names = new HashMap<Long, Ref>();
    numbers.forEach((ref, number) -> names.put(number, ref));
    var path = new ArrayList<String>();
    for (var number : way) {
      var ref = names.get(number);
      path.add(ref == null ? "service " + number : ref.toString());
    }
    var first =
        reading.entities().stream()
            .filter(entity -> way.contains(numbers.get(entity.ref())))
            .findFirst();
    return new Mistake(
        first.map(Entity::file).orElse("what is already known"),
        first.map(Entity::line).orElse(0),
        1,
        says.formatted(String.join(" → ", path)) + ".");
  }

  /** Two plans with one digest do the same. */
  private static String digest(List<Line> lines, Map<String, String> hashes) {
    var digest = Sha256.digest();
    for (var line : lines) {
      var said = line.change() + " " + line.ref() + " " + hashes.getOrDefault(line.ref(), "");
      digest.update((said + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
