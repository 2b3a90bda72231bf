package dev.rialto.paging;

import dev.rialto.paging.MessageSql.MethodRow;
import dev.rialto.paging.Outbox.Wish;
import dev.rialto.platform.Database;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * Tells those who were paged what became of it: somebody has it, it got worse, it is over. By the
 * way that reached them, in the same thread, and never to somebody no message reached.
 */
final class Notices {
  private static final int BATCH = 2000;

  private final Database db;
  private final Outbox outbox;
  private final InstantSource clock;

  Notices(Database db, Outbox outbox, InstantSource clock) {
    this.db = db;
    this.outbox = outbox;
    this.clock = clock;
  }

  void tell() {
    boolean more;
    do {
      more = db.inTransaction(this::tellSome);
    } while (more);
  }

  private boolean tellSome(dev.rialto.platform.Tx tx) {
    var sql = tx.attach(MessageSql.class);
    var notices = sql.notices(BATCH);
    notices.stream()
        .collect(Collectors.groupingBy(MessageSql.NoticeRow::notice))
        .forEach(
            (kind, rows) ->
                outbox.put(tx, kind, rows.stream().map(Notices::wish).toList(), clock.instant()));
    return !notices.isEmpty() && sql.moreNotices();
  }

  /** A bundle shares a channel and a kind of news; the first message of it gives the thread. */
  private static Wish wish(MessageSql.NoticeRow row) {
    var method = new MethodRow(row.methodId(), row.personId(), row.channel(), row.label());
    var key = row.notice() + "@" + row.methodId() + ":" + row.key();
    return new Wish(method, key, row.pageId(), row.about(), row.root());
  }
}
