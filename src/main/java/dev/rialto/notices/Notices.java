package dev.rialto.notices;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.channels.Message;
import dev.rialto.channels.Outcome;
import dev.rialto.journal.Entry;
import dev.rialto.journal.Journal;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import dev.rialto.platform.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Promises a notice of what became of a deployment to those channels of the team that owns the
 * service which want to hear it, and sends it: at least once, with the same id at every try, never
 * inside a transaction.
 */
public final class Notices {
  static final int MOST_CHANNELS = 10;
  static final int SHOWN = 30;

  /** What is told later than this is history and no news. */
  static final Duration NEWS = Duration.ofHours(1);

  /** Between tries; after the last of them it is given up, visibly. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final TaskDescriptor<Void> SEND = TaskDescriptor.of("deployment-notice");

  private final Database db;
  private final Jobs jobs;
  private final Journal journal;
  private final Teams teams;
  private final Channels channels;
  private final Vault vault;
  private final UnaryOperator<String> link;
  private final InstantSource clock;

  public Notices(
      Database db,
      Jobs jobs,
      Journal journal,
      Teams teams,
      Channels channels,
      Vault vault,
      UnaryOperator<String> link,
      InstantSource clock) {
    this.db = db;
    this.jobs = jobs;
    this.journal = journal;
    this.teams = teams;
    this.channels = channels;
    this.vault = vault;
    this.link = link;
    this.clock = clock;
    jobs.add(SEND, PAUSES.getFirst(), id -> send(Long.parseLong(id)));
  }

  /** Follows the journal: what a deployment came to is promised to whoever hears of it. */
  public void follow(Tx tx, Entry entry) {
    var after = entry.afterTree();
    var what = entry.kind().substring(entry.kind().indexOf('.') + 1);
    if (after == null || !after.hasNonNull("service_id")) {
      return;
    }
    var now = clock.instant();
    var sql = tx.attach(NoticeSql.class);
    if (sql.toldAt(entry.subjectId()).filter(at -> !at.plus(NEWS).isBefore(now)).isEmpty()) {
      return;
    }
    for (long channel :
        sql.hearing(
            after.get("service_id").asLong(),
            after.path("production").asBoolean(),
            what,
            MOST_CHANNELS)) {
      sql.promise(channel, entry.subjectId(), what, now).ifPresent(id -> schedule(tx, id, now));
    }
  }

  private void schedule(Tx tx, long id, Instant at) {
    jobs.schedule(tx, SEND.instance(String.valueOf(id)).build(), at);
    tx.tell("notices");
  }

  private record Ready(NoticeSql.Parcel parcel, Message message, Address address) {}

  /** One try; answers when to come again, empty when it is settled. */
  private Optional<Instant> send(long id) {
    var ready = db.inTransaction(tx -> begin(tx, id));
    if (ready == null) {
      return Optional.empty();
    }
    var outcome = channels.deliver(ready.parcel().kind(), ready.message(), ready.address());
    return db.inTransaction(tx -> note(tx, ready.parcel(), outcome));
  }

  private @Nullable Ready begin(Tx tx, long id) {
    var sql = tx.attach(NoticeSql.class);
    var parcel = sql.lock(id).orElse(null);
    if (parcel == null || parcel.settled()) {
      return null;
    }
    sql.begin(id, clock.instant());
    var name = "deployment-notice-" + id;
    var message =
        parcel.deploymentId() == null
            ? Wording.test(name, link.apply("/deployments"))
            : Wording.of(name, parcel, link.apply("/deployments/" + parcel.deploymentId()));
    var secret = parcel.secret();
    return new Ready(
        parcel,
        parcel.tries() > 0 ? message.repeated() : message,
        new Address(
            vault.open(parcel.address(), context(parcel.channelId(), "address")),
            secret == null ? null : vault.open(secret, context(parcel.channelId(), "secret"))));
  }

  private Optional<Instant> note(Tx tx, NoticeSql.Parcel parcel, Outcome outcome) {
    var sql = tx.attach(NoticeSql.class);
    var now = clock.instant();
    tx.tell("notices");
    return switch (outcome) {
      case Outcome.Delivered delivered -> {
        sql.sent(parcel.id(), now);
        sql.arrives(parcel.channelId(), now);
        yield Optional.empty();
      }
      case Outcome.Undelivered failure -> {
        boolean over = failure.permanent() || parcel.tries() >= PAUSES.size();
        sql.failed(parcel.id(), failure.reason(), over, now);
        sql.fails(parcel.channelId(), failure.reason(), now);
        yield over ? Optional.empty() : Optional.of(now.plus(pause(parcel.tries(), failure)));
      }
    };
  }

  private static Duration pause(int tries, Outcome.Undelivered failure) {
    var pause = PAUSES.get(Math.min(tries, PAUSES.size() - 1));
    var asked = failure.retryAfter();
    if (asked == null || asked.compareTo(pause) <= 0) {
      return pause;
    }
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }

