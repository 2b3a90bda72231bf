package dev.rialto.front;

import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Scrutiny;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** The doors of search: a page for everyone, its rows alone for the dialog behind Ctrl K. */
public final class SearchWeb {
  private static final int MOST_OF_A_KIND = 8;
  private static final int LONGEST = 200;
  private static final Pattern ALERT = Pattern.compile("(?i)a-(\\d{1,18})");

  private final Database db;
  private final Pages pages;

  public SearchWeb(Database db, Doors doors) {
    this.db = db;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get(
        "/search", Access.VIEWER, ctx -> pages.show(ctx, new SearchPage(q(ctx), find(q(ctx)))));
    doors.get(
        "/search/results",
        Access.VIEWER,
        ctx -> pages.show(ctx, new SearchResults(q(ctx), find(q(ctx)))));
  }

  private List<Find> find(String q) {
    if (q.isEmpty()) return List.of();
    var alert = ALERT.matcher(q);
    long number = alert.matches() ? Long.parseLong(alert.group(1)) : 0;
    var finds = db.read(tx -> tx.attach(SearchSql.class).find(q, number, MOST_OF_A_KIND));
    // A kind stays together, where its best find belongs; the sort is stable and keeps the rest.
    var best = new HashMap<String, Integer>();
    finds.forEach(find -> best.merge(find.kind(), find.rank(), Math::min));
    return finds.stream()
        .sorted(Comparator.comparingInt(find -> best.getOrDefault(find.kind(), find.rank())))
        .toList();
  }

  /**
   * What is too long to be a name is cut, not refused: somebody pasted, and may still be helped.
   */
  private static String q(Context ctx) {
    var q = Scrutiny.tidy(ctx.queryParam("q")).replace("\0", "");
    return q.codePointCount(0, q.length()) > LONGEST
        ? q.substring(0, q.offsetByCodePoints(0, LONGEST))
        : q;
  }
}
