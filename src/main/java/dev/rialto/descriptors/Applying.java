package dev.rialto.descriptors;

import dev.rialto.capabilities.CapabilityDescriptions;
import dev.rialto.catalog.ServiceDescriptions;
import dev.rialto.dependencies.Edge;
import dev.rialto.people.Enrolment;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Json;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out: who is told of becomes a person, groups become teams, systems and domains
 * capabilities, components and resources services. All of it in the transaction it is given, so
 * that it happens whole or not at all.
 */
final class Applying {
  private static final int BATCH = 5_000;
  private static final int NORMAL_TIER = 3;
  private static final int EXPERIMENTAL_TIER = 4;

  /** Says how far it is. */
  interface Progress {
    void at(String step, int done, int total);
  }

  private final Tx tx;
  private final Caller caller;
  private final Pens pens;
  private final ImportRow row;
  private final Known known;
  private final Instant now;
  private final Progress progress;
  private final Map<Ref, Long> targets = new HashMap<>();
  private final List<Entity> all = new ArrayList<>();
  private final List<Entity> changing = new ArrayList<>();
  private final Set<Ref> ours = new HashSet<>();
  private Relations relations = new Relations(List.of());

  Applying(
      Tx tx, Caller caller, Pens pens, ImportRow row, Known known, Instant now, Progress progress) {
    this.tx = tx;
    this.caller = caller;
    this.pens = pens;
    this.row = row;
    this.known = known;
    this.now = now;
    this.progress = progress;
  }

  void apply(Reading reading, Plan plan, List<Entity> others) {
    choose(reading, plan, others);
    progress.at("teams and people", 0, changing.size());
    teams();
    people();
    members();
    progress.at("capabilities", 0, changing.size());
    capabilities();
    services();
    progress.at("dependencies", 0, 0);
    dependencies();
    progress.at("what was seen", 0, 0);
    keep(plan);
  }

  /** What has to be written: what is new or changed, and what names something that is new. */
  private void choose(Reading reading, Plan plan, List<Entity> others) {
    known
        .entities()
        .values()
        .forEach(
            was -> Optional.ofNullable(was.targetId()).ifPresent(id -> targets.put(was.ref(), id)));
    var touched = new HashSet<String>();
    var added = new HashSet<Ref>();
    var kept = new HashSet<String>();
    for (var line : plan.lines()) {
      switch (line.change()) {
        case Plan.ADDED -> {
          touched.add(line.ref());
          added.add(Ref.read(line.ref()));
        }
        case Plan.CHANGED -> touched.add(line.ref());
        case Plan.KEPT -> kept.add(line.ref());
        default -> {}
      }
    }
    Predicate<Entity> namesSomethingNew =
        entity -> entity.ties().stream().anyMatch(tie -> added.contains(tie.other(entity.ref())));
    for (var entity : reading.entities()) {
      if (kept.contains(entity.ref().toString())) continue;
      all.add(entity);
      ours.add(entity.ref());
      if (touched.contains(entity.ref().toString())
          || (!added.isEmpty() && namesSomethingNew.test(entity))) {
        changing.add(entity);
      }
    }
    for (var other : others) {
      if (ours.contains(other.ref()) || isKept(other.ref())) continue;
      all.add(other);
      if (!added.isEmpty() && namesSomethingNew.test(other)) changing.add(other);
    }
    relations = new Relations(all.stream().flatMap(entity -> entity.ties().stream()).toList());
  }

  private boolean isKept(Ref ref) {
    var was = known.entities().get(ref);
    return was != null && was.isService() && known.kept().contains(was.targetId());
  }

  private List<Entity> changing(String... kinds) {
    return changing.stream().filter(entity -> entity.ref().isOf(kinds)).toList();
  }

  private void teams() {
    var groups = changing("group");
    var ids =
        pens.enrolment()
            .teams(
                tx,
                caller,
                groups.stream()
                    .map(
                        g ->
                            new Enrolment.ToldTeam(
                                targets.get(g.ref()),
                                g.ref().slugs(),
                                g.body().title(),
                                g.body().description(),
                                g.origin()))
                    .toList());
    for (int i = 0; i < groups.size(); i++) targets.put(groups.get(i).ref(), ids.get(i));
    if (!changing.isEmpty())
      pens.enrolment().place(tx, relations.wider(all, targets, Tie.Type.CHILD_OF, "group"));
  }

  private void people() {
    var users = changing("user");
    var ids =
        pens.enrolment()
            .people(
                tx,
                caller,
                users.stream()
                    .map(
                        u ->
                            new Enrolment.ToldPerson(
                                targets.get(u.ref()), u.body().title(), u.email(), u.origin()))
                    .toList());
    for (int i = 0; i < users.size(); i++) targets.put(users.get(i).ref(), ids.get(i));
  }

  private void members() {
    var wanted = new HashSet<Enrolment.Member>();
    for (var tie : relations.ties()) {
      if (tie.type() != Tie.Type.MEMBER_OF || !tie.to().isOf("group") || !tie.from().isOf("user")) {
        continue;
      }
      var team = targets.get(tie.to());
      var person = targets.get(tie.from());
      if (team != null && person != null) wanted.add(new Enrolment.Member(team, person));
    }
    pens.enrolment().members(tx, caller, wanted);
  }

