package dev.rialto.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.platform.Access;
import dev.rialto.platform.Database;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors of the journal: a page people can read and a list programs can follow. */
public final class JournalWeb {
  private final Database db;
  private final Reactions reactions;
  private final InstantSource clock;

  public JournalWeb(Database db, Reactions reactions, InstantSource clock) {
    this.db = db;
    this.reactions = reactions;
    this.clock = clock;
  }

  public void open(Doors doors) {
    doors.get(
        "/journal",
        Access.VIEWER,
        ctx -> {
          var listing = Listing.of(ctx);
          var answer = listing.answer(rows(ctx, listing), e -> e, e -> String.valueOf(e.id()));
          doors
              .pages()
              .show(
                  ctx,
                  new JournalPage(
                      answer.items(),
                      answer.next(),
                      ctx.queryParam("subject"),
                      ctx.queryParam("id"),
                      db.read(tx -> tx.attach(JournalSql.class).subjects()),
                      reactions.stuck(),
                      clock.instant()));
        });
    Export.of("journal", EntryJson.class, this::each).open(doors, "/journal", Access.VIEWER);
    Export.ofFew("stuck", Stuck.class, (ctx, most) -> reactions.stuck())
        .open(doors, "/journal/stuck", Access.VIEWER);
    doors.get(
        "/api/v1/journal/stuck", Access.VIEWER, ctx -> ctx.json(new Answer(reactions.stuck())));
    doors.get(
        "/api/v1/journal",
        Access.VIEWER,
        ctx -> {
          var listing = Listing.of(ctx);
          ctx.json(listing.answer(rows(ctx, listing), EntryJson::of, e -> String.valueOf(e.id())));
        });
  }

  private List<Entry> rows(Context ctx, Listing listing) {
    return rows(ctx, listing.after(Long.MAX_VALUE), listing.limit() + 1);
  }

  private void each(Context ctx, int most, Consumer<EntryJson> row) {
    Export.walk(
        most,
        Long.MAX_VALUE,
        (below, limit) -> rows(ctx, below, limit),
        Entry::id,
        entry -> row.accept(EntryJson.of(entry)));
  }

  private List<Entry> rows(Context ctx, long below, int limit) {
    String subject = ctx.queryParam("subject");
    var typed = ctx.queryParam("id");
    var id = Digits.of(typed);
    if (id.isEmpty() && typed != null && !typed.isEmpty()) {
      throw Problem.badRequest("id must be a whole number.");
    }
    return db.read(
        tx -> {
          var sql = tx.attach(JournalSql.class);
          if (subject == null || subject.isEmpty()) {
            return sql.all(below, limit);
          }
          return id.isEmpty()
              ? sql.ofSubject(subject, below, limit)
              : sql.of(subject, id.get(), below, limit);
        });
  }

  private record Answer(List<Stuck> items) {}

  record EntryJson(
      long id,
      Instant at,
      String actor,
      String kind,
      String subject,
      long subjectId,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {
    static EntryJson of(Entry e) {
      return new EntryJson(
          e.id(),
          e.at(),
          e.actor(),
          e.kind(),
          e.subject(),
          e.subjectId(),
          e.beforeTree(),
          e.afterTree());
    }
  }
}
