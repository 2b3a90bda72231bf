package dev.rialto.descriptors;

import dev.rialto.platform.Database;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What descriptors said that were applied, each relation readable from both of its ends. */
public final class Descriptors {
  private static final int MOST_TELLING = 500;

  private final Database db;

  public Descriptors(Database db) {
    this.db = db;
  }

  /** A descriptor and every relation it has, in its own words. */
  record Found(DescriptorSql.Shown shown, List<Relation> relations) {}

  /** What it says of another: {@code dependsOn}, {@code ownerOf}. */
  public record Relation(String type, String ref) {}

  Optional<Found> ofService(long serviceId) {
    return db.read(
        tx ->
            tx.attach(DescriptorSql.class)
                .ofTarget("service", serviceId)
                .map(shown -> found(tx, shown)));
  }

  Optional<Found> byRef(String ref) {
    return db.read(tx -> tx.attach(DescriptorSql.class).byRef(ref).map(shown -> found(tx, shown)));
  }

  private static Found found(Tx tx, DescriptorSql.Shown shown) {
    var self = Ref.read(shown.ref());
    Set<Relation> relations = new LinkedHashSet<>();
    var body = Json.read(shown.body(), Entity.Body.class);
    for (var said : body.ties()) relations.add(relation(said));
    var words = new ArrayList<String>();
    for (var type : Tie.Type.values()) {
      words.add(type.forward + " " + self);
      words.add(type.backward + " " + self);
    }
    for (var other :
        tx.attach(DescriptorSql.class).tellingOf(words.toArray(String[]::new), MOST_TELLING)) {
      var theirs = Ref.read(other.ref());
      for (var said : Json.read(other.body(), Entity.Body.class).ties()) {
        var tie = Tie.read(theirs, said);
        if (tie.other(theirs).equals(self)) relations.add(relation(tie.saidBy(self)));
      }
    }
    return new Found(
        shown,
        relations.stream()
            .sorted(Comparator.comparing(Relation::type).thenComparing(Relation::ref))
            .toList());
  }

  private static Relation relation(String said) {
    int space = said.indexOf(' ');
    return new Relation(said.substring(0, space), said.substring(space + 1));
  }
}
