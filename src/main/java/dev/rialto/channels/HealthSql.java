package dev.rialto.channels;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement of the room: the health of webhooks. */
interface HealthSql {
  record Row(int failures, @Nullable Instant firstFailureAt, @Nullable Instant offSince) {
    Switch asSwitch() {
      return new Switch(failures, firstFailureAt, offSince);
    }
  }

  @SqlQuery(
      """
      select failures, first_failure_at, off_since
        from channel_health
       where address_hash = :hash
      """)
  Optional<Row> find(@Bind("hash") byte[] hash);

  /** Makes the row if need be and locks it: two failures at once both count. */
  @SqlQuery(
      """
      insert into channel_health (address_hash, kind, failures, last_reason, changed_at)
      values (:hash, :kind, 0, '', :now)
          on conflict (address_hash) do update set changed_at = excluded.changed_at
      returning failures, first_failure_at, off_since
      """)
  Row lock(@Bind("hash") byte[] hash, @Bind("kind") String kind, @Bind("now") Instant now);

  @SqlUpdate(
      """
      update channel_health
         set failures         = :failures,
             first_failure_at = :first,
             off_since        = :off,
             last_reason      = :reason
       where address_hash = :hash
      """)
  void keep(
      @Bind("hash") byte[] hash,
      @Bind("failures") int failures,
      @Bind("first") @Nullable Instant first,
      @Bind("off") @Nullable Instant off,
      @Bind("reason") String reason);

  @SqlUpdate("delete from channel_health where address_hash = :hash")
  void forget(@Bind("hash") byte[] hash);
}
