package dev.rialto.alerts;

import dev.rialto.journal.Journal;
import dev.rialto.journal.Journal.Happening;
import dev.rialto.paging.Pager;
import dev.rialto.paging.Pager.Summons;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Show;
import dev.rialto.platform.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Known work and known noise page nobody for a while. What a silence holds stays on every screen
 * with the reason, and is paged the moment the silence ends while it still fires.
 *
 * <p>Who may: an administrator always; a member when every alert it would hold now belongs to a
 * team they act for, or to nobody. Tools act with the right of the token they were given.
 */
public final class Silences {
  /** Open alerts looked at for a preview; beyond this it says “at least”. */
  static final int MOST_LOOKED_AT = 50_000;

  private final Journal journal;
  private final Pager pager;
  private final Teams teams;
  private final Dispatch dispatch;
  private final Jobs jobs;
  private final InstantSource clock;

  Silences(
      Journal journal,
      Pager pager,
      Teams teams,
      Dispatch dispatch,
      Jobs jobs,
      InstantSource clock) {
    this.journal = journal;
    this.pager = pager;
    this.teams = teams;
    this.dispatch = dispatch;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** What these conditions would hold now, and whose alerts among them the caller may not touch. */
  public Reach reach(Tx tx, Caller caller, List<Matcher> matchers) {
    var open = tx.attach(SilenceSql.class).open(MOST_LOOKED_AT);
    var services = new TreeSet<String>();
    var others = new HashSet<Long>();
    var examples = new ArrayList<Reach.Example>();
    int alerts = 0;
    for (var alert : open) {
      if (!Matcher.all(matchers, Labels.of(alert.labels()))) {
        continue;
      }
      alerts++;
      if (!alert.serviceName().isEmpty()) {
        services.add(alert.serviceName());
      }
      if (alert.teamId() != null) {
        others.add(alert.teamId());
      }
      if (examples.size() < Reach.MOST_EXAMPLES) {
        examples.add(
            new Reach.Example(
                alert.id(),
                alert.title(),
                Severity.values()[alert.severity()].word(),
                alert.startedAt(),
                alert.serviceName()));
      }
    }
    others.removeIf(team -> teams.mayActFor(tx, caller, team));
    return new Reach(alerts, services, names(tx, others), examples, open.size() == MOST_LOOKED_AT);
  }

  /** Holds from now on. The caller's right is checked against what it would hold. */
  public Silence create(Tx tx, Caller caller, SilenceDraft draft) {
    refuseWrong(draft);
    var reach = reach(tx, caller, draft.matchers());
    if (!caller.isAdmin() && !reach.others().isEmpty()) {
      throw Problem.forbidden(
          "This would also silence alerts of %s. Narrow the conditions, or ask one of them or an administrator."
              .formatted(String.join(" and ", reach.others())));
    }
    return keep(tx, draft, caller.name(), caller.label(), caller.id() == 0 ? null : caller.id());
  }

  /** For a tool that speaks Alertmanager's language and was let in by its own token. */
  public Silence createFor(Tx tx, SilenceDraft draft, String tool) {
    refuseWrong(draft);
    var by = draft.createdBy();
    return keep(tx, draft, by == null || by.isBlank() ? tool : by, tool, null);
  }

  /** Ends it now; what it held and still fires is paged. False: there is none, or it was over. */
  public boolean expire(Tx tx, Caller caller, UUID id) {
    var silence = byId(tx, id).orElse(null);
    if (silence == null) {
      return false;
    }
    boolean own = caller.id() != 0 && Long.valueOf(caller.id()).equals(silence.ownerId());
    if (!own && !caller.isAdmin()) {
      var others = reach(tx, caller, silence.matchers()).others();
      if (!others.isEmpty()) {
        throw Problem.forbidden(
            "This silence holds alerts of %s; only they, its owner and administrators may end it."
                .formatted(String.join(" and ", others)));
      }
    }
    return expireFor(tx, id, caller.label());
  }

  public boolean expireFor(Tx tx, UUID id, String actor) {
    var now = clock.instant();
    tx.attach(AlertSql.class).lockDecisions();
    if (tx.attach(SilenceSql.class).expire(id, now) == 0) {
      return false;
    }
    journal.append(tx, actor, "silence.expired", "silence", number(id), null, Map.of("id", id));
    honour(tx, now);
    tx.tell("silences");
    return true;
  }

  public Optional<Silence> byId(Tx tx, UUID id) {
    return tx.attach(SilenceSql.class).byId(id).map(SilenceJson::of);
  }

  /** Current ones first, those about to end at the top; then, if wanted, what is over. */
  public List<Silence> page(Tx tx, boolean current, boolean expired, int limit, int offset) {
    return tx
        .attach(SilenceSql.class)
        .page(expired, current, clock.instant(), limit, offset)
        .stream()
        .map(SilenceJson::of)
        .toList();
  }

  /** What each of these holds now, in words; those that hold nothing are left out. */
  Map<UUID, String> held(Tx tx, List<Silence> silences) {
    var held = tx.attach(SilenceSql.class).held(silences.stream().map(Silence::id).toList());
    return held.stream()
        .collect(
            Collectors.toMap(
                SilenceSql.Held::silence,
                it ->
                    Show.plural(it.alerts(), "alert", "alerts")
                        + (it.services().isEmpty() ? "" : " of " + it.services())));
  }

  /** Takes and gives back what began or ended since the last time; called with decisions locked. */
  void honour(Tx tx, Instant now) {
    var sql = tx.attach(SilenceSql.class);
    var due = sql.due(now).stream().map(SilenceJson::of).toList();
    if (due.isEmpty()) {
      return;
    }
    var active = dispatch.active(tx, now);
    release(tx, sql, due, active, now);
    hold(tx, sql, due, now);
    sql.honoured(due.stream().map(Silence::id).toList(), now);
    tx.tell("alerts");
  }

  private void release(
      Tx tx, SilenceSql sql, List<Silence> due, List<Silence> active, Instant now) {
    var over =
        due.stream().filter(s -> s.state(now) == Silence.State.EXPIRED).map(Silence::id).toList();
    if (over.isEmpty()) {
      return;
    }
    var holders = new LinkedHashMap<Long, @Nullable UUID>();
    var released = new ArrayList<Long>();
    var happenings = new ArrayList<Happening>();
    for (var alert : sql.heldBy(over)) {
      var next = Applying.holding(active, Labels.of(alert.labels()));
      holders.put(alert.id(), next == null ? null : next.id());
      if (next == null) {
        happenings.add(Applying.happening("alert.released", alert.id(), null, null));
        if (alert.pages() && !alert.answered()) {
          released.add(alert.id());
        }
      }
    }
    write(sql, holders, now);
    journal.append(tx, happenings);
    pager.promise(tx, summons(tx, released));
    tellPages(tx, holders.keySet());
  }

  private void hold(Tx tx, SilenceSql sql, List<Silence> due, Instant now) {
    var begun = due.stream().filter(s -> s.state(now) == Silence.State.ACTIVE).toList();
    if (begun.isEmpty()) {
      return;
    }
    var holders = new LinkedHashMap<Long, @Nullable UUID>();
    var byWhom = new LinkedHashMap<String, List<Long>>();
    var happenings = new ArrayList<Happening>();
    for (var alert : sql.open(MOST_LOOKED_AT)) {
      if (alert.heldBy() != null) {
        continue;
      }
      var silence = Applying.holding(begun, Labels.of(alert.labels()));
      if (silence != null) {
        holders.put(alert.id(), silence.id());
        byWhom
            .computeIfAbsent("silence by " + silence.createdBy(), s -> new ArrayList<>())
            .add(alert.id());
        happenings.add(
            Applying.happening(
                "alert.held",
                alert.id(),
                null,
                Map.of("silence", silence.id(), "comment", silence.comment())));
      }
    }
    write(sql, holders, now);
    journal.append(tx, happenings);
    byWhom.forEach((by, ids) -> pager.stop(tx, ids, by));
    tellPages(tx, holders.keySet());
  }

  private List<Summons> summons(Tx tx, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var summons = new ArrayList<Summons>();
    for (var alert : tx.attach(AlertReadSql.class).byIds(ids)) {
      var told = Alert.of(alert);
      if (told.route().teamId() != null) {
        summons.add(
            dispatch.summons(
                told.id(), told.route(), told.title(), told.severity(), told.startedAt()));
      }
    }
    return summons;
  }

  private Silence keep(
      Tx tx, SilenceDraft draft, String createdBy, String actor, @Nullable Long owner) {
    var now = clock.instant();
    var end = draft.endsAt();
    if (end == null) {
      throw new IllegalStateException("A silence without an end got through");
    }
    tx.attach(AlertSql.class).lockDecisions();
    var start = draft.startsAt() == null || draft.startsAt().isBefore(now) ? now : draft.startsAt();
    var sql = tx.attach(SilenceSql.class);
    var replaced = draft.replaces() == null ? null : byId(tx, draft.replaces()).orElse(null);
    var id = UUID.randomUUID();
    sql.insert(
        id,
        SilenceJson.text(draft.matchers()),
        Mark.exact(start),
        Mark.exact(end),
        draft.comment(),
        Symptom.oneLine(createdBy),
        owner,
        replaced == null ? null : replaced.id(),
        now);
    if (replaced != null) {
      sql.expire(replaced.id(), now);
    }
    journal.append(
        tx,
        actor,
        replaced == null ? "silence.created" : "silence.changed",
        "silence",
        number(id),
        replaced == null ? null : SilenceJson.of(replaced, now),
        SilenceJson.of(byId(tx, id).orElseThrow(), now));
    honour(tx, now);
    AlertJobs.at(tx, jobs, start);
    AlertJobs.at(tx, jobs, end);
    tx.tell("silences");
    return byId(tx, id).orElseThrow();
  }

  private void refuseWrong(SilenceDraft draft) {
    var wrongs = draft.wrongs(clock.instant());
    if (!wrongs.isEmpty()) {
      throw Problem.invalid(wrongs);
    }
  }

  private Set<String> names(Tx tx, Set<Long> teamIds) {
    var names = new LinkedHashSet<String>();
    teamIds.forEach(id -> teams.byId(tx, id).ifPresent(team -> names.add(team.name())));
    return names;
  }

  private static void write(SilenceSql sql, Map<Long, @Nullable UUID> holders, Instant now) {
    if (!holders.isEmpty()) {
      sql.hold(List.copyOf(holders.keySet()), new ArrayList<>(holders.values()), now);
    }
  }

  private static void tellPages(Tx tx, Collection<Long> ids) {
    ids.stream().limit(Applying.MOST_TOPICS).forEach(id -> tx.tell("alert:" + id));
  }

  /** The journal numbers its subjects; the first half of a random id is number enough. */
  static long number(UUID id) {
    return id.getMostSignificantBits() & Long.MAX_VALUE;
  }
}
