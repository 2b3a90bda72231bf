package dev.rialto.board;

import dev.rialto.board.BoardSql.Row;
import dev.rialto.items.TeamBoards;
import dev.rialto.people.Team;
import dev.rialto.people.Teams;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Database;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Slug;
import dev.rialto.platform.Tx;
import dev.rialto.standing.Standing;
import dev.rialto.standing.Standings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays out the work of a team, or of any set of services. */
public final class Boards {
  /** More cards than anybody overlooks; beyond them the board says that there are more. */
  static final int MOST_CARDS = 1_000;

  static final int MOST_BACKLOG = 500;
  static final int MOST_VERIFIED = 30;
  static final int MOST_SERVICES = 40;
  static final int MOST_TEAMS = 30;
  static final int MOST_OFFERED = 200;
  static final int LONGEST_FILTER = 100;

  /** What was finished before is on the page of its item, and no news. */
  static final Duration VERIFIED_SHOWN = Duration.ofDays(14);

  private final Database db;
  private final Teams teams;
  private final TeamBoards teamBoards;
  private final InstantSource clock;

  public Boards(Database db, Teams teams, TeamBoards teamBoards, InstantSource clock) {
    this.db = db;
    this.teams = teams;
    this.teamBoards = teamBoards;
    this.clock = clock;
  }

  /** The board of a team, filtered by words in key, title or name. */
  public BoardBody of(Caller caller, Team team, String filter) {
    var q = cut(filter);
    var now = clock.instant();
    var limits = teamBoards.of(team);
    var board =
        db.read(
            tx -> {
              var sql = tx.attach(BoardSql.class);
              var open = sql.open(team.id(), List.of(), q, MOST_CARDS);
              var verified =
                  sql.verified(team.id(), List.of(), q, now.minus(VERIFIED_SHOWN), MOST_VERIFIED);
              var lanes = sql.lanesOf(team.id(), MOST_SERVICES);
              return Board.of(
                  open,
                  verified,
                  lanes,
                  states(tx, open, verified, lanes),
                  limits,
                  mayMove(caller));
            });
    var page = "/teams/" + team.slug() + "/board";
    return new BoardBody(
        board, List.of(team.id()), page + "/cards?q=" + encoded(q), page, "", q, now);
  }

  /** The board of some services, whoever works on them. */
  BoardBody of(Caller caller, String services, String filter) {
    var q = cut(filter);
    var now = clock.instant();
    var slugs =
        Arrays.stream(services.split(","))
            .map(String::strip)
            .filter(Slug::fits)
            .distinct()
            .toList();
    if (slugs.size() > MOST_SERVICES) {
      throw Problem.badRequest("At most %d services on one board.".formatted(MOST_SERVICES));
    }
    return db.read(
        tx -> {
          var sql = tx.attach(BoardSql.class);
          var lanes = sql.lanes(slugs, MOST_SERVICES);
          var ids = lanes.stream().map(BoardSql.Lane::id).toList();
          var open = sql.open(null, ids, q, MOST_CARDS);
          var verified = sql.verified(null, ids, q, now.minus(VERIFIED_SHOWN), MOST_VERIFIED);
          var board =
              Board.of(
                  open, verified, lanes, states(tx, open, verified, lanes), null, mayMove(caller));
          var said = String.join(",", slugs);
          return new BoardBody(
              board,
              sql.teamsOf(ids, MOST_TEAMS),
              "/board/cards?services=" + encoded(said) + "&q=" + encoded(q),
              "/board",
              said,
              q,
              now);
        });
  }

  /** Of every service that has a lane, asked at once. */
  private static Map<Long, Standing> states(
      Tx tx, List<Row> open, List<Row> verified, List<BoardSql.Lane> lanes) {
    var services =
        Stream.concat(
                lanes.stream().map(BoardSql.Lane::id),
                Stream.concat(open.stream(), verified.stream()).map(Row::serviceId))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return Standings.of(tx, services);
  }

  List<BacklogPage.Waiting> backlog(Caller caller, Team team, String filter) {
    var may = mayMove(caller);
    List<Row> rows =
        db.read(
            tx ->
                tx.attach(BoardSql.class).backlog(team.id(), List.of(), cut(filter), MOST_BACKLOG));
    return rows.stream()
        .map(row -> new BacklogPage.Waiting(Board.card(row, may.test(row.teamId())), row.service()))
        .toList();
  }

  /** Short names to choose services by, those of the caller's teams first. */
  List<String> offered(Caller caller) {
    return db.read(tx -> tx.attach(BoardSql.class).offered(caller.id(), MOST_OFFERED));
  }

  /** Asked once a team, however many cards it has. */
  private LongPredicate mayMove(Caller caller) {
    Map<Long, Boolean> asked = new HashMap<>();
    return team -> asked.computeIfAbsent(team, id -> teams.mayActFor(caller, id));
  }

  private static String cut(String filter) {
    return filter.length() > LONGEST_FILTER ? filter.substring(0, LONGEST_FILTER) : filter;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
