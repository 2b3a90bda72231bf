package dev.rialto.wall;

import dev.rialto.journal.Journal;
import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Access;
import dev.rialto.platform.Asked;
import dev.rialto.platform.Assets;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Frame;
import dev.rialto.platform.Live;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The doors of the wall: the page, and the stream that keeps it alive. */
public final class WallWeb {
  static final int MOST_STREAMS = 500;

  /** What a change of these may change on a wall. */
  private static final Set<String> TOPICS =
      Set.of(
          "*",
          "alerts",
          "checks",
          "services",
          "incidents",
          "deployments",
          "oncall",
          KioskLinks.TOPIC);

  private final Watch watch;
  private final KiosksWeb kiosks;
  private final InstantSource clock;
  private final Doors doors;
  private final AtomicLong revocations = new AtomicLong();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile boolean open = true;

  public WallWeb(
      Database db, Journal journal, OnCall onCall, Live live, InstantSource clock, Doors doors) {
    this.kiosks = new KiosksWeb(new KioskLinks(db, journal, clock), clock, doors);
    this.watch = new Watch(new Wall(db, onCall, clock)::read, clock);
    this.clock = clock;
    this.doors = doors;
    live.hearing(
        topic -> {
          if (topic.equals(KioskLinks.TOPIC) || topic.equals("*")) revocations.incrementAndGet();
          if (TOPICS.contains(topic)) watch.tell();
        });
  }

  public void open() {
    kiosks.open();
    doors.get("/wall", Access.SCREEN, this::page);
    doors.stream("/wall/stream", Access.SCREEN, this::stream);
  }

  /** Ends all streams, so that the house can close. */
  public void close() {
    open = false;
    watch.tell();
  }

  private void page(Context ctx) throws InterruptedException {
    var scope = scope(ctx);
    var reading = watch.fresh();
    var caller = Caller.of(ctx);
    var teams =
        reading.tiles().stream()
            .filter(tile -> tile.teamSlug() != null && tile.team() != null)
            .collect(Collectors.toMap(Tile::teamSlug, Tile::team, (a, b) -> a));
    doors
        .pages()
        .show(
            ctx,
            new WallPage(
                reading.of(scope),
                scope,
                look(ctx),
                teams.entrySet().stream()
                    .map(each -> new WallPage.Choice(each.getKey(), each.getValue()))
                    .sorted(
                        Comparator.comparing(WallPage.Choice::name, String.CASE_INSENSITIVE_ORDER))
                    .toList(),
                reading.tiles().stream()
                    .map(Tile::capability)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .toList(),
                build(),
                Duration.ZERO,
                isReader(caller),
                caller.isAdmin()));
  }

  private void stream(SseClient client) {
    var ctx = client.ctx();
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      client.sendEvent("full", Map.of("retry", true));
      return;
    }
    try {
      new WallStream(
              watch,
              scope(ctx),
              look(ctx),
              new Wire(client),
              fragment -> doors.pages().draw(ctx, fragment),
              () -> doors.stillAdmits(ctx, Access.SCREEN),
              revocations::get)
          .run(mark(ctx), build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.decrementAndGet();
    }
  }

  private final class Wire implements WallStream.Line {
    private final SseClient client;

    Wire(SseClient client) {
      this.client = client;
    }

    @Override
    public boolean isOpen() {
      return open && !client.terminated();
    }

    @Override
    public void send(String event, Object data, @Nullable String mark) {
      client.sendEvent(event, data, mark);
    }
  }

  /** Browsers that come back say by themselves where they were. */
  private static String mark(Context ctx) {
    var last = ctx.header("Last-Event-ID");
    var said = last == null || last.isEmpty() ? ctx.queryParam("mark") : last;
    return said == null ? "" : said;
  }

  private static Scope scope(Context ctx) {
    var asked = new Asked(ctx);
    var team = asked.slug("team");
    return new Scope(team == null ? "" : team, asked.text("capability"));
  }

  private Look look(Context ctx) {
    return new Look(Frame.of(ctx).zone(), isReader(Caller.of(ctx)), clock.instant());
  }

  private static boolean isReader(Caller caller) {
    return caller.kind() != Caller.Kind.SCREEN;
  }

  private static String build() {
    return (Assets.url("js/wall.js") + Assets.url("css/wall.css")).replaceAll("[^0-9a-f]", "");
  }
}
