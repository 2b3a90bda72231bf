package dev.rialto.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about how people are reached. */
interface ContactMethodSql {
  String COLUMNS =
      """
      id, person_id, kind, label, address, secret is not null as has_secret, verified_at, rank,
      code_expires_at, last_tried_at, last_failure, created_at, version
      """;

  record Sealed(long id, ContactKind kind, String address, byte @Nullable [] secret) {}

  record Code(
      byte @Nullable [] codeHash,
      @Nullable Instant codeExpiresAt,
      int codeTries,
      @Nullable Instant codeSentAt) {}

  @SqlQuery(
      "select "
          + COLUMNS
          + " from contact_method where person_id = :personId order by rank, id limit 100")
  List<ContactMethod> of(long personId);

  @SqlQuery("select " + COLUMNS + " from contact_method where id = :id")
  Optional<ContactMethod> byId(long id);

  @SqlQuery("select id, kind, address, secret from contact_method where id = :id")
  Optional<Sealed> sealed(long id);

  @SqlQuery(
      """
      select id
      from contact_method
      where person_id = :personId and kind = 'email' and lower(address) = lower(:address)
      """)
  Optional<Long> emailOf(long personId, String address);

  /** Comes last; the person's row is locked first, so that two at once do not share a rank. */
  @SqlQuery(
      """
      insert into contact_method (person_id, kind, label, address, rank, created_at)
      select :personId, :kind, :label, :address, coalesce(max(rank), 0) + 1, :now
      from contact_method
      where person_id = :personId
      returning id
      """)
  long insert(long personId, String kind, String label, String address, Instant now);

  @SqlUpdate("update contact_method set secret = :secret where id = :id")
  void seal(long id, byte[] secret);

  @SqlQuery("select count(*) from (select from person where id = :personId for update) locked")
  int lockPerson(long personId);

  @SqlUpdate(
      "update contact_method set label = :label, version = version + 1 where id = :id and version = :version")
  int rename(long id, String label, int version);

  @SqlUpdate(
      """
      update contact_method c
      set rank = wished.rank, version = version + 1
      from unnest(cast(:ids as bigint[])) with ordinality as wished (id, rank)
      where c.id = wished.id and c.person_id = :personId and c.rank <> wished.rank
      """)
  int reorder(long personId, List<Long> ids);

  @SqlUpdate("delete from contact_method where id = :id and version = :version")
  int remove(long id, int version);

  @SqlQuery(
      "select code_hash, code_expires_at, code_tries, code_sent_at from contact_method where id = :id for update")
  Optional<Code> lockCode(long id);

  @SqlUpdate(
      """
      update contact_method
      set code_hash = :hash, code_expires_at = :expires, code_tries = 0, code_sent_at = :now, last_failure = null
      where id = :id
      """)
  void code(long id, byte[] hash, Instant expires, Instant now);

  @SqlUpdate("update contact_method set code_sent_at = :now, last_failure = null where id = :id")
  void testing(long id, Instant now);

  @SqlUpdate("update contact_method set code_tries = code_tries + 1 where id = :id")
  void countTry(long id);

  @SqlUpdate(
      """
      update contact_method
      set verified_at = :now, code_hash = null, code_expires_at = null, code_tries = 0, version = version + 1
      where id = :id
      """)
  void verified(long id, Instant now);

  @SqlQuery(
      """
      update contact_method
      set last_tried_at = :now, last_failure = :failure
      where id = :id
      returning person_id
      """)
  Optional<Long> tried(long id, Instant now, @Nullable String failure);
}
