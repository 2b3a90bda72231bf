package dev.rialto.wall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about kiosk links and the screens they opened. */
interface KioskSql {
  String LINK =
      """
      select l.id, l.label, l.zone, l.created_by, l.created_at, l.last_used_at,
             (select count(*) from kiosk_screen s where s.link_id = l.id and s.seen_at > :awake) as screens,
             l.revoked_by, l.revoked_at
        from kiosk_link l
      """;

  /** Those that are good first, the newest first. */
  @SqlQuery(
      LINK
          + """
            where cast(:before as bigint) is null or l.id < :before
            order by l.id desc
            limit :limit
            """)
  List<KioskLink> page(@Nullable Long before, Instant awake, int limit);

  @SqlQuery(LINK + "where l.id = :id")
  Optional<KioskLink> byId(long id, Instant awake);

  @SqlQuery("select count(*) from kiosk_link where revoked_at is null")
  int good();

  @SqlQuery(
      """
      insert into kiosk_link (label, token_hash, zone, created_by, created_at)
      values (:label, :hash, :zone, :by, :now)
      returning id
      """)
  long insert(String label, byte[] hash, String zone, String by, Instant now);

  @SqlUpdate(
      "update kiosk_link set revoked_at = :now, revoked_by = :by where id = :id and revoked_at is null")
  int revoke(long id, String by, Instant now);

  @SqlUpdate("delete from kiosk_screen where link_id = :id")
  int forgetScreens(long id);

  /** Locked, so that it cannot be revoked while a screen gets its cookie. */
  @SqlQuery("select id from kiosk_link where token_hash = :hash and revoked_at is null for update")
  Optional<Long> goodLink(byte[] hash);

  @SqlUpdate(
      """
      insert into kiosk_screen (link_id, cookie_hash, created_at, seen_at)
      values (:link, :hash, :now, :now)
      """)
  void open(long link, byte[] hash, Instant now);

  /** Whoever opens more screens than there may be closes those that were seen longest ago. */
  @SqlUpdate(
      """
      delete from kiosk_screen
       where link_id = :link
         and id not in (select id
                          from kiosk_screen
                         where link_id = :link
                         order by seen_at desc, id desc
                         limit :most)
      """)
  void closeBeyond(long link, int most);

  record Screen(long id, long linkId, String label, String zone, Instant seenAt) {}

  @SqlQuery(
      """
      select s.id, s.link_id, l.label, l.zone, s.seen_at
        from kiosk_screen s
        join kiosk_link l on l.id = s.link_id
       where s.cookie_hash = :hash and l.revoked_at is null
      """)
  Optional<Screen> screen(byte[] hash);

  @SqlUpdate("update kiosk_screen set seen_at = :now where id = :id and seen_at < :now")
  void seen(long id, Instant now);

  @SqlUpdate("update kiosk_link set last_used_at = :now where id = :id")
  void used(long id, Instant now);
}
