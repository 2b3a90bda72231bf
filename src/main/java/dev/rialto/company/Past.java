package dev.rialto.company;

import dev.rialto.shop.Shop;
import dev.rialto.shop.ShopServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Lives the company’s past: every deployment is told at the door, every check looks at the real
 * shop and finds it as it is on that day, whoever is on call is really paged and answers. Nothing
 * is written behind the rooms’ backs. What takes time is the number of looks, so on days of which
 * only the bars are seen later everything is looked at more rarely.
 */
public final class Past {
  /** How rarely everything is looked at so long ago; the last day is drawn minute by minute. */
  static final Duration OLD = Duration.ofHours(24);

  static final Duration RECENT = Duration.ofMinutes(30);
  static final Duration NEW = Duration.ofMinutes(1);
  static final Duration RECENT_FOR = Duration.ofHours(26);
  static final Duration NEW_FOR = Duration.ofMinutes(10);

  /** What the first screen’s story is about has a chart of the last hours. */
  static final Duration DRAWN_FOR = Duration.ofHours(3);

  /** The last hours are quiet: the story is yet to come. */
  static final Duration LAST = Duration.ofHours(4);

  static final long SEED = 20_261_121;

  private final DemoPlace place;
  private final Inbox inbox;
  private final Releases releases;
  private final Staff staff;
  private final Turning turning;
  private final InstantSource today;
  private final ZoneId zone = home(ZoneId.systemDefault());
  private final Random random = new Random(SEED);
  private final Shop shop = new Shop();

  /** Something that happens at its time. */
  record Moment(Instant at, Runnable happens) {}

  /** {@code today} is the clock of the present, to which the past leads. */
  public Past(
      DemoPlace place,
      Inbox inbox,
      Releases releases,
      URI base,
      Turning turning,
      InstantSource today) {
    this.place = place;
    this.inbox = inbox;
    this.releases = releases;
    this.staff = new Staff(base, place.password());
    this.turning = turning;
    this.today = today;
  }

  /** Founds the company so many days ago and lives up to now. */
  public void live(String firstRun, int days, Consumer<String> says) {
    releases.all().forEach(shop::deploy);
    try (var server = new ShopServer(shop, () -> {})) {
      server.open(place.port("shop"));
      new Founding(staff, inbox, turning, zone, place.port("phones"), place.port("shop"))
          .found(firstRun, day(0), (int) OLD.toSeconds());
      says.accept(
          "Merchant Row is founded: "
              + Company.people().size()
              + " people, "
              + Company.PARTS.size()
              + " services");
      var outages = new Outages(staff, shop, releases, turning);
      outages.tellWhatRuns();
      var work = new Sprinting(staff, turning);
      var moments = new ArrayList<Moment>();
      plan(moments, outages, work, days);
      moments.sort(Comparator.comparing(Moment::at));
      var recent = today.instant().minus(RECENT_FOR);
      boolean closer = false;
      long told = days;
      for (var moment : moments) {
        if (!closer && moment.at().isAfter(recent)) {
          turning.quietlyTo(recent, OLD);
          outages.lookEvery(RECENT);
          closer = true;
        }
        turning.quietlyTo(moment.at(), closer ? RECENT : OLD);
        moment.happens().run();
        turning.settle();
        long left = Duration.between(turning.now(), today.instant()).toDays();
        if (left <= told - 30) {
          says.accept("%d of %d days lived through".formatted(days - left, days));
          told = left;
        }
      }
      if (!closer) {
        turning.quietlyTo(recent, OLD);
        outages.lookEvery(RECENT);
      }
      turning.quietlyTo(today.instant().minus(DRAWN_FOR), RECENT);
      outages.lookClosely(Company.STORY_SERVICE, NEW);
      turning.quietlyTo(today.instant().minus(NEW_FOR), NEW);
      outages.lookEvery(NEW);
      turning.quietlyTo(today.instant(), NEW);
      outages.lookClosely(Company.STORY_SERVICE, Duration.ofSeconds(5));
      turning.settle();
      turning.keepHouse();
    } catch (IOException e) {
      throw new UncheckedIOException("The shop of the past could not be opened", e);
    }
  }

  /** Where the company is: where the machine is, if that is a place. */
  private static ZoneId home(ZoneId machine) {
    boolean isPlace =
        machine.getId().matches("[A-Z][A-Za-z]+/[A-Z].*") && !machine.getId().startsWith("Etc/");
    return isPlace ? machine : ZoneId.of("UTC");
  }

  private LocalDate day(int ago) {
    return today.instant().atZone(zone).toLocalDate().minusDays(ago);
  }

  private Instant at(int daysAgo, LocalTime time) {
    return day(daysAgo).atTime(time).atZone(zone).toInstant();
  }

  private void plan(List<Moment> moments, Outages outages, Sprinting work, int days) {
    for (var bad : Day.BAD) {
      add(moments, days, at(bad.daysAgo(), LocalTime.parse(bad.at())), () -> outages.live(bad));
    }
    int n = 0;
    for (int ago = days - 1; ago > 0; ago -= 3 + random.nextInt(4)) {
      var noise = Day.NOISE.get(n++ % Day.NOISE.size());
      var time = LocalTime.of(random.nextInt(24), random.nextInt(60));
      add(moments, days, at(ago, time), () -> outages.noise(noise));
    }
    for (var part : Company.PARTS) {
      int rhythm = part.tier() == 1 ? 8 : part.tier() == 2 ? 16 : 30;
      for (int ago = days - 1 - random.nextInt(rhythm);
          ago > 0;
          ago -= 1 + random.nextInt(2 * rhythm)) {
        if (day(ago).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
          var time = LocalTime.of(9 + random.nextInt(7), random.nextInt(60));
          boolean feature = random.nextInt(3) > 0;
          add(moments, days, at(ago, time), () -> outages.ship(part, feature));
        }
      }
    }
    var first = turning.now().plus(Duration.ofMinutes(5));
    work.plan(
        day(0),
        days,
        zone,
        (when, happens) -> {
          // Of a short past, what would lie before or after it comes first.
          boolean within = when.isAfter(first) && when.isBefore(today.instant().minus(LAST));
          moments.add(new Moment(within ? when : first, happens));
        });
  }

  private void add(List<Moment> moments, int days, Instant at, Runnable happens) {
    if (at.isAfter(today.instant().minus(Duration.ofDays(days)).plus(Duration.ofHours(1)))
        && at.isBefore(today.instant().minus(LAST))) {
      moments.add(new Moment(at, happens));
    }
  }
}
