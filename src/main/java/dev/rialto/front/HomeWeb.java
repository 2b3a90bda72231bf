package dev.rialto.front;

import dev.rialto.beginning.Beginning;
import dev.rialto.oncall.Duty;
import dev.rialto.oncall.OnCall;
import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Tx;
import dev.rialto.standing.Standing;
import dev.rialto.standing.Standings;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The doors of Home and Run, and of the parts of them that refresh by themselves. */
public final class HomeWeb {
  /** Trouble comes first, so what is cut off is quiet; the list has the rest. */
  private static final int MOST_SERVICES = 50;

  private final Beginning beginning;
  private final OnCall onCall;
  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public HomeWeb(
      Beginning beginning, OnCall onCall, Database db, InstantSource clock, Doors doors) {
    this.beginning = beginning;
    this.onCall = onCall;
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/", Access.VIEWER, this::home);
    doors.get("/home/head", Access.VIEWER, this::homeHead);
    doors.get("/home/services", Access.VIEWER, this::homeServices);
    doors.get("/home/pages", Access.VIEWER, this::homePages);
    doors.get("/run", Access.VIEWER, ctx -> pages.show(ctx, run()));
    doors.get("/run/head", Access.VIEWER, ctx -> pages.show(ctx, new RunHead(run())));
  }

  private void home(Context ctx) {
    var reader = Caller.of(ctx);
    pages.show(
        ctx,
        db.read(
            tx -> {
              var counts = counts(tx, reader);
              return new HomePage(
                  head(tx, reader, counts),
                  services(tx, reader, counts),
                  beginning.onHome(tx, reader).orElse(null));
            }));
  }

  private void homeHead(Context ctx) {
    var reader = Caller.of(ctx);
    pages.show(ctx, db.read(tx -> head(tx, reader, counts(tx, reader))));
  }

  private void homeServices(Context ctx) {
    var reader = Caller.of(ctx);
    pages.show(ctx, db.read(tx -> services(tx, reader, counts(tx, reader))));
  }

  private void homePages(Context ctx) {
    var reader = Caller.of(ctx);
    pages.show(ctx, HomePages.of(db.read(tx -> counts(tx, reader))));
  }

  private static Counts counts(Tx tx, Caller reader) {
    return tx.attach(HomeSql.class).counts(reader.id());
  }

  private HomeHead head(Tx tx, Caller reader, Counts counts) {
    var now = clock.instant();
    var running =
        onCall.nextFor(tx, reader.id(), now).stream()
            .filter(turn -> !turn.shift().from().isAfter(now))
            .findFirst()
            .orElse(null);
    return new HomeHead(new Needs(reader, counts), Standings.tally(tx), running, now);
  }

  private HomeServices services(Tx tx, Caller reader, Counts counts) {
    var now = clock.instant();
    var capabilities = Standings.worstFirst(tx, MOST_SERVICES);
    var services = capabilities.stream().flatMap(c -> c.services().stream()).toList();
    return new HomeServices(
        counts,
        capabilities,
        Standings.lastDay(tx, services, now),
        firstOnCall(tx, services),
        reader.mayWrite(),
        now);
  }

  /** Who rings first for the teams that own these services. */
  private Map<Long, String> firstOnCall(Tx tx, List<Standing> services) {
    var teams =
        services.stream().map(Standing::ownerId).filter(Objects::nonNull).distinct().toList();
    var first = new HashMap<Long, String>();
    onCall
        .current(tx, teams, clock.instant())
        .forEach(
            (team, duties) ->
                duties.stream()
                    .findFirst()
                    .map(Duty::personName)
                    .ifPresent(name -> first.put(team, name)));
    return first;
  }

  private RunPage run() {
    var open = db.read(tx -> tx.attach(HomeSql.class).open());
    return new RunPage(open, clock.instant());
  }
}
