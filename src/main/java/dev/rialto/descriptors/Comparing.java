package dev.rialto.descriptors;

import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings together what an import is compared with: what was applied before, what people made by
 * hand, and what other sources say. What comes of it is the {@link Plan}.
 */
final class Comparing {
  static final int LINES_A_STATEMENT = 5_000;

  private final Tx tx;
  private final Pens pens;
  private final long sourceId;

  Comparing(Tx tx, Pens pens, long sourceId) {
    this.tx = tx;
    this.pens = pens;
    this.sourceId = sourceId;
  }

  /** What is there before an import. */
  Known known(Reading reading) {
    var entities = new HashMap<Ref, Known.Was>();
    for (var each : tx.attach(DescriptorSql.class).all()) {
      var was = each.was();
      entities.put(was.ref(), was);
    }
    var names =
        reading.entities().stream()
            .map(Entity::ref)
            .filter(ref -> ref.isOf("component") && !entities.containsKey(ref))
            .map(Ref::name)
            .collect(Collectors.toSet());
    var services =
        entities.values().stream()
            .filter(was -> was.isService() && was.targetId() != null)
            .map(was -> Objects.requireNonNull(was.targetId()))
            .collect(Collectors.toSet());
    return new Known(
        entities,
        pens.services().madeByHand(tx, names),
        services.isEmpty() ? Set.of() : pens.services().keptByHand(tx, services));
  }

  /** What the import would do. */
  Plan plan(Reading reading, Known known) {
    var differing =
        reading.entities().stream()
            .filter(
                entity -> {
                  var was = known.entities().get(entity.ref());
                  return was != null
                      && (!was.hash().equals(entity.hash())
                          || was.vanished()
                          || was.sourceId() != sourceId);
                })
            .map(entity -> entity.ref().toString())
            .toArray(String[]::new);
    var sql = tx.attach(DescriptorSql.class);
    Map<String, Entity.Body> bodies =
        sql.bodies(differing).stream()
            .collect(
                Collectors.toMap(
                    DescriptorSql.Said::ref, said -> Json.read(said.body(), Entity.Body.class)));
    var here = reading.entities().stream().map(Entity::ref).collect(Collectors.toSet());
    var others =
        others().stream()
            .filter(entity -> !here.contains(entity.ref()))
            .flatMap(entity -> entity.ties().stream())
            .toList();
    return Plan.of(
        sourceId,
        reading,
        known,
        ref -> Objects.requireNonNull(bodies.get(ref.toString())),
        others,
        pens.dependencies().byHand(tx));
  }

  /** Descriptors that other sources tell. */
  List<Entity> others() {
    return tx.attach(DescriptorSql.class).bodiesOfOthers(sourceId).stream()
        .map(DescriptorSql.Other::entity)
        .toList();
  }

  /** Keeps the lines of a plan, in place of those that were kept before. */
  static void write(Tx tx, long id, List<Plan.Line> lines) {
    var sql = tx.attach(ImportSql.class);
    sql.forgetLines(id);
    for (int from = 0; from < lines.size(); from += LINES_A_STATEMENT) {
      write(sql, id, lines, from);
    }
  }

  private static void write(ImportSql sql, long id, List<Plan.Line> all, int from) {
    var lines = all.subList(from, Math.min(all.size(), from + LINES_A_STATEMENT));
    var numbers = new Integer[lines.size()];
    for (int i = 0; i < numbers.length; i++) numbers[i] = from + i + 1;
    sql.insertLines(
        id,
        numbers,
        lines.stream().map(Plan.Line::ref).toArray(String[]::new),
        lines.stream().map(Plan.Line::change).toArray(String[]::new),
        lines.stream().map(Plan.Line::file).toArray(String[]::new),
        lines.stream().map(Plan.Line::line).toArray(Integer[]::new),
        lines.stream().map(line -> Json.write(line.fields())).toArray(String[]::new),
        lines.stream().map(line -> Json.write(line.notes())).toArray(String[]::new));
  }
}
