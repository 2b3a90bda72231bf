package dev.rialto.demo;

import dev.rialto.company.Actor;
import dev.rialto.company.Company;
import dev.rialto.company.DemoPlace;
import dev.rialto.company.Inbox;
import dev.rialto.company.MailReceiver;
import dev.rialto.company.Past;
import dev.rialto.company.PushReceiver;
import dev.rialto.company.Releases;
import dev.rialto.company.Staff;
import dev.rialto.company.Turning;
import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Guide;
import dev.rialto.shop.Shop;
import dev.rialto.shop.ShopProcess;
import dev.rialto.suspects.Suspects;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One demo: its shop, its inbox, its walk. What it does to Rialto it does at Rialto's doors; what
 * it shows of Rialto it reads from what the rooms publish.
 */
public final class Demo implements AutoCloseable {
  static final String TOPIC = "demo";
  private static final String WALK_VERSION = "walk.version";
  private static final String WALK_SINCE = "walk.since";

  private final DemoPlace place;
  private final Inbox inbox;
  private final MailReceiver mail;
  private final PushReceiver pushes;
  private final Releases releases;
  private final ShopProcess shop;
  private @Nullable Guest guest;

  /** What the demo finds in the house it has come into. */
  public record Guest(Database db, Doors doors, OnCall onCall, InstantSource clock, URI base) {}

  /** Opens what receives, so that Rialto can be started towards it. */
  public Demo(DemoPlace place, InstantSource clock) {
    this.place = place;
    place.mustBeFree("shop");
    place.port("phones");
    place.mustBeFree("phones");
    inbox = new Inbox(place.inbox(), clock);
    mail = new MailReceiver(inbox);
    pushes = new PushReceiver(inbox, place.port("phones"));
    releases = new Releases(place);
    shop = new ShopProcess(place.port("shop"), this::tell);
  }

  /** Where Rialto shall send its mail: {@code smtp://…}. */
  public String smtp() {
    return "smtp://127.0.0.1:" + mail.port() + "?tls=none";
  }

  /** The past of this demo, to be made in a house whose clock is turned. */
  public Past past(URI base, Turning turning, InstantSource today) {
    inbox.follow(turning.clock(), () -> {});
    return new Past(place, inbox, releases, base, turning, today);
  }

  /**
   * Comes into a house that is about to open: its doors, a word on every page, the shop. Returns
   * the path that lets whoever opens it in, once.
   */
  public String moveIn(Guest guest) {
    this.guest = guest;
    inbox.follow(guest.clock(), this::tell);
    var web = new DemoWeb(this, guest);
    web.open(guest.doors());
    guest
        .doors()
        .pages()
        .guide(
            new Guide(
                "This is a demo: a bookshop that does not exist, and everything in it is really happening.",
                "The demo",
                "/demo",
                "/demo/walk",
                TOPIC + " checks alerts incidents deployments items:" + storyTeam()));
    shop.run(releases.all());
    return web.link();
  }

  private long storyTeam() {
    return guest().db().read(tx -> tx.attach(WalkSql.class).team(Company.STORY_TEAM)).orElse(0L);
  }

  private Guest guest() {
    if (guest == null) {
      throw new IllegalStateException("The demo has not moved in yet");
    }
    return guest;
  }

  private void tell() {
    var there = guest;
    if (there != null) {
      there.db().run(tx -> tx.tell(TOPIC));
    }
  }

  Inbox inbox() {
    return inbox;
  }

  ShopProcess shop() {
    return shop;
  }

  Releases releases() {
    return releases;
  }

  /** Who is paged when the story begins: the one on call first for its team. */
  Company.Person onCall() {
    var there = guest();
    var name =
        there
            .db()
            .read(
                tx ->
                    there
                        .onCall()
                        .current(tx, List.of(storyTeam()), there.clock().instant())
                        .getOrDefault(storyTeam(), List.of())
                        .stream()
                        .findFirst()
                        .map(duty -> String.valueOf(duty.personName())))
            .orElse("Ada");
    return Company.team(Company.STORY_TEAM).people().stream()
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElse(Company.team(Company.STORY_TEAM).people().getFirst());
  }

