package dev.rialto.people;

import dev.rialto.journal.Journal;
import dev.rialto.people.SlowDown.Lane;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people in by address and password, and remembers the browser they came with. */
public final class SignIns {
  static final Duration IDLE = Duration.ofDays(14);
  static final Duration LONGEST = Duration.ofDays(90);
  static final Duration DEVICE_REMEMBERED = Duration.ofDays(180);
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
  private static final int SESSIONS_EACH = 50;
  private static final int DEVICES_EACH = 20;
  private static final int AGENT_KEPT = 200;

  private final Database db;
  private final Journal journal;
  private final Passwords passwords;
  private final InstantSource clock;

  SignIns(Database db, Journal journal, Passwords passwords, InstantSource clock) {
    this.db = db;
    this.journal = journal;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** The browser at the door: where it is, what it calls itself, and the keys it holds. */
  record Browser(String address, String agent, @Nullable String session, @Nullable String device) {
    byte[] sessionHash() {
      return Key.hash(session == null ? "" : session);
    }

    byte[] deviceHash() {
      return Key.hash(device == null ? "" : device);
    }

    String agentKept() {
      var plain = agent.replaceAll("\\p{Cntrl}", " ");
      return plain.length() > AGENT_KEPT ? plain.substring(0, AGENT_KEPT) : plain;
    }
  }

  /** What the browser is given to keep. */
  record Entry(Key session, Key device) {}

  sealed interface Outcome {}

  record Welcome(Person person, Entry entry) implements Outcome {}

  record NotThatPassword(int triesLeft) implements Outcome {}

  record TooSoon(Instant until) implements Outcome {}

  Outcome signIn(String email, String password, Browser browser) {
    var lanes = db.read(tx -> lanes(tx, email, browser));
    var verdict = db.inTransaction(tx -> charge(tx, lanes));
    if (verdict instanceof SlowDown.Wait wait) return new TooSoon(wait.until());
    var person = db.read(tx -> tx.attach(PersonSql.class).byEmail(email)).filter(Person::active);
    var hash = person.flatMap(p -> db.read(tx -> tx.attach(PersonSql.class).passwordHash(p.id())));
    if (!passwords.matches(password, hash.orElse(null)) || person.isEmpty()) {
      return new NotThatPassword(((SlowDown.Admitted) verdict).triesLeft());
    }
    return db.inTransaction(
        tx -> {
          forgive(tx, lanes);
          return new Welcome(person.get(), enter(tx, person.get(), browser));
        });
  }

  /** Asks for the password again before something that lasts; failures slow down as at the door. */
  void confirm(Caller caller, String password) {
    var lane = Map.of(Lane.KNOWN_DEVICE, key("confirm", String.valueOf(caller.id())));
    var verdict = db.inTransaction(tx -> charge(tx, lane));
    if (verdict instanceof SlowDown.Wait wait) {
      throw Problem.tooMany(
          "Too many wrong passwords.", Duration.between(clock.instant(), wait.until()));
    }
    var hash = db.read(tx -> tx.attach(PersonSql.class).passwordHash(caller.id()));
    if (!passwords.matches(password, hash.orElse(null))) {
      throw Problem.invalid("password", "That is not your password now.");
    }
    db.run(tx -> forgive(tx, lane));
  }

  /** Asking for a link is a try as well: it costs a stranger mail. */
  void countAsking(Browser browser) {
    var lane = Map.of(Lane.NETWORK, key("asks", Neighbourhood.of(browser.address()).name()));
    if (db.inTransaction(tx -> charge(tx, lane)) instanceof SlowDown.Wait wait) {
      throw Problem.tooMany(
          "Many links were asked for from your network.",
          Duration.between(clock.instant(), wait.until()));
    }
  }

  /**
   * Opens a new session; the one the browser came with ends, so that a planted one is worthless.
   */
  Entry enter(Tx tx, Person person, Browser browser) {
    var sql = tx.attach(SessionSql.class);
    var now = clock.instant();
    var session = Key.fresh();
    var known = browser.device() != null && sql.anyoneKnowsDevice(browser.deviceHash());
    var device = known ? new Key(String.valueOf(browser.device())) : Key.fresh();
    sql.end(browser.sessionHash());
    sql.open(
        session.hash(),
        person.id(),
        Neighbourhood.of(browser.address()).name(),
        browser.agentKept(),
        now,
        now.plus(IDLE));
    sql.keepNewest(person.id(), SESSIONS_EACH);
    sql.rememberDevice(device.hash(), person.id(), now);
    sql.keepNewestDevices(person.id(), DEVICES_EACH);
    journal.append(
        tx,
        Caller.person(person.id(), person.name(), person.role()).label(),
        "session.opened",
        "person",
        person.id(),
        null,
        Map.of("network", Neighbourhood.of(browser.address()).name()));
    return new Entry(session, device);
  }

  /** Whom this session belongs to, keeping it awake. */
  Optional<SessionSql.Holder> holder(String token) {
    var now = clock.instant();
    var holder = db.read(tx -> tx.attach(SessionSql.class).holder(Key.hash(token), now));
    holder
        .filter(h -> h.seenAt().plus(SEEN_EVERY).isBefore(now))
        .ifPresent(h -> db.run(tx -> keepAwake(tx, h.sessionId(), now)));
    return holder;
  }

  private static void keepAwake(Tx tx, long sessionId, Instant now) {
    tx.attach(SessionSql.class).seen(sessionId, now, now.plus(IDLE), LONGEST.toSeconds());
  }

  void signOut(Caller caller, @Nullable String token) {
    if (token == null) return;
    db.run(
        tx -> {
          int ended = tx.attach(SessionSql.class).end(Key.hash(token));
          if (ended > 0) recordEnd(tx, caller, caller.id(), ended);
        });
  }

  void signOutEverywhere(Caller caller, long personId) {
    db.run(
        tx -> {
          int ended = tx.attach(SessionSql.class).endAllOf(personId);
          recordEnd(tx, caller, personId, ended);
        });
  }

  void end(Caller caller, long sessionId) {
    db.run(
        tx -> {
          int ended = tx.attach(SessionSql.class).end(sessionId, caller.id());
          if (ended == 0) throw Problem.notFound("That session has ended already.");
          recordEnd(tx, caller, caller.id(), ended);
        });
  }

  List<Session> sessions(long personId, @Nullable String current) {
    var hash = Key.hash(current == null ? "" : current);
    return db.read(
        tx -> tx.attach(SessionSql.class).of(personId, hash, clock.instant(), SESSIONS_EACH));
  }

  /** A new password ends every other session: whoever knew the old one is out. */
  void changePassword(Caller caller, String hash, @Nullable String keepSession) {
    db.run(
        tx -> {
          tx.attach(PersonSql.class).password(caller.id(), hash);
          tx.attach(SessionSql.class)
              .endOthersOf(caller.id(), Key.hash(keepSession == null ? "" : keepSession));
          recordPassword(tx, caller.label(), caller.id());
        });
  }

  /** After a reset nothing that was open before stays open, and old failures are forgiven. */
  void resetPassword(Tx tx, Person person, String hash) {
    tx.attach(PersonSql.class).password(person.id(), hash);
    tx.attach(SessionSql.class).endAllOf(person.id());
    tx.attach(SessionSql.class).forgive(accountKey(person.email()));
    var self = Caller.person(person.id(), person.name(), person.role());
    recordPassword(tx, self.label(), person.id());
  }

  private void recordPassword(Tx tx, String actor, long personId) {
    journal.append(
        tx,
        actor,
        "person.password_changed",
        "person",
        personId,
        null,
        Map.of("password", "changed"));
  }

  private void recordEnd(Tx tx, Caller caller, long personId, int ended) {
    journal.append(
        tx, caller.label(), "session.ended", "person", personId, null, Map.of("sessions", ended));
  }

  /**
   * Counts the try before it is made, so that a thousand at the same moment are a thousand tries.
   */
  private SlowDown.Verdict charge(Tx tx, Map<Lane, byte[]> lanes) {
    var sql = tx.attach(SessionSql.class);
    var now = clock.instant();
    var paces = new EnumMap<Lane, SlowDown.Pace>(Lane.class);
    var inOneOrder =
        lanes.entrySet().stream().sorted((a, b) -> Arrays.compare(a.getValue(), b.getValue()));
    inOneOrder.forEach(
        lane -> {
          sql.beginPace(lane.getValue(), now);
          paces.put(lane.getKey(), sql.lockPace(lane.getValue()));
        });
    var slowDown = new SlowDown(paces);
    var verdict = slowDown.at(now);
    if (verdict instanceof SlowDown.Admitted) {
      slowDown
          .failedAt(now)
          .paces()
          .forEach(
              (lane, pace) ->
                  sql.pace(
                      Objects.requireNonNull(lanes.get(lane)),
                      pace.failures(),
                      pace.lastFailedAt()));
    }
    return verdict;
  }

  /** Success wipes the account's slate; a network only gets back the one try it was charged. */
  private static void forgive(Tx tx, Map<Lane, byte[]> lanes) {
    var sql = tx.attach(SessionSql.class);
    lanes.forEach(
        (lane, key) -> {
          if (lane == Lane.NETWORK) sql.forgiveOne(key);
          else sql.forgive(key);
        });
  }

  private Map<Lane, byte[]> lanes(Tx tx, String email, Browser browser) {
    var since = clock.instant().minus(DEVICE_REMEMBERED);
    var known =
        tx.attach(PersonSql.class)
            .byEmail(email)
            .filter(p -> browser.device() != null)
            .filter(
                p -> tx.attach(SessionSql.class).knowsDevice(browser.deviceHash(), p.id(), since));
    return known.isPresent()
        ? Map.of(
            Lane.KNOWN_DEVICE, key("device " + known.get().id(), String.valueOf(browser.device())))
        : Map.of(
            Lane.ACCOUNT, accountKey(email),
            Lane.NETWORK, key("network", Neighbourhood.of(browser.address()).name()));
  }

  private static byte[] accountKey(String email) {
    return key("account", email.toLowerCase(Locale.ROOT));
  }

  private static byte[] key(String kind, String of) {
    var long256 = of.getBytes(StandardCharsets.UTF_8).length > 256 ? of.substring(0, 200) : of;
    return Key.hash(kind + " " + long256);
  }
}
