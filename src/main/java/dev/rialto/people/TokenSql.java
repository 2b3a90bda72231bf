package dev.rialto.people;

import dev.rialto.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about API tokens. */
interface TokenSql {
  String COLUMNS =
      """
      t.id, t.person_id, p.name as owner, t.name, t.prefix, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
      from api_token t
      left join person p on p.id = t.person_id
      """;

  /** Whoever carries a good token; a token of nobody has no role of its own. */
  record Bearer(
      long tokenId,
      @Nullable Long personId,
      @Nullable String owner,
      @Nullable Role role,
      @Nullable String zone,
      String name,
      List<String> scopes,
      @Nullable Instant lastUsedAt) {}

  @SqlQuery(
      """
      select t.id as token_id, t.person_id, p.name as owner, p.role, p.zone, t.name, t.scopes, t.last_used_at
      from api_token t
      left join person p on p.id = t.person_id
      where t.token_hash = :hash and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > :now)
        and (t.person_id is null or p.active)
      """)
  Optional<Bearer> bearer(byte[] hash, Instant now);

  @SqlUpdate(
      "update api_token set last_used_at = :now where id = :id and (last_used_at is null or last_used_at < :now)")
  void used(long id, Instant now);

  @SqlQuery("select " + COLUMNS + " where t.token_hash = :hash")
  Optional<ApiToken> byHash(byte[] hash);

  @SqlQuery("select " + COLUMNS + " where t.id = :id")
  Optional<ApiToken> byId(long id);

  /** Someone's, or with {@code everyone} everybody's; newest last. */
  @SqlQuery(
      "select "
          + COLUMNS
          + " where t.id > :after and (:everyone or t.person_id = :personId) order by t.id limit :limit")
  List<ApiToken> page(long personId, boolean everyone, long after, int limit);

  @SqlQuery(
      """
      with t as (
        insert into api_token (person_id, name, prefix, token_hash, scopes, created_at, expires_at)
        values (:personId, :name, :prefix, :hash, :scopes, :now, :expires)
        returning *)
      select t.id, t.person_id, p.name as owner, t.name, t.prefix, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
      from t
      left join person p on p.id = t.person_id
      """)
  ApiToken insert(
      @Nullable Long personId,
      String name,
      String prefix,
      byte[] hash,
      List<String> scopes,
      Instant now,
      @Nullable Instant expires);

  @SqlUpdate("update api_token set person_id = :personId where id = :id")
  void give(long id, long personId);

  @SqlUpdate("update api_token set revoked_at = :now where id = :id and revoked_at is null")
  int revoke(long id, Instant now);

  @SqlQuery("select count(*) from api_token where person_id = :personId and revoked_at is null")
  int goodOnes(long personId);
}
