package dev.rialto.alerts;

import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Tx;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The link in a message, bound to one person and what they were told of. Mail scanners open every
 * link, so opening it only shows a button, and needs no sign-in: a phone at night has no session.
 */
public final class LinkWeb {
  static final int LONGEST_TOKEN = 200;

  /** What a token turned out to be. */
  private record Read(LinkPage page, int status, @Nullable Long personId) {}

  private final Database db;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Pages pages;

  LinkWeb(Database db, Alerts alerts, InstantSource clock, Pages pages) {
    this.db = db;
    this.alerts = alerts;
    this.clock = clock;
    this.pages = pages;
  }

  void open(Doors doors) {
    doors.get("/a/{token}", Access.ANYONE, ctx -> show(ctx, db.read(tx -> read(tx, ctx))));
    doors.post("/a/{token}", Access.ANYONE, this::acknowledge);
  }

  private void acknowledge(Context ctx) {
    var read =
        db.inTransaction(
            tx -> {
              var asked = read(tx, ctx);
              if (asked.personId() == null) {
                return asked;
              }
              for (var alert : asked.page().alerts()) {
                if (alert.firing()) {
                  alerts.acknowledge(
                      tx,
                      alert.id(),
                      asked.page().person(),
                      asked.personId(),
                      "person:" + asked.personId() + " " + asked.page().person());
                }
              }
              return asked;
            });
    if (read.personId() == null) {
      show(ctx, read);
    } else {
      ctx.redirect("/a/" + ctx.pathParam("token"), HttpStatus.SEE_OTHER);
    }
  }

  private void show(Context ctx, Read read) {
    ctx.status(read.status());
    ctx.header("X-Robots-Tag", "noindex");
    pages.show(ctx, read.page());
  }

  private Read read(Tx tx, Context ctx) {
    var token = ctx.pathParam("token");
    var linked = token.length() > LONGEST_TOKEN ? null : alerts.linked(tx, token).orElse(null);
    if (linked == null) {
      return refused(
          404,
          "This link is not one of ours",
          "Perhaps it was cut off on its way. Open the message again, or sign in and look at your pages.");
    }
    if (linked.expired()) {
      return refused(
          410,
          "This link is too old",
          "A link acts for seven days. Sign in to see what has become of the alert.");
    }
    var sql = tx.attach(AlertReadSql.class);
    var person = sql.person(linked.personId());
    if (person == null) {
      return refused(
          410,
          "Whoever was sent this link is not here any more",
          "Ask an administrator if that is a mistake.");
    }
    var told = sql.byIds(linked.alertIds()).stream().map(Alert::of).toList();
    return new Read(
        new LinkPage(token, person, told, null, "", clock.instant()), 200, linked.personId());
  }

  private Read refused(int status, String title, String detail) {
    return new Read(new LinkPage("", "", List.of(), title, detail, clock.instant()), status, null);
  }
}