  Staff staff() {
    return new Staff(guest().base(), place.password());
  }

  // ── what the buttons do ────────────────────────────────────────────────────────────────────

  /** Starts a version that keeps every connection it takes. */
  synchronized void deployBroken(String by) {
    if (isBrokenVersionOut()) {
      return;
    }
    var next =
        new Shop.Release(
            Company.STORY_SERVICE,
            releases.next(Company.STORY_SERVICE, true),
            Shop.Mistake.KEEPS_CONNECTIONS);
    place.keep(WALK_VERSION, next.version());
    place.keep(WALK_SINCE, guest().clock().instant().toString());
    deploy(next, "succeeded", by);
  }

  synchronized void rollBack(String by) {
    if (isBrokenVersionOut()) {
      deploy(releases.before(Company.STORY_SERVICE), "rolled_back", by);
    }
  }

  boolean isBrokenVersionOut() {
    return releases.of(Company.STORY_SERVICE).mistake() != Shop.Mistake.NONE;
  }

  private void deploy(Shop.Release next, String ends, String by) {
    var pipeline = staff().as("grace");
    if (ends.equals("succeeded")) {
      tellOf(pipeline, next, "started", by);
    }
    shop.run(releases.with(next));
    releases.keep(next);
    tellOf(pipeline, next, ends, by);
    tell();
  }

  private void tellOf(Actor pipeline, Shop.Release release, String state, String by) {
    pipeline.post(
        "/api/v1/deployments",
        Releases.told(release, Releases.ENVIRONMENT, state, guest().clock().instant(), by));
  }

  void breakIt() {
    shop.breaks(Company.BREAKABLE);
    tell();
  }

  void mendIt() {
    shop.mend(Company.BREAKABLE);
    tell();
  }

  /** Also when somebody ended it from outside. */
  synchronized void startShop() {
    if (!shop.isRunning()) {
      shop.run(releases.all());
    }
  }

  // ── the walk ───────────────────────────────────────────────────────────────────────────────

  Walk walk() {
    var version = place.kept(WALK_VERSION);
    var since = place.kept(WALK_SINCE);
    var broken = version == null ? releases.next(Company.STORY_SERVICE, true) : version;
    var good =
        isBrokenVersionOut()
            ? releases.before(Company.STORY_SERVICE).version()
            : releases.of(Company.STORY_SERVICE).version();
    var facts =
        version == null || since == null
            ? Walk.Facts.NOTHING
            : guest().db().read(tx -> facts(tx, version, Instant.parse(since)));
    return new Walk(facts, broken, good);
  }

  /** Forgets the story that was lived, so that it can be lived again. */
  synchronized void again() {
    place.keep(WALK_SINCE, guest().clock().instant().toString());
    place.keep(WALK_VERSION, releases.next(Company.STORY_SERVICE, true));
    tell();
  }

  private Walk.Facts facts(dev.rialto.platform.Tx tx, String version, Instant since) {
    return tx.attach(WalkSql.class)
        .story(Company.STORY_SERVICE, Company.STORY_CHECK, version, since)
        .map(
            row ->
                new Walk.Facts(
                    row.deployed(),
                    row.failed(),
                    row.paged(),
                    row.alertId(),
                    row.acknowledged(),
                    row.incidentId(),
                    row.declared(),
                    suspect(tx, row),
                    row.rolledBack(),
                    row.green(),
                    row.resolved(),
                    row.charged()))
        .orElse(Walk.Facts.NOTHING);
  }

  /** Whether Rialto by itself comes upon the deployment that did it. */
  private @Nullable String suspect(dev.rialto.platform.Tx tx, WalkSql.Row row) {
    var began = row.began();
    if (began == null) {
      return null;
    }
    return Suspects.of(
            tx, Set.of(row.serviceId()), began, guest().clock().instant(), List.of(), Map.of())
        .stream()
        .filter(suspect -> suspect.deployed().id() == row.deployment())
        .map(suspect -> suspect.deployed().name())
        .findFirst()
        .orElse(null);
  }

  @Override
  public synchronized void close() {
    shop.close();
    pushes.close();
    mail.close();
    place.close();
  }
}
