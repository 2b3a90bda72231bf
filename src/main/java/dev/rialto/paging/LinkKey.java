package dev.rialto.paging;

import dev.rialto.platform.Database;
import dev.rialto.platform.Vault;
import java.security.SecureRandom;
import java.util.Base64;

/** The key behind the links in messages: made once, the same on every node, sealed at rest. */
final class LinkKey {
  private static final String CONTEXT = "link_key";

  private LinkKey() {}

  static byte[] of(Database db, Vault vault) {
    var sealed =
        db.inTransaction(
            tx -> {
              var sql = tx.attach(PromiseSql.class);
              sql.offerLinkKey(fresh(vault));
              return sql.linkKey();
            });
    try {
      return Base64.getDecoder().decode(vault.open(sealed, CONTEXT));
    } catch (Vault.CannotOpen anotherHousesKey) {
      // A backup came back without its key file. Old links die with the old key; people sign in.
      var fresh = fresh(vault);
      db.run(tx -> tx.attach(PromiseSql.class).replaceLinkKey(fresh));
      return Base64.getDecoder().decode(vault.open(fresh, CONTEXT));
    }
  }

  private static String fresh(Vault vault) {
    var key = new byte[PageLinks.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return vault.seal(Base64.getEncoder().encodeToString(key), CONTEXT);
  }
}
