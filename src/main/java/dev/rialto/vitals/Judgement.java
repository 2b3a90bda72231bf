package dev.rialto.vitals;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Whether what was measured is well, and what to say of it. Pure. */
record Judgement(Limits limits) {
  private static final int MOST_NAMED = 3;
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  Reading of(Measured measured) {
    return switch (measured) {
      case Measured.Failed it -> failed(it);
      case Measured.Unseen it ->
          new Reading(
              it.vital(),
              Level.UNKNOWN,
              "not looked at",
              Reading.NONE,
              "The database does not answer, and this is read from it.",
              "See the database first.");
      case Measured.Jobs it -> jobs(it);
      case Measured.Intake it -> intake(it);
      case Measured.Outbox it -> outbox(it);
      case Measured.Channels it -> channels(it);
      case Measured.Reactions it -> reactions(it);
      case Measured.Rounds it -> rounds(it);
      case Measured.Sources it -> sources(it);
      case Measured.Database it -> database(it);
      case Measured.Disk it -> disk(it);
      case Measured.Clock it -> clock(it);
      case Measured.Key it -> key(it);
      case Measured.Memory it -> memory(it);
      case Measured.Nodes it -> nodes(it);
    };
  }

  private static Reading failed(Measured.Failed it) {
    return new Reading(
        it.vital(),
        Level.UNWELL,
        "cannot be measured",
        Reading.NONE,
        it.why(),
        it.vital() == Vital.DATABASE
            ? "Is PostgreSQL running, is its disk full, does the network reach it? Its own log says more."
            : "Something holds what it is read from: see the transactions of the database.");
  }

  private Reading jobs(Measured.Jobs it) {
    var level = limits.jobs().of(it.late());
    return new Reading(
        Vital.JOBS,
        level,
        it.waiting() == 0
            ? "nothing is late"
            : "the oldest is " + time(it.late()) + " late, " + waits(it.waiting(), "job"),
        seconds(it.late()),
        "Jobs send messages, ring the next person, make cards and sweep up.",
        level == Level.WELL
            ? ""
            : "Are the processors of every node busy, or hangs a receiver? A node that hangs is restarted; a second"
                + " one would share the work.");
  }

  private Reading intake(Measured.Intake it) {
    var level = limits.intake().of(it.oldest()).orWorse(it.parked() > 0 ? Level.WORSE : Level.WELL);
    return new Reading(
        Vital.INTAKE,
        level,
        (it.waiting() == 0
                ? "everything is worked off"
                : "the oldest waits for "
                    + time(it.oldest())
                    + ", "
                    + waits(it.waiting(), "signal"))
            + (it.parked() == 0 ? "" : ", " + it.parked() + " parked"),
        seconds(it.oldest()),
        "What came in is safe, and becomes alerts and deployments when it is worked off.",
        level == Level.WELL
            ? ""
            : it.parked() > 0 && limits.intake().of(it.oldest()) == Level.WELL
                ? "A parked signal says on the page of its source why it was not understood; replay it once mended."
                : "One node works them off at a time: see the transactions of the database and the nodes' logs.");
  }

  private Reading outbox(Measured.Outbox it) {
    var level = limits.outbox().of(it.oldest());
    return new Reading(
        Vital.OUTBOX,
        level,
        it.waiting() == 0
            ? "nothing waits"
            : "the oldest is " + time(it.oldest()) + " late, " + waits(it.waiting(), "message"),
        seconds(it.oldest()),
        "A message that waits is somebody who does not know yet that they are needed.",
        level == Level.WELL
            ? ""
            : "See which channel hangs below; its receivers may be slow. Ring people another way meanwhile.");
  }

  private Reading channels(Measured.Channels it) {
    var level = Level.WELL;
    var named = new ArrayList<String>();
    double worst = 0;
    var byShare = Comparator.comparingDouble(Measured.Channels.Tries::share).reversed();
    for (var tries : it.tries().stream().sorted(byShare).toList()) {
      var each = of(tries);
      level = level.orWorse(each);
      worst = Math.max(worst, tries.share());
      if (each != Level.WELL) {
        named.add(
            "%s: %d of %d tries failed".formatted(tries.channel(), tries.failed(), tries.tried()));
      }
    }
    long tried = it.tries().stream().mapToLong(Measured.Channels.Tries::tried).sum();
    return new Reading(
        Vital.CHANNELS,
        level,
        tried == 0
            ? "no message in the last 5 min"
            : named.isEmpty()
                ? Show.plural(tried, "try", "tries")
                    + " in the last 5 min, "
                    + percent(worst)
                    + " of the worst channel failed"
                : String.join("; ", named),
        worst,
        "Where one fails the person's next channel takes over, as long as there is one.",
        level == Level.WELL
            ? ""
            : "Each message says why it failed; the receiver's own status page may say more.");
  }