  private static String context(long channel, String part) {
    return "deployment_channel:" + channel + ":" + part;
  }

  List<ChatChannel> ofTeam(Tx tx, long team) {
    return tx.attach(NoticeSql.class).ofTeam(team, MOST_CHANNELS);
  }

  List<NoticeSql.Line> lately(Tx tx, long team, int most) {
    return tx.attach(NoticeSql.class).lately(team, most);
  }

  ChatChannel must(Tx tx, long id) {
    return tx.attach(NoticeSql.class)
        .byId(id)
        .orElseThrow(() -> Problem.notFound("There is no channel " + id + " for deployments."));
  }

  ChatChannel add(Caller caller, Team team, ChannelDraft draft, Scrutiny scrutiny) {
    draft.check(channels, null, scrutiny);
    scrutiny.holds(!draft.address().isEmpty(), "address", "Say where it goes to.");
    scrutiny.orThrow();
    return db.inTransaction(
        tx -> {
          mayOrThrow(tx, caller, team.id());
          var sql = tx.attach(NoticeSql.class);
          if (sql.ofTeam(team.id(), MOST_CHANNELS).size() >= MOST_CHANNELS) {
            throw Problem.conflict(
                "At most %d channels; remove one first.".formatted(MOST_CHANNELS));
          }
          refuseNamesake(sql, team.id(), draft.name(), 0);
          long id =
              sql.add(
                  team.id(),
                  draft.name(),
                  draft.kind(),
                  draft.shown(),
                  draft.hears(),
                  draft.told(),
                  clock.instant(),
                  caller.label());
          seal(sql, id, draft);
          var added = must(tx, id);
          record(tx, caller, "deployment_channel.added", id, null, noted(added, true));
          return added;
        });
  }

  ChatChannel change(Caller caller, long id, int version, ChannelDraft draft, Scrutiny scrutiny) {
    return db.inTransaction(
        tx -> {
          var before = must(tx, id);
          mayOrThrow(tx, caller, before.teamId());
          draft.check(channels, before, scrutiny);
          scrutiny.orThrow();
          var sql = tx.attach(NoticeSql.class);
          refuseNamesake(sql, before.teamId(), draft.name(), id);
          if (sql.change(id, version, draft.name(), draft.kind(), draft.hears(), draft.told())
              == 0) {
            throw Problem.conflict(
                "Someone else changed this channel meanwhile; it is now at version %d. Look at it again, then decide."
                    .formatted(before.version()));
          }
          if (!draft.address().isEmpty()) {
            seal(sql, id, draft);
          }
          var after = must(tx, id);
          record(
              tx,
              caller,
              "deployment_channel.changed",
              id,
              noted(before, false),
              noted(after, !draft.address().isEmpty()));
          return after;
        });
  }

  void remove(Caller caller, long id) {
    db.run(
        tx -> {
          var before = must(tx, id);
          mayOrThrow(tx, caller, before.teamId());
          tx.attach(NoticeSql.class).remove(id);
          record(tx, caller, "deployment_channel.removed", id, noted(before, false), null);
        });
  }

  /** The same way a notice goes; what became of it stands beside the channel. */
  ChatChannel test(Caller caller, long id) {
    return db.inTransaction(
        tx -> {
          var channel = must(tx, id);
          mayOrThrow(tx, caller, channel.teamId());
          var now = clock.instant();
          tx.attach(NoticeSql.class)
              .promise(id, null, "test", now)
              .ifPresent(notice -> schedule(tx, notice, now));
          record(tx, caller, "deployment_channel.tested", id, null, null);
          return must(tx, id);
        });
  }

  private void seal(NoticeSql sql, long id, ChannelDraft draft) {
    sql.seal(
        id,
        vault.seal(draft.address(), context(id, "address")),
        draft.secret().isEmpty() ? null : vault.seal(draft.secret(), context(id, "secret")),
        draft.shown());
  }

  private static void refuseNamesake(NoticeSql sql, long team, String name, long except) {
    if (sql.named(team, name, except)) {
      throw Problem.invalid("name", "This team has a channel of this name. Choose another.");
    }
  }

  private void mayOrThrow(Tx tx, Caller caller, long team) {
    if (!teams.mayActFor(tx, caller, team)) {
      throw Problem.forbidden("Only members of this team and administrators may do this.");
    }
  }

  private void record(
      Tx tx, Caller caller, String kind, long id, @Nullable Object before, @Nullable Object after) {
    journal.append(tx, caller.label(), kind, "deployment_channel", id, before, after);
    tx.tell("notices");
  }

  /** Of what is secret only that it changed. */
  private static Map<String, Object> noted(ChatChannel channel, boolean sealed) {
    var noted = new LinkedHashMap<String, Object>();
    noted.put("team", channel.teamSlug());
    noted.put("name", channel.name());
    noted.put("kind", channel.kind());
    noted.put("hears", channel.hears());
    noted.put("tells", channel.tells());
    if (sealed) {
      noted.put("address", "changed");
    }
    return noted;
  }
}
