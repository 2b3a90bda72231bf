package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about links that open one door once. */
interface EntryLinkSql {

  record Row(
      long id,
      String purpose,
      @Nullable String email,
      @Nullable String name,
      @Nullable String role,
      @Nullable Long personId,
      @Nullable Long madeBy,
      boolean mailed,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String mailFailure) {
    EntryLink link() {
      return new EntryLink(
          id,
          EntryLink.Purpose.of(purpose),
          email,
          name,
          role == null ? null : dev.rialto.platform.Role.of(role),
          personId,
          madeBy,
          mailed,
          createdAt,
          expiresAt,
          mailFailure);
    }
  }

  @SqlQuery(
      """
      insert into entry_link (purpose, token_hash, email, name, role, person_id, made_by, mailed, created_at, expires_at)
      values (:purpose, :hash, :email, :name, :role, :personId, :madeBy, :mailed, :now, :expires)
      returning id, purpose, email, name, role, person_id, made_by, mailed, created_at, expires_at, mail_failure
      """)
  Row insert(
      String purpose,
      byte[] hash,
      @Nullable String email,
      @Nullable String name,
      @Nullable String role,
      @Nullable Long personId,
      @Nullable Long madeBy,
      boolean mailed,
      Instant now,
      Instant expires);

  @SqlQuery(
      """
      select id, purpose, email, name, role, person_id, made_by, mailed, created_at, expires_at, mail_failure
      from entry_link
      where token_hash = :hash and purpose = :purpose
        and used_at is null and withdrawn_at is null and expires_at > :now
      """)
  Optional<Row> alive(String purpose, byte[] hash, Instant now);

  /** Only one of two at the same moment gets the row back. */
  @SqlQuery(
      """
      update entry_link
      set used_at = :now
      where token_hash = :hash and purpose = :purpose
        and used_at is null and withdrawn_at is null and expires_at > :now
      returning id, purpose, email, name, role, person_id, made_by, mailed, created_at, expires_at, mail_failure
      """)
  Optional<Row> use(String purpose, byte[] hash, Instant now);

  @SqlQuery(
      """
      select id, purpose, email, name, role, person_id, made_by, mailed, created_at, expires_at, mail_failure
      from entry_link
      where purpose = 'invitation' and used_at is null and withdrawn_at is null and expires_at > :now
        and id > :after
      order by id
      limit :limit
      """)
  List<Row> openInvitations(Instant now, long after, int limit);

  @SqlQuery(
      """
      update entry_link
      set withdrawn_at = :now
      where id = :id and purpose = 'invitation' and used_at is null and withdrawn_at is null
      returning id, purpose, email, name, role, person_id, made_by, mailed, created_at, expires_at, mail_failure
      """)
  Optional<Row> withdraw(long id, Instant now);

  @SqlUpdate(
      """
      update entry_link
      set withdrawn_at = :now
      where purpose = 'invitation' and lower(email) = lower(:email) and used_at is null and withdrawn_at is null
      """)
  void withdrawInvitationsOf(String email, Instant now);

  @SqlUpdate(
      """
      update entry_link
      set withdrawn_at = :now
      where purpose = 'reset' and person_id = :personId and used_at is null and withdrawn_at is null
      """)
  void withdrawResetsOf(long personId, Instant now);

  @SqlUpdate(
      """
      update entry_link
      set withdrawn_at = :now
      where purpose = 'first-run' and used_at is null and withdrawn_at is null
      """)
  void withdrawFirstRuns(Instant now);

  @SqlQuery(
      "select count(*) from entry_link where purpose = 'reset' and person_id = :personId and created_at > :since")
  int resetsSince(long personId, Instant since);

  @SqlUpdate("update entry_link set mail_failure = :failure where id = :id")
  void mailed(long id, @Nullable String failure);

  @SqlUpdate("delete from entry_link where expires_at <= :before")
  int dropOld(Instant before);
}
