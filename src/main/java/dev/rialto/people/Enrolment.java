package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Claims;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes down teams and people that a directory tells of, many at once. Nobody gets in by this: a
 * person is known by name and waits, inactive, for an invitation.
 */
public final class Enrolment {
  private final Journal journal;
  private final InstantSource clock;

  public Enrolment(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A team as it is told.
   *
   * @param id the team it is already; missing for one that is told of for the first time
   * @param slugs short names to try, the best first
   */
  public record ToldTeam(
      @Nullable Long id, List<String> slugs, String name, String description, String origin) {}

  /** A person as they are told; the address is theirs alone. */
  public record ToldPerson(@Nullable Long id, String name, String email, String origin) {}

  /** One person in one team. */
  public record Member(long teamId, long personId) {}

  private record TeamSaid(String slug, String name, String description, String origin) {}

  private record PersonSaid(String name, String email, String origin) {}

  /** The numbers of the teams, in the order they were told. */
  public List<Long> teams(Tx tx, Caller caller, List<ToldTeam> told) {
    if (told.isEmpty()) return List.of();
    var sql = tx.attach(EnrolmentSql.class);
    var held = held(sql, told);
    var ids = new ArrayList<@Nullable Long>();
    for (var team : told) ids.add(team.id() != null ? team.id() : adopted(team, held));
    var slugs = new Claims(held.stream().map(h -> h.slug()).collect(Collectors.toSet()));
    var names = new Claims(namesOfOthers(held, ids));
    var fresh = new ArrayList<TeamSaid>();
    var changed = new HashMap<Long, TeamSaid>();
    var slugOf = new HashMap<Integer, String>();
    for (int i = 0; i < told.size(); i++) {
      var team = told.get(i);
      var id = ids.get(i);
      var apart = team.slugs().getFirst();
      var name = names.name(team.name(), apart, TeamDraft.LONGEST_NAME);
      var words = cut(team.description());
      if (id == null) {
        var slug = slugs.slug(team.slugs().toArray(String[]::new));
        slugOf.put(i, slug);
        fresh.add(new TeamSaid(slug, name, words, team.origin()));
      } else {
        changed.put(id, new TeamSaid("", name, words, team.origin()));
      }
    }
    write(sql, fresh, changed);
    var numbers = numbers(sql.teamsBySlug(texts(fresh, TeamSaid::slug)));
    var all = new ArrayList<Long>();
    for (int i = 0; i < told.size(); i++) {
      var known = ids.get(i);
      all.add(known != null ? known : numbers.get(slugOf.get(i)));
    }
    tellTeams(tx, caller, fresh, changed, numbers);
    return all;
  }

  private static List<EnrolmentSql.HeldTeam> held(EnrolmentSql sql, List<ToldTeam> told) {
    var slugs = told.stream().flatMap(t -> t.slugs().stream()).map(Slug::of);
    var names = told.stream().map(t -> t.name().toLowerCase(Locale.ROOT));
    return sql.held(slugs.toArray(String[]::new), names.toArray(String[]::new));
  }

  /** A team that was made by hand under the very short name is the one that is meant. */
  private static @Nullable Long adopted(ToldTeam team, List<EnrolmentSql.HeldTeam> held) {
    var slug = Slug.of(team.slugs().getFirst());
    return held.stream()
        .filter(h -> h.slug().equals(slug) && !h.described())
        .map(EnrolmentSql.HeldTeam::id)
        .findFirst()
        .orElse(null);
  }

  private static Set<String> namesOfOthers(
      List<EnrolmentSql.HeldTeam> held, List<@Nullable Long> ids) {
    return held.stream()
        .filter(h -> !ids.contains(h.id()))
        .map(EnrolmentSql.HeldTeam::name)
        .collect(Collectors.toSet());
  }

  private void write(EnrolmentSql sql, List<TeamSaid> fresh, Map<Long, TeamSaid> changed) {
    sql.insertTeams(
        texts(fresh, TeamSaid::slug),
        texts(fresh, TeamSaid::name),
        texts(fresh, TeamSaid::description),
        texts(fresh, TeamSaid::origin),
        clock.instant());
    var ids = List.copyOf(changed.keySet());
    var said = ids.stream().map(changed::get).toList();
    sql.updateTeams(
        ids.toArray(Long[]::new),
        texts(said, TeamSaid::name),
        texts(said, TeamSaid::description),
        texts(said, TeamSaid::origin),
        clock.instant());
  }

  private void tellTeams(
      Tx tx,
      Caller caller,
      List<TeamSaid> fresh,
      Map<Long, TeamSaid> changed,
      Map<String, Long> numbers) {
    var happenings = new ArrayList<Happening>();
    for (var said : fresh) {
      happenings.add(
          new Happening(
              caller.label(),
              "team.created",
              "team",
              numbers.getOrDefault(said.slug(), 0L),
              null,
              said));
    }
    changed.forEach(
        (id, said) ->
            happenings.add(new Happening(caller.label(), "team.changed", "team", id, null, said)));
    journal.append(tx, happenings);
    if (!happenings.isEmpty()) tx.tell("teams");
  }

  /** Which team is part of which; null takes one out of a wider one. */
  public void place(Tx tx, Map<Long, @Nullable Long> partOf) {
    var ids = List.copyOf(partOf.keySet());
    tx.attach(EnrolmentSql.class)
        .placeTeams(ids.toArray(Long[]::new), ids.stream().map(partOf::get).toArray(Long[]::new));
  }

  /** The numbers of the people, in the order they were told; who is here already is themselves. */
  public List<Long> people(Tx tx, Caller caller, List<ToldPerson> told) {
    if (told.isEmpty()) return List.of();
    var sql = tx.attach(EnrolmentSql.class);
    var emails = told.stream().map(p -> p.email().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    var before = numbers(sql.peopleByEmail(emails));
    var fresh =
        told.stream()
            .filter(p -> p.id() == null && !before.containsKey(p.email().toLowerCase(Locale.ROOT)))
            .collect(
                Collectors.toMap(
                    p -> p.email().toLowerCase(Locale.ROOT),
                    p -> new PersonSaid(p.name(), p.email(), p.origin()),
                    (one, same) -> one));
    sql.insertPeople(
        texts(List.copyOf(fresh.values()), PersonSaid::name),
        texts(List.copyOf(fresh.values()), PersonSaid::email),
        texts(List.copyOf(fresh.values()), PersonSaid::origin),
        clock.instant());
    var after = numbers(sql.peopleByEmail(emails));
    var ids = new ArrayList<Long>();
    for (var person : told) {
      var known = after.get(person.email().toLowerCase(Locale.ROOT));
      ids.add(person.id() != null ? person.id() : java.util.Objects.requireNonNull(known));
    }
    sql.renamePeople(ids.toArray(Long[]::new), texts(told, ToldPerson::name));
    journal.append(
        tx,
        fresh.entrySet().stream()
            .map(
                e ->
                    new Happening(
                        caller.label(),
                        "person.named",
                        "person",
                        after.getOrDefault(e.getKey(), 0L),
                        null,
                        e.getValue()))
            .toList());
    if (!fresh.isEmpty()) tx.tell(People.TOPIC);
    return ids;
  }

  /** Makes what is told about who is in which team exactly this; what people said stays. */
  public void members(Tx tx, Caller caller, Set<Member> wanted) {
    var sql = tx.attach(EnrolmentSql.class);
    var now = new HashSet<>(sql.toldMembers());
    var gone = now.stream().filter(m -> !wanted.contains(m)).toList();
    var come = wanted.stream().filter(m -> !now.contains(m)).toList();
    sql.releaseAll(longs(gone, Member::teamId), longs(gone, Member::personId));
    sql.admitAll(longs(come, Member::teamId), longs(come, Member::personId));
    var happenings = new ArrayList<Happening>();
    for (var member : come) {
      happenings.add(
          new Happening(
              caller.label(), "team.member_joined", "team", member.teamId(), null, member));
    }
    for (var member : gone) {
      happenings.add(
          new Happening(caller.label(), "team.member_left", "team", member.teamId(), member, null));
    }
    journal.append(tx, happenings);
    if (!happenings.isEmpty()) tx.tell("teams");
  }

  private static String cut(String words) {
    return words.length() <= TeamDraft.LONGEST_DESCRIPTION
        ? words
        : words.substring(0, TeamDraft.LONGEST_DESCRIPTION - 1) + "…";
  }

  private static Map<String, Long> numbers(List<EnrolmentSql.Numbered> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(EnrolmentSql.Numbered::slug, EnrolmentSql.Numbered::id, (a, b) -> a));
  }

  private static <T> String[] texts(List<T> all, java.util.function.Function<T, String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  private static <T> Long[] longs(List<T> all, java.util.function.Function<T, Long> number) {
    return all.stream().map(number).toArray(Long[]::new);
  }
}
