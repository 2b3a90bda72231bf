package dev.rialto.stories;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * People who are here when a story begins, with a session as signing in would have left it. The
 * stories of signing in itself take the real way; the others need not hash a password each.
 */
final class Cast {
  private Cast() {}

  static Visitor enters(TestHouse house, String name, String role) {
    var token = UUID.randomUUID().toString();
    var email = name.toLowerCase(Locale.ROOT) + "@merchantrow.example";
    var now = house.clock.instant();
    house
        .db()
        .run(
            tx -> {
              tx.handle()
                  .createUpdate(
                      """
                      insert into person (name, email, role, zone, created_at)
                      values (initcap(:name), :email, :role, 'Europe/Rome', :now)
                      on conflict (lower(email)) do update set role = excluded.role
                      """)
                  .bind("name", name)
                  .bind("email", email)
                  .bind("role", role)
                  .bind("now", now)
                  .execute();
              tx.handle()
                  .createUpdate(
                      """
                      insert into session (token_hash, person_id, network, agent, created_at, seen_at, expires_at)
                      select :hash, id, '127.0.0.0/24', 'story', :now, :now, :expires
                      from person
                      where email = :email
                      """)
                  .bind("hash", sha256(token))
                  .bind("email", email)
                  .bind("now", now)
                  .bind("expires", now.plus(Duration.ofDays(14)))
                  .execute();
            });
    return house.visitor().with("Cookie", "rialto=" + token);
  }

  static long id(TestHouse house, String name) {
    return house
        .db()
        .read(
            tx ->
                tx.handle()
                    .createQuery("select id from person where lower(name) = lower(:name)")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