  private void capabilities() {
    var told = changing("domain", "system");
    var owners = relations.owners();
    var ids =
        pens.capabilities()
            .tell(
                tx,
                caller,
                told.stream()
                    .map(
                        c ->
                            new CapabilityDescriptions.Told(
                                targets.get(c.ref()),
                                c.ref().slugs(),
                                c.body().title(),
                                c.body().description(),
                                owner(owners, c.ref(), "group"),
                                owner(owners, c.ref(), "user"),
                                c.origin()))
                    .toList());
    for (int i = 0; i < told.size(); i++) targets.put(told.get(i).ref(), ids.get(i));
    if (!changing.isEmpty()) {
      pens.capabilities()
          .place(tx, relations.wider(all, targets, Tie.Type.PART_OF, "system", "domain"));
    }
  }

  private void services() {
    var told = changing("component", "resource");
    var owners = relations.owners();
    var parts = relations.first(Tie.Type.PART_OF);
    var adopted = adopted(told);
    for (int from = 0; from < told.size(); from += BATCH) {
      progress.at("services", from, told.size());
      var batch = told.subList(from, Math.min(told.size(), from + BATCH));
      var ids =
          pens.services()
              .tell(
                  tx,
                  caller,
                  batch.stream().map(s -> told(s, owners, parts, adopted.get(s.ref()))).toList());
      for (int i = 0; i < batch.size(); i++) targets.put(batch.get(i).ref(), ids.get(i));
    }
  }

  private Map<Ref, Long> adopted(List<Entity> told) {
    var adopted = new HashMap<Ref, Long>();
    var claimed = new HashSet<Long>();
    for (var service : told) {
      if (targets.containsKey(service.ref()) || !service.ref().isOf("component")) continue;
      var byHand = known.byHand().get(service.ref().name());
      if (byHand != null && claimed.add(byHand)) adopted.put(service.ref(), byHand);
    }
    return adopted;
  }

  private ServiceDescriptions.Told told(
      Entity service, Map<Ref, List<Ref>> owners, Map<Ref, Ref> parts, @Nullable Long adopted) {
    var id = targets.get(service.ref());
    var body = service.body();
    var part = parts.get(service.ref());
    return new ServiceDescriptions.Told(
        id != null ? id : adopted,
        service.ref().slugs(),
        body.title(),
        body.type().isEmpty()
            ? (service.ref().isOf("resource") ? "resource" : "service")
            : body.type(),
        owner(owners, service.ref(), "group"),
        owner(owners, service.ref(), "user"),
        part != null && part.isOf("system", "domain") ? targets.get(part) : null,
        body.lifecycle().equals("experimental") ? EXPERIMENTAL_TIER : NORMAL_TIER,
        body.description(),
        body.repositories(),
        body.links(),
        service.origin());
  }

  private @Nullable Long owner(Map<Ref, List<Ref>> owners, Ref owned, String kind) {
    for (var owner : owners.getOrDefault(owned, List.of())) {
      if (owner.isOf(kind) && targets.containsKey(owner)) return targets.get(owner);
    }
    return null;
  }

  private void dependencies() {
    var services = new HashMap<Ref, Long>();
    targets.forEach(
        (ref, id) -> {
          if (ref.isOf("component", "resource")) services.put(ref, id);
        });
    var needs = Needs.of(relations.ties(), services);
    Collection<Edge> byHand = pens.dependencies().byHand(tx);
    pens.dependencies().replaceDescribed(tx, needs.wanted(needs.leftOut(byHand)));
  }

  private void keep(Plan plan) {
    var sql = tx.attach(DescriptorSql.class);
    var writing = changing.stream().filter(entity -> ours.contains(entity.ref())).toList();
    for (int from = 0; from < writing.size(); from += BATCH) {
      var batch = writing.subList(from, Math.min(writing.size(), from + BATCH));
      sql.keep(
          row.sourceId(),
          row.id(),
          batch.stream().map(e -> e.ref().toString()).toArray(String[]::new),
          batch.stream().map(Entity::file).toArray(String[]::new),
          batch.stream().map(Entity::line).toArray(Integer[]::new),
          batch.stream().map(Entity::hash).toArray(String[]::new),
          batch.stream().map(e -> Json.write(e.body())).toArray(String[]::new),
          batch.stream().map(e -> e.ref().becomes()).toArray(String[]::new),
          batch.stream().map(e -> targets.get(e.ref())).toArray(Long[]::new),
          now);
    }
    var gone =
        plan.lines().stream()
            .filter(line -> line.change().equals(Plan.VANISHED))
            .map(Plan.Line::ref)
            .toList();
    var refs = gone.toArray(String[]::new);
    sql.seen(row.sourceId(), row.id(), refs, now);
    sql.vanish(refs, now);
    pens.services()
        .vanish(
            tx,
            caller,
            gone.stream()
                .map(Ref::read)
                .filter(ref -> ref.isOf("component", "resource"))
                .map(targets::get)
                .flatMap(Stream::ofNullable)
                .toList());
  }
}