  /**
   * One address that fails is somebody's typing mistake; a channel that fails fails for several.
   */
  private Level of(Measured.Channels.Tries tries) {
    if (tries.tried() < Limits.LEAST_TRIES) {
      return Level.WELL;
    }
    var level = limits.failing().of(tries.share());
    return level == Level.UNWELL && tries.addresses() < Limits.LEAST_ADDRESSES
        ? Level.WORSE
        : level;
  }

  private Reading reactions(Measured.Reactions it) {
    var level = it.failing() == 0 ? Level.WELL : limits.reactions().of(it.failingFor());
    return new Reading(
        Vital.REACTIONS,
        level,
        it.failing() == 0
            ? it.waiting() == 0 ? "nothing is left to follow" : it.waiting() + " to follow"
            : "%d fail, the first for %s".formatted(it.failing(), time(it.failingFor())),
        seconds(it.failingFor()),
        "Cards, markers and notices follow from what happened; nothing of it is lost while it waits.",
        level == Level.WELL
            ? ""
            : "The journal says above its entries what failed and why; it is tried again by itself.");
  }

  private Reading rounds(Measured.Rounds it) {
    var late = max(it.turnedAgo(), it.late());
    var level = limits.rounds().of(late).orWorse(it.lost() > 0 ? Level.WORSE : Level.WELL);
    return new Reading(
        Vital.ROUNDS,
        level,
        limits.rounds().of(it.turnedAgo()) != Level.WELL
            ? "have not turned for " + time(it.turnedAgo())
            : "95 % of checks begin within "
                + time(it.late())
                + (it.unwritten() == 0 ? "" : ", " + it.unwritten() + " results to write")
                + (it.lost() == 0 ? "" : ", " + it.lost() + " results lost"),
        seconds(late),
        "What this node does not look at is unknown, never down.",
        level == Level.WELL
            ? ""
            : "Are its processors busy? A second node would take half of the checks; one that hangs is restarted.");
  }

  private static Reading sources(Measured.Sources it) {
    var level = Level.WELL;
    var silent = new ArrayList<String>();
    double longest = 0;
    for (var habit : it.habits()) {
      level = level.orWorse(habit.level());
      if (habit.level() != Level.WELL) {
        silent.add("“%s” for %s".formatted(habit.name(), time(habit.silent())));
        longest = Math.max(longest, seconds(habit.silent()));
      }
    }
    long known = it.habits().stream().filter(h -> h.patience() != null).count();
    return new Reading(
        Vital.SOURCES,
        level,
        !silent.isEmpty()
            ? "silent: " + named(silent)
            : it.habits().isEmpty()
                ? "nothing sends yet"
                : "%d of %d have a rhythm, and keep it".formatted(known, it.habits().size()),
        longest,
        "A source that fell silent may hide an outage: nobody would be told of it.",
        level == Level.WELL
            ? ""
            : "Does it still run, and does its token still hold? Close the source if it is gone, or set how long it may be silent.");
  }

  private Reading database(Measured.Database it) {
    var level =
        limits
            .roundTrip()
            .of(it.roundTrip())
            .orWorse(limits.transaction().of(it.transaction()))
            .orWorse(limits.lock().of(it.lock()))
            .orWorse(it.queued() > 0 ? Level.WORSE : Level.WELL);
    var figure = new ArrayList<String>();
    figure.add("answers in " + millis(it.roundTrip()));
    if (limits.lock().of(it.lock()) != Level.WELL) {
      figure.add("somebody waits for a lock for " + time(it.lock()));
    }
    if (limits.transaction().of(it.transaction()) != Level.WELL) {
      figure.add("a transaction is open for " + time(it.transaction()));
    }
    figure.add(
        "%d of %d connections".formatted(it.inUse(), it.pool())
            + (it.queued() == 0 ? "" : ", " + it.queued() + " wait for one"));
    figure.add(bytes(it.bytes()));
    return new Reading(
        Vital.DATABASE,
        level,
        String.join(", ", figure),
        seconds(it.roundTrip()),
        "Everything Rialto keeps is in it.",
        level == Level.WELL
            ? ""
            : limits.lock().of(it.lock()) != Level.WELL
                    || limits.transaction().of(it.transaction()) != Level.WELL
                ? "Its page names the transaction that holds the others; end it with pg_terminate_backend if nobody needs it."
                : "Is its machine busy, its disk slow, or the way to it long?");
  }

