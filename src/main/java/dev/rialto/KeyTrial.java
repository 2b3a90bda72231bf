package dev.rialto;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Whether the key that is here is the key of the data. Without asking, a start on a restored
 * database would make a new key, and every secret would fail later, one after another, each where
 * it is needed most.
 */
record KeyTrial(Database.Address login, Path secretKeyFile) {
  private static final String CONTEXT = "key-trial";
  private static final byte[] PHRASE = "what news on the Rialto".getBytes(StandardCharsets.UTF_8);

  /** Refuses another key; the first key of all is taken as the right one. */
  void pass(Vault vault) {
    try (var connection = DatabasePlace.connect(login)) {
      var sealed = sealed(connection);
      if (sealed == null) {
        keep(connection, vault);
        return;
      }
      vault.open(sealed, CONTEXT);
    } catch (Vault.CannotOpen anotherKey) {
      throw new Refused(
          """
          The data here were sealed with another secret key than %s.
          Put the key of that time there: it was beside the data that were backed up, or in the archive of a backup --with-key.
          If it is lost for good, bin/rialto accept-key goes on with the key that is here: Slack and Mattermost addresses, \
          signing secrets of sources and secrets of checks then have to be typed again.
          Nothing was changed."""
              .formatted(secretKeyFile),
          anotherKey);
    } catch (SQLException e) {
      throw new Refused("The secret key could not be tried: " + e.getMessage(), e);
    }
  }

  /** From now on the key that is here is the right one; what another sealed stays closed. */
  void accept(Vault vault) {
    try (var connection = DatabasePlace.connect(login);
        var statement = connection.createStatement()) {
      statement.execute("delete from key_trial");
      keep(connection, vault);
    } catch (SQLException e) {
      throw new Refused(
          "The secret key could not be accepted: %s. Start Rialto once on this database first."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static byte @org.jspecify.annotations.Nullable [] sealed(Connection connection)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select sealed from key_trial")) {
      return rows.next() ? rows.getBytes(1) : null;
    }
  }

  /** Two nodes may come at once; the first one's word holds, and theirs is the same key. */
  private static void keep(Connection connection, Vault vault) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "insert into key_trial (sealed, at) values (?, now()) on conflict do nothing")) {
      statement.setBytes(1, vault.seal(PHRASE, CONTEXT));
      statement.execute();
    }
  }
}
