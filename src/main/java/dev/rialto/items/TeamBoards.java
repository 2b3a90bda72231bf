package dev.rialto.items;

import dev.rialto.journal.Journal;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Tx;
import org.jspecify.annotations.Nullable;

/** How each team calls its items and how much it wants to take on at once. */
public final class TeamBoards {
  private static final int MOST_TRIES = 99;
  private static final int MOST_CARDS = 999;

  private final Database db;
  private final Journal journal;
  private final Teams teams;

  public TeamBoards(Database db, Journal journal, Teams teams) {
    this.db = db;
    this.journal = journal;
    this.teams = teams;
  }

  /** A team that has not said anything is called after its short name, without limits. */
  public TeamBoard of(Team team) {
    return db.inTransaction(tx -> settled(tx, team.id(), team.slug()));
  }

  /** Calls a team’s items otherwise, or sets its soft limits. */
  public TeamBoard change(Caller caller, Team team, TeamBoard wanted, Scrutiny scrutiny) {
    scrutiny.holds(
        Prefix.FITS.matcher(wanted.prefix()).matches(),
        "prefix",
        "Two to ten capital letters and digits, a letter first, such as CHK.");
    limit(scrutiny, "ready", wanted.ready());
    limit(scrutiny, "in_progress", wanted.inProgress());
    limit(scrutiny, "in_review", wanted.inReview());
    limit(scrutiny, "deploying", wanted.deploying());
    return db.inTransaction(
        tx -> {
          if (!teams.mayActFor(tx, caller, team.id())) {
            throw Problem.forbidden(
                "Only members of %s and administrators may do this.".formatted(team.name()));
          }
          var sql = tx.attach(TeamSql.class);
          var before = settled(tx, team.id(), team.slug());
          var holder = sql.holder(wanted.prefix());
          scrutiny.holds(
              holder.isEmpty() || holder.get() == team.id(),
              "prefix",
              "Another team's items are called this; choose another.");
          scrutiny.orThrow();
          int changed =
              sql.update(
                  team.id(),
                  wanted.prefix(),
                  wanted.ready(),
                  wanted.inProgress(),
                  wanted.inReview(),
                  wanted.deploying(),
                  wanted.version());
          if (changed == 0) {
            throw Problem.conflict(
                "The board was changed since you opened it; it is now at version %d."
                    .formatted(before.version()));
          }
          var after = sql.of(team.id()).orElseThrow();
          journal.append(tx, caller.label(), "board.changed", "team", team.id(), before, after);
          tx.tell(Items.topic(team.id()));
          return after;
        });
  }

  static String nextKey(Tx tx, long teamId, String slug) {
    var unused = settled(tx, teamId, slug);
    return tx.attach(TeamSql.class).nextKey(teamId);
  }

  private static TeamBoard settled(Tx tx, long teamId, String slug) {
    var sql = tx.attach(TeamSql.class);
    var prefix = Prefix.of(slug);
    for (int n = 2; sql.of(teamId).isEmpty() && n < MOST_TRIES; n++) {
      if (sql.settle(teamId, prefix) == 0) {
        prefix = Prefix.another(Prefix.of(slug), n);
      }
    }
    return sql.of(teamId).orElseThrow();
  }

  private static void limit(Scrutiny scrutiny, String field, @Nullable Integer limit) {
    scrutiny.holds(
        limit == null || (limit >= 1 && limit <= MOST_CARDS),
        field,
        "A whole number from 1 to %d, or nothing for no limit.".formatted(MOST_CARDS));
  }
}
