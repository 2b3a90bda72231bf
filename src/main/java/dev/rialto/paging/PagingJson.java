package dev.rialto.paging;

import dev.rialto.paging.AlertPages.AttemptRow;
import dev.rialto.paging.AlertPages.MessageRow;
import dev.rialto.paging.AlertPages.PageRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API promises of pages and messages. */
final class PagingJson {
  private PagingJson() {}

  record PersonJson(long id, String name) {}

  record PageJson(
      long id,
      String alert,
      PersonJson person,
      int step,
      int level,
      String why,
      Instant rangAt,
      @Nullable Instant closedAt,
      @Nullable String closedAs,
      @Nullable String closedBy) {
    static PageJson of(PageRow row) {
      return new PageJson(
          row.id(),
          Wording.alertNumber(row.alertId()),
          new PersonJson(row.personId(), row.person()),
          row.step(),
          row.level() + 1,
          row.why(),
          row.rangAt(),
          row.closedAt(),
          row.closedAs(),
          row.closedBy());
    }
  }

  record AttemptJson(
      int number,
      boolean repeat,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      @Nullable String detail) {
    static AttemptJson of(AttemptRow row) {
      return new AttemptJson(
          row.number(), row.repeat(), row.startedAt(), row.endedAt(), row.outcome(), row.detail());
    }
  }

  record NotificationJson(
      long id,
      String kind,
      PersonJson person,
      String channel,
      String label,
      String about,
      String state,
      int pages,
      Instant createdAt,
      Instant leavesAt,
      @Nullable Instant nextTryAt,
      @Nullable Instant endedAt,
      @Nullable String error,
      @Nullable Long standsInFor,
      List<AttemptJson> attempts) {
    static NotificationJson of(MessageRow row, List<AttemptRow> attempts) {
      return new NotificationJson(
          row.id(),
          row.kind(),
          new PersonJson(row.personId(), row.person()),
          row.channel(),
          row.label(),
          row.about(),
          row.state(),
          row.pages(),
          row.createdAt(),
          row.leavesAt(),
          row.nextTryAt(),
          row.endedAt(),
          row.error(),
          row.standsInFor(),
          attempts.stream().map(AttemptJson::of).toList());
    }
  }
}
