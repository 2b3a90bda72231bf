package dev.rialto.checks;

import dev.rialto.platform.Access;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Problem;
import dev.rialto.uptime.History;
import dev.rialto.uptime.State;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A check as a badge, in the form that shields.io draws. Whoever is signed in sees all; strangers
 * only those that were opened to them, and of the others not even that they exist.
 */
final class BadgeWeb {
  private final Database db;
  private final History history;
  private final Checks checks;
  private final InstantSource clock;

  /** The names are those of shields.io. */
  private record Badge(
      @com.fasterxml.jackson.annotation.JsonProperty("schemaVersion") int schemaVersion,
      String label,
      String message,
      String color,
      @com.fasterxml.jackson.annotation.JsonProperty("isError") boolean isError,
      @com.fasterxml.jackson.annotation.JsonProperty("cacheSeconds") int cacheSeconds) {}

  BadgeWeb(Database db, History history, Checks checks, InstantSource clock) {
    this.db = db;
    this.history = history;
    this.checks = checks;
    this.clock = clock;
  }

  void open(Doors doors) {
    doors.get("/badges/check/{id}.json", Access.ANYONE, this::badge);
  }

  private void badge(Context ctx) {
    boolean known = Caller.of(ctx).role() != null;
    long id = CheckWeb.id(ctx);
    ctx.header("Cache-Control", "public, max-age=30");
    ctx.json(
        db.read(
            tx -> {
              var check = checks.byId(tx, id).filter(c -> known || c.badge()).orElse(null);
              if (check == null) {
                throw Problem.notFound("There is no badge at this address.");
              }
              var now = clock.instant();
              var state = tx.attach(CheckSql.class).state(id).map(State::of).orElse(State.UNKNOWN);
              var spans = history.spans(tx, id, now.minus(Duration.ofDays(30)), now);
              var uptime = CheckWeb.uptime(spans, check.createdAt(), now, Duration.ofDays(30));
              return new Badge(
                  1,
                  check.name(),
                  message(check, state, uptime.ratio().isPresent() ? uptime.said() : ""),
                  color(check, state),
                  state == State.DOWN,
                  30);
            }));
  }

  private static String message(Check check, State state, String uptime) {
    if (check.paused() != null) {
      return "paused";
    }
    return uptime.isEmpty() || !state.isKnown() ? state.word() : state.word() + ", " + uptime;
  }

  private static String color(Check check, State state) {
    if (check.paused() != null) {
      return "lightgrey";
    }
    return switch (state) {
      case UP -> "brightgreen";
      case DEGRADED -> "orange";
      case DOWN -> "red";
      case UNKNOWN -> "lightgrey";
      case MAINTENANCE -> "blueviolet";
    };
  }
}