  private Reading disk(Measured.Disk it) {
    double used = it.total() == 0 ? 0 : 1 - (double) it.free() / it.total();
    var level =
        limits
            .diskUsed()
            .of(used)
            .orWorse(it.free() < limits.diskLeast() ? Level.UNWELL : Level.WELL);
    return new Reading(
        Vital.DISK,
        level,
        "%s free of %s at %s".formatted(bytes(it.free()), bytes(it.total()), it.place()),
        used,
        "PostgreSQL stops taking anything in when its disk is full.",
        level == Level.WELL
            ? ""
            : "Make room or enlarge it now; raw signals can be kept for fewer days.");
  }

  private Reading clock(Measured.Clock it) {
    var apart = it.ahead().abs();
    var level = limits.clock().of(apart);
    return new Reading(
        Vital.CLOCK,
        level,
        millis(apart) + (it.ahead().isNegative() ? " behind" : " ahead of") + " the database",
        seconds(it.ahead()),
        "Times in the record are the node's, leases the database's.",
        level == Level.WELL
            ? ""
            : "Let NTP keep the clocks of this node and of the database's machine.");
  }

  private static Reading key(Measured.Key it) {
    boolean well = it.there() && it.opens();
    return new Reading(
        Vital.KEY,
        well ? Level.WELL : Level.UNWELL,
        well
            ? "there, and opens what is sealed"
            : it.there() ? "opens nothing that other nodes sealed" : "the file is gone",
        well ? 1 : 0,
        "Without it no sealed address, secret or token can be read after the next start.",
        well
            ? ""
            : it.there()
                ? "This node has another key file than the house: copy the right one and start it again."
                : "Put the copy of the key file back before this node is stopped.");
  }

  private Reading memory(Measured.Memory it) {
    double share = it.heap() == 0 ? 0 : (double) it.used() / it.heap();
    var level = limits.heap().of(share).orWorse(limits.collecting().of(it.collecting()));
    return new Reading(
        Vital.MEMORY,
        level,
        "%s of %s kept after a collection, %s of the last minute went into collecting"
            .formatted(bytes(it.used()), bytes(it.heap()), percent(it.collecting())),
        share,
        "A heap that is full ends the process; what it held is taken over.",
        level == Level.WELL
            ? ""
            : "Give it more: RIALTO_JAVA_OPTS=-Xmx%dm.".formatted(2 * it.heap() >> 20));
  }

  private static Reading nodes(Measured.Nodes it) {
    var missed =
        it.seen().stream()
            .filter(n -> n.leftAt() == null && n.ago().compareTo(Limits.SEEN_WITHIN) > 0)
            .map(n -> n.name() + " for " + time(n.ago()))
            .toList();
    // Whoever looks is one of them, also before its first sign of life was written down.
    long here =
        Math.max(
            1,
            it.seen().stream()
                .filter(n -> n.leftAt() == null && n.ago().compareTo(Limits.SEEN_WITHIN) <= 0)
                .count());
    return new Reading(
        Vital.NODES,
        missed.isEmpty() ? Level.WELL : Level.WORSE,
        missed.isEmpty()
            ? Show.plural(here, "node is here", "nodes are here")
            : "not seen: "
                + named(missed)
                + "; "
                + Show.plural(here, "node carries on", "nodes carry on"),
        missed.size(),
        "Nodes share the work; when one dies the others take over what it held.",
        missed.isEmpty()
            ? ""
            : "Start it again, or stop it properly next time: SIGTERM says goodbye.");
  }

  private static String waits(long n, String what) {
    return n == 1 ? "1 " + what + " waits" : n + " " + what + "s wait";
  }

  private static String named(List<String> words) {
    return words.size() <= MOST_NAMED
        ? String.join(", ", words)
        : String.join(", ", words.subList(0, MOST_NAMED))
            + " and "
            + (words.size() - MOST_NAMED)
            + " more";
  }

  static String bytes(long n) {
    return n >= 10 * GIB
        ? "%,d GiB".formatted(n / GIB)
        : n >= GIB
            ? String.format(Locale.ROOT, "%.1f GiB", (double) n / GIB)
            : n >= MIB ? "%,d MiB".formatted(n / MIB) : "%,d KiB".formatted(n / KIB);
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String millis(Duration time) {
    return time.compareTo(Duration.ofSeconds(2)) < 0 ? time.toMillis() + " ms" : time(time);
  }

  private static String time(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) < 0
        ? time.toMillis() + " ms"
        : Show.duration(time);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
