package dev.rialto.catalog;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Claims;
import dev.rialto.platform.Json;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes down services that descriptors tell of, thousands in one statement, with their names,
 * their owners over time and the journal, as if each had been typed. Whoever follows services is
 * told once, by the import.
 */
public final class ServiceDescriptions {
  /** Rows of one statement: few enough to stay small in memory, many enough to be quick. */
  private static final int BATCH = 5_000;

  private final Journal journal;
  private final InstantSource clock;

  public ServiceDescriptions(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A service as it is told.
   *
   * @param id the service it is already; missing for one that is told of for the first time
   * @param slugs short names to try, the best first
   * @param tier how much hangs on it to begin with; afterwards people say
   */
  public record Told(
      @Nullable Long id,
      List<String> slugs,
      String name,
      String kind,
      @Nullable Long ownerTeamId,
      @Nullable Long serviceOwnerId,
      @Nullable Long capabilityId,
      int tier,
      String description,
      List<Repository> repositories,
      List<Link> links,
      String origin) {}

  /** Services made by hand under these short names: whoever is told of under one means it. */
  public Map<String, Long> madeByHand(Tx tx, Collection<String> slugs) {
    if (slugs.isEmpty()) return Map.of();
    return tx
        .attach(DescribedSql.class)
        .held(slugs.stream().map(Slug::of).toArray(String[]::new))
        .stream()
        .filter(held -> !held.described())
        .collect(Collectors.toMap(DescribedSql.HeldKey::key, DescribedSql.HeldKey::serviceId));
  }

  /** Which of these somebody took into their own hands. */
  public Set<Long> keptByHand(Tx tx, Collection<Long> ids) {
    return Set.copyOf(tx.attach(DescribedSql.class).keptByHand(ids.toArray(Long[]::new)));
  }

  /** The numbers of the services, in the order they were told. */
  public List<Long> tell(Tx tx, Caller caller, List<Told> told) {
    var ids = new ArrayList<Long>();
    for (int from = 0; from < told.size(); from += BATCH) {
      ids.addAll(batch(tx, caller, told.subList(from, Math.min(told.size(), from + BATCH))));
    }
    if (!told.isEmpty()) tx.tell("services");
    return ids;
  }

  /** They are no longer told of; they stay, and say so. */
  public void vanish(Tx tx, Caller caller, Collection<Long> ids) {
    if (ids.isEmpty()) return;
    tx.attach(DescribedSql.class).vanish(ids.toArray(Long[]::new), clock.instant());
    journal.appendQuietly(
        tx,
        ids.stream()
            .map(id -> new Happening(caller.label(), "service.vanished", "service", id, null, null))
            .toList());
    tx.tell("services");
  }

  private List<Long> batch(Tx tx, Caller caller, List<Told> told) {
    var sql = tx.attach(DescribedSql.class);
    var fresh = told.stream().filter(t -> t.id() == null).toList();
    var known = told.stream().filter(t -> t.id() != null).toList();
    var made = fresh.isEmpty() ? Map.<Told, Long>of() : insert(sql, fresh);
    update(sql, known);
    var ids = new ArrayList<Long>();
    for (var each : told) ids.add(each.id() != null ? each.id() : made.get(each));
    Ownerships.follow(tx, ids, clock.instant());
    var happenings = new ArrayList<Happening>();
    for (int i = 0; i < told.size(); i++) {
      happenings.add(
          new Happening(
              caller.label(),
              told.get(i).id() == null ? "service.created" : "service.changed",
              "service",
              ids.get(i),
              null,
              told.get(i)));
    }
    journal.appendQuietly(tx, happenings);
    return ids;
  }

  private Map<Told, Long> insert(DescribedSql sql, List<Told> fresh) {
    var wanted = new HashSet<String>();
    for (var each : fresh) each.slugs().forEach(slug -> wanted.add(Slug.of(slug)));
    var held =
        sql.held(wanted.toArray(String[]::new)).stream()
            .map(DescribedSql.HeldKey::key)
            .collect(Collectors.toSet());
    var claims = new Claims(held);
    for (var page : ServiceDraft.TAKEN) claims.slug(page);
    var slugs = fresh.stream().map(t -> claims.slug(t.slugs().toArray(String[]::new))).toList();
    var bySlug = new HashMap<String, Long>();
    sql.insert(
            slugs.toArray(String[]::new),
            texts(fresh, Told::name),
            texts(fresh, Told::kind),
            longs(fresh, Told::ownerTeamId),
            longs(fresh, Told::serviceOwnerId),
            fresh.stream().map(Told::tier).toArray(Integer[]::new),
            longs(fresh, Told::capabilityId),
            texts(fresh, Told::description),
            texts(fresh, t -> Json.write(t.repositories())),
            texts(fresh, t -> Json.write(t.links())),
            texts(fresh, Told::origin),
            clock.instant())
        .forEach(row -> bySlug.put(row.slug(), row.id()));
    var made = new java.util.IdentityHashMap<Told, Long>();
    for (int i = 0; i < fresh.size(); i++) made.put(fresh.get(i), bySlug.get(slugs.get(i)));
    var ids = slugs.stream().map(bySlug::get).toArray(Long[]::new);
    sql.learnNames(
        slugs.toArray(String[]::new), slugs.toArray(String[]::new), all("slug", ids), ids);
    // Most are called what their short name says, and have just been learnt.
    var named =
        fresh.stream()
            .filter(t -> !Objects.equals(bySlug.get(ServiceDraft.key(t.name())), made.get(t)))
            .toList();
    learnNames(sql, named, named.stream().map(made::get).toArray(Long[]::new));
    return made;
  }

  private void update(DescribedSql sql, List<Told> known) {
    if (known.isEmpty()) return;
    var ids = known.stream().map(t -> Objects.requireNonNull(t.id())).toArray(Long[]::new);
    sql.update(
        ids,
        texts(known, Told::name),
        texts(known, Told::kind),
        longs(known, Told::ownerTeamId),
        longs(known, Told::serviceOwnerId),
        longs(known, Told::capabilityId),
        texts(known, Told::description),
        texts(known, t -> Json.write(t.repositories())),
        texts(known, t -> Json.write(t.links())),
        texts(known, Told::origin),
        clock.instant());
    sql.forgetNames(ids);
    learnNames(sql, known, ids);
  }

  private static void learnNames(DescribedSql sql, List<Told> told, Long[] ids) {
    if (told.isEmpty()) return;
    sql.learnNames(
        texts(told, t -> ServiceDraft.key(t.name())),
        texts(told, Told::name),
        all("name", ids),
        ids);
  }

  private static String[] all(String kind, Long[] ids) {
    var kinds = new String[ids.length];
    java.util.Arrays.fill(kinds, kind);
    return kinds;
  }

  private static String[] texts(List<Told> told, Function<Told, String> text) {
    return told.stream().map(text).toArray(String[]::new);
  }

  private static @Nullable Long[] longs(List<Told> told, Function<Told, @Nullable Long> number) {
    return told.stream().map(number).toArray(Long[]::new);
  }
}
