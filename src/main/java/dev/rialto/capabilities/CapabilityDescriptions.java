package dev.rialto.capabilities;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Claims;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down capabilities that descriptors tell of, many at once. */
public final class CapabilityDescriptions {
  private final Journal journal;
  private final InstantSource clock;

  public CapabilityDescriptions(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A capability as it is told.
   *
   * @param id the capability it is already; missing for one that is told of for the first time
   * @param slugs short names to try, the best first
   */
  public record Told(
      @Nullable Long id,
      List<String> slugs,
      String name,
      String description,
      @Nullable Long ownerTeamId,
      @Nullable Long ownerPersonId,
      String origin) {}

  /** The numbers of the capabilities, in the order they were told. */
  public List<Long> tell(Tx tx, Caller caller, List<Told> told) {
    if (told.isEmpty()) return List.of();
    var sql = tx.attach(CapabilitySql.class);
    var heldSlugs =
        sql.heldSlugs(
            told.stream().flatMap(t -> t.slugs().stream()).map(Slug::of).toArray(String[]::new));
    var heldNames =
        sql.heldNames(
            told.stream().map(t -> t.name().toLowerCase(Locale.ROOT)).toArray(String[]::new));
    var own = new HashSet<Long>();
    told.forEach(t -> own.add(t.id() == null ? 0L : t.id()));
    var slugs = new Claims(new HashSet<>(heldSlugs));
    slugs.slug("new"); // a page has this address
    var others = new HashSet<String>();
    for (var held : heldNames) if (!own.contains(held.id())) others.add(held.name());
    var names = new Claims(others);
    var fresh = new ArrayList<Told>();
    var freshSlugs = new ArrayList<String>();
    var freshNames = new ArrayList<String>();
    var old = new ArrayList<Told>();
    var oldNames = new ArrayList<String>();
    for (var each : told) {
      var name = names.name(each.name(), each.slugs().getFirst(), CapabilityDraft.LONGEST_NAME);
      if (each.id() == null) {
        fresh.add(each);
        freshNames.add(name);
        freshSlugs.add(slugs.slug(each.slugs().toArray(String[]::new)));
      } else {
        old.add(each);
        oldNames.add(name);
      }
    }
    var made =
        fresh.isEmpty()
            ? List.<Long>of()
            : sql.insertAll(
                freshSlugs.toArray(String[]::new),
                freshNames.toArray(String[]::new),
                fresh.stream().map(Told::description).toArray(String[]::new),
                fresh.stream().map(Told::ownerTeamId).toArray(Long[]::new),
                fresh.stream().map(Told::ownerPersonId).toArray(Long[]::new),
                fresh.stream().map(Told::origin).toArray(String[]::new),
                clock.instant());
    if (!old.isEmpty()) {
      sql.updateAll(
          old.stream().map(Told::id).toArray(Long[]::new),
          oldNames.toArray(String[]::new),
          old.stream().map(Told::description).toArray(String[]::new),
          old.stream().map(Told::ownerTeamId).toArray(Long[]::new),
          old.stream().map(Told::ownerPersonId).toArray(Long[]::new),
          old.stream().map(Told::origin).toArray(String[]::new),
          clock.instant());
    }
    var ids = new ArrayList<Long>();
    var happenings = new ArrayList<Happening>();
    int next = 0;
    for (var each : told) {
      var known = each.id();
      boolean isFresh = known == null;
      long id = known == null ? made.get(next++) : known;
      ids.add(id);
      happenings.add(
          new Happening(
              caller.label(),
              isFresh ? "capability.created" : "capability.changed",
              "capability",
              id,
              null,
              each));
    }
    journal.append(tx, happenings);
    tx.tell("services");
    return ids;
  }

  /** Which capability is part of which; null takes one out of a wider one. */
  public void place(Tx tx, Map<Long, @Nullable Long> partOf) {
    var ids = List.copyOf(partOf.keySet());
    tx.attach(CapabilitySql.class)
        .placeAll(ids.toArray(Long[]::new), ids.stream().map(partOf::get).toArray(Long[]::new));
  }
}
