package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.platform.Vault;
import java.sql.SQLException;
import java.util.function.IntFunction;

/**
 * A team larger than the API makes them (200 people), each with a verified signed webhook: written
 * into the tables, since inviting and proving 1,300 people is not what is measured.
 */
final class Crowd {
  private Crowd() {}

  static void join(Product product, String team, int people, IntFunction<String> address)
      throws SQLException {
    var vault = Vault.open(product.data().resolve("secret.key"));
    try (var connection = product.connect();
        var person =
            connection.prepareStatement(
                """
                with joined as (
                  insert into person (name, email, role, created_at)
                  values (?, ?, 'member', now())
                  returning id),
                reached as (
                  insert into contact_method (person_id, kind, label, address, verified_at, rank, created_at)
                  select id, 'webhook', 'Pager', ?, now(), 0, now() from joined
                  returning id),
                member as (
                  insert into membership (team_id, person_id)
                  select t.id, j.id from team t, joined j where t.slug = ?)
                select id from reached
                """);
        var secret =
            connection.prepareStatement("update contact_method set secret = ? where id = ?")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < people; i++) {
        person.setString(1, "Crowd " + i);
        person.setString(2, "crowd-" + i + "@merchantrow.example");
        person.setString(3, address.apply(i));
        person.setString(4, team);
        try (var rows = person.executeQuery()) {
          rows.next();
          long method = rows.getLong(1);
          var sealed =
              vault.seal("a secret of the crowd".getBytes(UTF_8), "contact_method:" + method);
          secret.setBytes(1, sealed);
          secret.setLong(2, method);
          secret.addBatch();
        }
      }
      secret.executeBatch();
      connection.commit();
    }
  }
}
