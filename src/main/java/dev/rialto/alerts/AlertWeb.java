package dev.rialto.alerts;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Tx;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;

/**
 * The doors of one alert. Any member may act: at three in the morning nobody asks whose team it is.
 */
public final class AlertWeb {
  private static final String AT = "/alerts/{id}";
  private static final String API = "/api/v1/alerts/{id}";

  /** Something somebody does to one alert. */
  private interface Act {
    Alert on(Tx tx, Caller caller, long id);
  }

  private final Database db;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Pages pages;

  AlertWeb(Database db, Alerts alerts, InstantSource clock, Pages pages) {
    this.db = db;
    this.alerts = alerts;
    this.clock = clock;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get(AT, Access.VIEWER, this::page);
    doors.get(AT + "/now", Access.VIEWER, ctx -> pages.show(ctx, body(ctx)));
    doors.post(AT + "/acknowledgement", Access.MEMBER, page(alerts::acknowledge));
    doors.delete(AT + "/acknowledgement", Access.MEMBER, page(alerts::takeBack));
    // A form without JavaScript knows no DELETE.
    doors.post(AT + "/acknowledgement/removal", Access.MEMBER, page(alerts::takeBack));
    doors.post(AT + "/escalation", Access.MEMBER, page(alerts::escalate));
    doors.post(AT + "/resolution", Access.MEMBER, page(alerts::resolve));

    doors.get(API, Access.VIEWER, ctx -> ctx.json(AlertJson.of(found(ctx))));
    doors.post(API + "/acknowledgement", Access.MEMBER, api(alerts::acknowledge));
    doors.delete(API + "/acknowledgement", Access.MEMBER, api(alerts::takeBack));
    doors.post(API + "/escalation", Access.MEMBER, api(alerts::escalate));
    doors.post(API + "/resolution", Access.MEMBER, api(alerts::resolve));
  }

  private void page(Context ctx) {
    var body = body(ctx);
    var into = body.alert().mergedInto();
    if (into != null) {
      ctx.redirect("/alerts/" + into, HttpStatus.SEE_OTHER);
      return;
    }
    pages.show(ctx, new AlertPage(body));
  }

  private AlertBody body(Context ctx) {
    long id = id(ctx);
    return db.read(
        tx -> {
          var alert = alerts.must(tx, id);
          return new AlertBody(
              alert,
              alerts.story(tx, id),
              tx
                  .attach(AlertReadSql.class)
                  .otherLives(alert.fingerprint(), id, Alerts.MOST_OTHER_LIVES)
                  .stream()
                  .map(Alert::of)
                  .toList(),
              tx.attach(NeedSql.class).of(id).orElse(null),
              Caller.of(ctx).mayWrite(),
              clock.instant());
        });
  }

  private Alert found(Context ctx) {
    return db.read(tx -> alerts.must(tx, id(ctx)));
  }

  private io.javalin.http.Handler page(Act act) {
    return ctx -> {
      var alert = done(ctx, act);
      ctx.redirect(alert.path(), HttpStatus.SEE_OTHER);
    };
  }

  private io.javalin.http.Handler api(Act act) {
    return ctx -> ctx.json(AlertJson.of(done(ctx, act)));
  }

  private Alert done(Context ctx, Act act) {
    long id = id(ctx);
    return db.inTransaction(tx -> act.on(tx, Caller.of(ctx), id));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id").replaceFirst("^[Aa]-", ""))
        .orElseThrow(() -> Problem.notFound("An alert has a number, such as A-1893."));
  }
}
