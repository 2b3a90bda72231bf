package dev.rialto.front;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import io.javalin.http.Context;
import java.time.InstantSource;

/** The doors of Home and Run, and of the parts of them that refresh by themselves. */
public final class HomeWeb {
  /** Trouble comes first, so what is cut off is quiet; the list has the rest. */
  private static final int MOST_SERVICES = 60;

  private final Database db;
  private final InstantSource clock;
  private final Pages pages;

  public HomeWeb(Database db, InstantSource clock, Doors doors) {
    this.db = db;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/", Access.VIEWER, ctx -> pages.show(ctx, home(ctx)));
    doors.get("/home/head", Access.VIEWER, ctx -> pages.show(ctx, new HomeHead(home(ctx))));
    doors.get("/home/services", Access.VIEWER, ctx -> pages.show(ctx, new HomeServices(home(ctx))));
    doors.get("/home/pages", Access.VIEWER, ctx -> pages.show(ctx, new HomePages(home(ctx))));
    doors.get("/run", Access.VIEWER, ctx -> pages.show(ctx, run()));
    doors.get("/capabilities/{slug}/health/fragment", Access.VIEWER, this::health);
    doors.get("/run/head", Access.VIEWER, ctx -> pages.show(ctx, new RunHead(run())));
  }

  private HomePage home(Context ctx) {
    var caller = Caller.of(ctx);
    return db.read(
        tx -> {
          var sql = tx.attach(HomeSql.class);
          return new HomePage(
              caller,
              sql.counts(caller.id()),
              sql.firstSteps(caller.id()),
              Capability.group(sql.worstFirst(MOST_SERVICES)),
              clock.instant());
        });
  }

  private void health(Context ctx) {
    var slug = ctx.pathParam("slug");
    pages.show(
        ctx,
        db.read(
            tx -> {
              var sql = tx.attach(HomeSql.class);
              return new CapabilityHealth(
                  sql.ofCapability(slug, MOST_SERVICES),
                  sql.neededBy(slug, MOST_SERVICES),
                  clock.instant());
            }));
  }

  private RunPage run() {
    var open = db.read(tx -> tx.attach(HomeSql.class).open());
    return new RunPage(open, clock.instant());
  }
}
